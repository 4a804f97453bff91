/** Questions that are vague, about something else, in other languages, or no questions: sensible answers, and short ones. */
import { describe, expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import type { Consultation, WorkspaceFacts } from '../../server/src/architect/consultation.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { spokenIn } from '../../server/src/architect/understanding/spoken.ts';
import { readPrompts } from './kit/knowledge.ts';
import { workspaceOf, workspaces } from './kit/workspaces.ts';

const knowledge = readPrompts();
const empty = workspaceOf({});

const ask = (text: string, workspace: WorkspaceFacts = empty): Consultation =>
  consult({ text, references: [], history: [] }, workspace, knowledge);

const wordsOf = (consultation: Consultation): number => renderMarkdown(consultation).split(/\s+/).length;

test.each([
  ...['help', 'hi', '?', 'Is this good?', 'make it better', 'database?', ''],
  ...['What is the weather in Berlin?', 'Tell me a joke', 'How do I center a div?', 'Write a bubble sort in Python'],
  ...['Who won the world cup in 2014?', 'Explain quantum computing', 'How do I deploy to Kubernetes?'],
])('no guess: %s', (text) => {
  const consultation = ask(text);
  expect(consultation.sections).toHaveLength(1);
  expect(wordsOf(consultation)).toBeLessThan(120);
  expect(consultation.sections[0]!.markdown).toMatch(/I do not see yet|no knowledge on this that I could vouch for/);
});

test.each([
  ['Welche Datenbank passt für einen Online-Shop mit 5.000 Bestellungen am Tag?', /use postgresql/i],
  ['Wie speichere ich Termine für eine Arztpraxis?', /create table appointment/i],
  ['Unsere Abfragen sind langsam, welche Indizes fehlen?', /rank statements by total time/i],
  ['Wie lösche ich Benutzerdaten nach DSGVO?', /erasing by key/i],
  ['Quelle base de données pour une application multi-locataire avec 200 entreprises ?', /shared tables/i],
  ['Comment stocker les conversations avec un modèle de langage ?', /create table message/i],
  ['¿Qué base de datos debo usar para una tienda en línea con 2.000 pedidos al día?', /use postgresql/i],
  ['¿Cómo guardo el historial de cambios de los clientes?', /append-only/i],
  ['我们应该用哪个数据库来存储用户活动日志？', /use postgresql[\s\S]*activity_event/i],
  ['查询很慢，怎么优化索引？', /rank statements by total time/i],
] as const)('%s', (text, wanted) => {
  expect(renderMarkdown(ask(text))).toMatch(wanted);
});

describe('several questions', () => {
  test.each([
    '1. Should we use UUIDs as keys? 2. How do we partition events? 3. What about GDPR erasure?',
    'Should we use UUIDs as keys? How do we partition events? And what about GDPR erasure?',
  ])('are answered one by one: %s', (text) => {
    const { sections } = ask(text);
    expect(sections.map(({ id }) => id)).toEqual(['question-1', 'question-2', 'question-3']);
    expect(sections.map(({ title }) => title)[0]).toBe('Should we use UUIDs as keys?');
    expect(sections[0]!.markdown).toMatch(/UUIDv7/);
    expect(sections[0]!.markdown).not.toMatch(/Money/);
    expect(sections[1]!.markdown).toMatch(/partition by time/i);
    expect(sections[2]!.markdown).toMatch(/erasing by key/);
    expect(wordsOf(ask(text))).toBeLessThan(1_200);
  });

  test('about one thing are one', () => {
    const { sections } = ask('How do we keep user activity? Is an events table enough for user activity?');
    expect(sections.map(({ id }) => id)).toContain('schema');
  });

  test.each(knowledge.samples)('the sample $number is one', ({ text }) => {
    expect(ask(text).sections.map(({ id }) => id)).toContain('recommendation');
  });
});

describe('what is pasted is no question', () => {
  const dump = workspaces.sql!['migrations/0001_people.sql'] ?? Object.values(workspaces.sql!)[0]!;
  const statements = `${dump}\n`.repeat(30);

  test.each([
    ['select * from orders where id = 1', ''],
    ['DROP TABLE users; --', ''],
    ['insert into messages (body) values (1)', ''],
    ['Which index does this need?\n```sql\nselect * from chat where tenant_id = 1\n```', 'Which index does this need?'],
    [
      'Why is this slow?\nselect * from orders o join lines l on l.order_id = o.id\nwhere o.id = 1;',
      'Why is this slow?',
    ],
    [`Is it normalized?\n${statements}`, 'Is it normalized?'],
    [`${statements}\nIs it normalized?`, 'Is it normalized?'],
  ])('%j', (text, said) => {
    const spoken = spokenIn(text);
    expect(spoken.pasted).toBe('code');
    expect(spoken.text.split('\n')[0]).toBe(said);
  });

  test.each([
    'Select the right database for an online shop',
    'Create tables for orders and payments',
    'Update our schema without downtime from one release to the next',
    'Drop the column email safely; how?',
    'Why is `select * from orders where customer_id = 1` slow?',
    'We need:\n- accounts\n- sessions\n- audit\n- GDPR\n- 3 regions\n- a budget',
  ])('is a question: %s', (text) => {
    expect(spokenIn(text)).toEqual({ text, pasted: undefined });
  });

  test('the words of code decide nothing, and that it was not reviewed is said', () => {
    const consultation = ask(
      `Is it normalized?\n\`\`\`sql\n${statements}\n-- redis mongodb tenants gdpr sharding\n\`\`\``,
    );
    const markdown = renderMarkdown(consultation);
    expect(markdown).toMatch(/code in the question was read for the names of tables, not reviewed/);
    expect(markdown).toMatch(/third normal form/i);
    expect(markdown).not.toMatch(/redis|mongodb|shard/i);
    expect(wordsOf(consultation)).toBeLessThan(900);
  });

  test.each([
    ['words', 'database '.repeat(10_000)],
    ['other words', 'lorem ipsum dolor '.repeat(10_000)],
    ['one word', 'a'.repeat(300_000)],
    ['parentheses', '('.repeat(100_000)],
    ['numbers', '1 '.repeat(50_000)],
    ['spaces', `select ${' '.repeat(100_000)}`],
    ['pictographs', '😀'.repeat(50_000)],
    ['fences', '```\n'.repeat(50_000)],
    ['code', statements.repeat(20)],
    ['keywords', 'select a from b join '.repeat(10_000)],
  ])('ten thousand %s are answered in a paragraph', (_name, text) => {
    const consultation = ask(text);
    expect(consultation.sections).toHaveLength(1);
    expect(wordsOf(consultation)).toBeLessThan(150);
  });

  test('a long text is read at its beginning and its end', () => {
    const consultation = ask(
      `${'The team met on Monday and drank coffee. '.repeat(2_000)}\nHow do we keep user activity?`,
    );
    const markdown = renderMarkdown(consultation);
    expect(markdown).toMatch(/took the beginning and the end as the question/);
    expect(markdown).toMatch(/activity_event/);
  });
});

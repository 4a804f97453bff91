/** Questions that change the one before: answered as that one under the changed requirement, and only what changes. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import type { Consultation, WorkspaceFacts } from '../../server/src/architect/consultation.ts';
import { codeBlocksIn } from '../../server/src/architect/markdown.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { checkAnswer } from '../../server/src/verify/check-answer.ts';
import { checkedDatabase } from '../../server/src/verify/checked-database.ts';
import { analyze } from '../kit/analyze.ts';
import { mistakes } from '../write/prisma-kit.ts';
import { readPrompts } from './kit/knowledge.ts';
import { workspaceOf, workspaces } from './kit/workspaces.ts';

const knowledge = readPrompts();
const empty = workspaceOf({});
const clinic =
  'Design the data model for healthcare appointments: patients, doctors, appointments and medical records.';
const saas = knowledge.samples.find(({ id }) => id === 'multi-tenant-project-management')!.text;

function answer(workspace: WorkspaceFacts, ...turns: readonly string[]): Consultation {
  const history = turns.slice(0, -1).map((question) => ({ question, answer: 'said' }));
  return consult({ text: turns.at(-1)!, references: [], history }, workspace, knowledge);
}

/** The sample questions whose answer has tables. */
const designs = knowledge.samples
  .map(({ text }) => text)
  .filter((text) =>
    answer(empty, text).sections.some(({ id, markdown }) => id === 'schema' && markdown.includes('```')),
  );

const told = (...turns: readonly string[]): string => renderMarkdown(answer(empty, ...turns));

const blockOf = (consultation: Consultation, language: string): string | undefined =>
  codeBlocksIn(consultation.sections.map(({ markdown }) => markdown).join('\n\n')).find(
    (block) => block.language === language,
  )?.code;

describe('another database', () => {
  const asked = [
    'And with MySQL?',
    'what about MySQL',
    'und mit MySQL?',
    'et avec MySQL ?',
    '¿y con MySQL?',
    '那么用MySQL呢？',
  ];

  test.each(asked)('%s', (text) => {
    const consultation = answer(empty, clinic, text);
    expect(consultation.sections.map(({ id }) => id)).toEqual(['changes', 'schema']);
    const markdown = renderMarkdown(consultation);
    expect(markdown).toMatch(/AUTO_INCREMENT/);
    expect(markdown).not.toMatch(/timestamptz NOT|jsonb NOT|IDENTITY,/);
    expect(markdown).toMatch(/Overlaps \| exclusion constraint \| none/);
    expect(markdown).toMatch(/nothing refuses overlaps here/);
    expect(markdown).toMatch(/each statement commits/);
    expect(markdown).toMatch(/read, not executed/);
    expect(markdown).not.toMatch(/Against double booking/);
  });

  test('says only what bears on the design', () => {
    expect(told(clinic, 'And with MySQL?')).not.toMatch(/\| Partial index|\| Row-level security/);
    expect(told(saas, 'And with MySQL?')).toMatch(/Row-level security \| policies \| none/);
  });

  test.each(designs)('SQLite executes: %s', (question) => {
    const code = blockOf(answer(empty, question, 'as plain SQL', 'what about SQLite?'), 'sqlite');
    expect(code).toMatch(/CREATE TABLE/);
    const database = new DatabaseSync(':memory:');
    database.exec(code!);
    database.close();
  });

  test.each(['MySQL', 'SQL Server', 'SQLite'])('the code for %s is read without a problem', async (name) => {
    const database = checkedDatabase(analyze([]), undefined);
    for (const question of designs) {
      const checked = await checkAnswer(told(question, 'as plain SQL', `and with ${name}?`), database, undefined);
      expect(checked.length, question).toBeGreaterThan(0);
      expect(checked.flatMap(({ ok, problems }) => (ok ? [] : problems))).toEqual([]);
      expect(checked.flatMap(({ problems }) => problems).join(' ')).toMatch(/nothing was executed/);
    }
  });

  test('a store without tables has none written for it', () => {
    const consultation = answer(empty, clinic, 'and with MongoDB?');
    expect(consultation.sections.map(({ id }) => id)).toEqual(['changes']);
    expect(renderMarkdown(consultation)).toMatch(/MongoDB is not the place for this.*relational integrity/);
  });

  test('beside a workspace of PostgreSQL it stands by itself', () => {
    const facts = workspaceOf(workspaces.sql!);
    const markdown = renderMarkdown(answer(facts, clinic, 'And with MySQL?'));
    expect(markdown).toMatch(/tables of this workspace are PostgreSQL; the design below stands by itself/);
    expect(markdown).toMatch(/CREATE TABLE patient \(/);
  });
});

describe('another language', () => {
  test.each(['in Prisma please', 'Prisma?', 'Show me the Prisma schema', 'als Prisma bitte'])('%s', (text) => {
    const consultation = answer(empty, clinic, text);
    expect(consultation.sections.map(({ id }) => id)).toEqual(['schema']);
    expect(blockOf(consultation, 'prisma')).toMatch(/^model appointment \{/m);
  });

  test('keeps the database of the turn before', () => {
    const markdown = told(clinic, 'And with MySQL?', 'in Prisma please');
    expect(markdown).toMatch(/provider = "mysql"/);
    expect(markdown).toMatch(/@db\.DateTime\(6\)/);
    expect(markdown).not.toMatch(/What changes/);
  });

  test.each(
    designs.flatMap((question) => ['postgresql', 'mysql', 'sqlite'].map((provider) => ({ question, provider }))),
  )('Prisma takes it for $provider: $question', ({ question, provider }) => {
    const turns = provider === 'postgresql' ? [question] : [question, `and with ${provider}?`];
    const models = blockOf(answer(empty, ...turns, 'in Prisma please'), 'prisma')!;
    const schema = `datasource db {\n  provider = "${provider}"\n}\n\n${models}\n`;
    expect(mistakes(new Map([['schema.prisma', schema]]))).toEqual([]);
  });

  test('SQLAlchemy', () => {
    expect(told(clinic, 'as SQLAlchemy models')).toMatch(/class Appointment\(Base\)/);
  });
});

describe('a simpler one', () => {
  test.each([
    'simpler please',
    'Can you make it simpler?',
    'einfacher bitte',
    'That is too complicated',
    'less tables',
  ])('%s', (text) => {
    const consultation = answer(empty, clinic, text);
    expect(consultation.sections.map(({ id }) => id)).toEqual(['changes', 'schema']);
    const code = blockOf(consultation, 'sql')!;
    expect(code.match(/CREATE TABLE/g)!.length).toBeLessThan(
      blockOf(answer(empty, clinic), 'sql')!.match(/CREATE TABLE/g)!.length,
    );
    expect(code).toMatch(/CREATE TABLE appointment/);
    expect(renderMarkdown(consultation)).toMatch(/Left out: .*Constraints stay/s);
  });

  test('has no partitions and no policies, and is read without a problem', async () => {
    for (const question of designs) {
      const markdown = told(question, 'simpler please');
      expect(markdown).not.toMatch(/PARTITION BY|CREATE POLICY/);
      const checked = await checkAnswer(markdown, checkedDatabase(analyze([]), undefined), undefined);
      expect(checked.flatMap(({ ok, problems }) => (ok ? [] : problems))).toEqual([]);
    }
  });
});

describe('other numbers', () => {
  test.each(['for 10x the users', 'and for ten times the users?', 'What if we had 10 times more users?'])(
    '%s',
    (text) => {
      const markdown = told(saas, text);
      expect(markdown).toMatch(/\| People \| 50,000 to 500,000 \| 500,000 to 5 million \|/);
      expect(markdown).toMatch(/PostgreSQL holds/);
      expect(markdown).not.toMatch(/create table/i);
    },
  );

  test('numbers in place of those before', () => {
    expect(told(saas, 'and for 5,000 companies?')).toMatch(
      /\| People \| 50,000 to 500,000 \| 250,000 to 2\.5 million \|/,
    );
  });

  test('numbers where none was given', () => {
    expect(told(clinic, 'what about a million users?')).toMatch(/\| People \| – \| 1 million \|/);
    expect(told(clinic, 'for 10x the users')).toMatch(/No number was given before/);
  });

  test('the factor leaves what does not grow', () => {
    const { requirements } = answer(empty, `${saas} Budget $500 a month, team of 3.`, 'with 10 times the customers');
    expect(requirements).toContainEqual({ name: 'tenants', value: '10 × 1,000', source: 'question' });
    expect(requirements.find(({ name }) => name === 'budget')?.value).toBe('500 per month');
    expect(requirements.find(({ name }) => name === 'team')?.value).toBe('3');
  });
});

test('what is left is not what is asked for', () => {
  expect(told(clinic, 'SQLite instead of MySQL')).toMatch(/SQLite can hold this/);
});

test('a relational database whose SQL is not written keeps the design', () => {
  expect(told(clinic, 'And with Oracle?')).toMatch(/The design holds; I do not write the SQL of Oracle/);
});

test('an addition is designed with what was designed before', () => {
  const { sections } = answer(empty, clinic, 'Now make it multi-tenant');
  const schema = sections.find(({ id }) => id === 'schema')!.markdown;
  expect(schema).toMatch(/CREATE TABLE appointment/);
  expect(schema).toMatch(/CREATE TABLE organization/);
});

describe('what is no change', () => {
  test.each([
    'without Redis',
    'How do we move from MySQL to PostgreSQL without downtime?',
    'And which cache do we need with MySQL and Redis?',
    'And how are invoices stored with MySQL?',
  ])('%s', (text) => {
    expect(answer(empty, clinic, text).sections.map(({ id }) => id)).not.toContain('changes');
  });

  test('a diagram behind a design draws the design', () => {
    const facts = workspaceOf(workspaces.prisma!);
    const history = [{ question: clinic, answer: 'said' }];
    const { sections } = consult({ text: 'Draw it', command: 'erd', references: [], history }, facts, knowledge);
    expect(sections[0]!.markdown).toMatch(/MedicalRecord \{/);
  });

  test('a decision record behind a change records the question', () => {
    const history = [clinic, 'And with MySQL?'].map((question) => ({ question, answer: 'said' }));
    const { sections } = consult(
      { text: 'Write this down', command: 'adr', references: [], history },
      empty,
      knowledge,
    );
    expect(sections[0]!.markdown).toMatch(/Appointment booking/);
  });
});

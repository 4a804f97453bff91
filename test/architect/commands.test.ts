/** Slash commands with few words: the answer is what the command says, and no more. */
import { describe, expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import type { Consultation } from '../../server/src/architect/consultation.ts';
import { readQuestion } from '../../server/src/architect/read-question.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { readPrompts } from './kit/knowledge.ts';
import { workspaceOf, workspaces } from './kit/workspaces.ts';

const knowledge = readPrompts();
const facts = Object.entries(workspaces).map(([name, files]) => ({ name, workspace: workspaceOf(files) }));

/** What each command may be answered with beside the recommendation and the next steps, and in how many words. */
const commands: Readonly<Record<string, { sections: readonly string[]; words: number; asked: readonly string[] }>> = {
  review: {
    sections: ['findings', 'indexes'],
    words: 700,
    asked: ['', 'Look at the keys and types', 'Is the user table any good?'],
  },
  indexes: {
    sections: ['findings', 'indexes', 'queries'],
    words: 700,
    asked: ['', 'Which indexes does the customer list need?', 'Are there redundant indexes?'],
  },
  normalize: {
    sections: ['findings'],
    words: 600,
    asked: ['', 'Is the address data in third normal form?', 'tags are a comma separated list'],
  },
  jsonb: {
    sections: ['questions', 'findings', 'json', 'indexes'],
    words: 800,
    asked: ['', 'Should user preferences be JSONB?', 'Which keys of metadata should become columns?'],
  },
  migrate: {
    sections: ['requirements', 'questions', 'migration', 'monitoring', 'recovery', 'testing'],
    words: 1100,
    asked: ['', 'Rename the email column without downtime', 'Add a NOT NULL column to a table with 50 million rows'],
  },
  choose: {
    sections: ['requirements', 'questions', 'technology', 'stores', 'alternatives', 'exit'],
    words: 1200,
    asked: ['', 'PostgreSQL or MongoDB for a product catalogue?', 'Do I need Redis for sessions?'],
  },
  tenancy: {
    sections: ['requirements', 'questions', 'findings', 'tenancy', 'alternatives'],
    words: 900,
    asked: ['', 'Shared tables or a schema per customer, 300 customers?', 'How do I add row-level security?'],
  },
  cache: {
    sections: ['requirements', 'questions', 'caching'],
    words: 700,
    asked: ['', 'product pages', 'How do I invalidate when a price changes?'],
  },
  scale: {
    sections: ['requirements', 'questions', 'findings', 'scale', 'scaling', 'monitoring'],
    words: 1400,
    asked: ['', '200 million rows in the payments table', 'What breaks at ten times the traffic?'],
  },
  security: {
    sections: ['requirements', 'findings', 'security', 'compliance'],
    words: 600,
    asked: ['', 'Are UUIDs safer than bigint as keys?', 'How should I store API keys?'],
  },
  cost: {
    sections: ['requirements', 'questions', 'cost'],
    words: 900,
    asked: ['', 'What does 2 TB on PostgreSQL cost?', 'Where is money wasted?'],
  },
  erd: { sections: ['diagram'], words: 700, asked: ['', 'only customers and their orders', 'users and items'] },
  explain: {
    sections: ['explanation'],
    words: 600,
    asked: ['', 'What is a covering index?', 'Why is SELECT * bad?'],
  },
  adr: {
    sections: ['adr'],
    words: 300,
    asked: ['', 'We use PostgreSQL instead of MongoDB', 'UUID v7 as primary keys'],
  },
};

const questions = Object.entries(commands).flatMap(([command, { asked }]) =>
  asked.map((text) => ({ command, text: `/${command} ${text}`.trim() })),
);

describe.each(facts)('in the workspace $name', ({ workspace }) => {
  test.each(questions)('$text', ({ command, text }) => {
    const answer = consult({ ...readQuestion(text) }, workspace, knowledge);
    const { sections, words } = commands[command]!;
    const others = ['erd', 'explain', 'adr'].includes(command) ? [] : ['recommendation', 'next'];
    expect([...sections, ...others]).toEqual(expect.arrayContaining(answer.sections.map(({ id }) => id)));
    expect(answer.sections.length).toBeGreaterThan(0);
    expect(renderMarkdown(answer).split(/\s+/).length).toBeLessThan(words);
  });
});

const inEmptyFolder = (text: string): Consultation =>
  consult(readQuestion(text), facts.find(({ name }) => name === 'empty')!.workspace, knowledge);

test('a question about keys behind /security is answered with keys', () => {
  const answer = renderMarkdown(inEmptyFolder('/security Are UUIDs safer than bigint as keys?'));
  expect(answer).toMatch(/UUIDv7/);
  expect(answer).toMatch(/guessing: permission checks/);
  expect(answer).not.toMatch(/deleted_at|Money|Stolen disk|create table/i);
});

test('keys of an API are no model providers', () => {
  const answer = renderMarkdown(inEmptyFolder('/security How should I store API keys?'));
  expect(answer).toMatch(/SHA-256/);
  expect(answer).not.toMatch(/temperature|model_call|Stolen disk/);
});

test('a change inside one database is no move to another one', () => {
  const answer = renderMarkdown(inEmptyFolder('/migrate Rename the email column without downtime'));
  expect(answer).toMatch(/a view with the old name/);
  expect(answer).not.toMatch(/snapshot plus change capture|int to bigint/i);
});

test('words behind a command that describe a system ask for its design', () => {
  const sample = knowledge.samples.find(({ id }) => id === 'multi-tenant-project-management')!;
  const ids = inEmptyFolder(`/tenancy ${sample.text}`).sections.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['tenancy', 'schema', 'technology']));
});

test('a command without words asks for what it needs', () => {
  expect(renderMarkdown(inEmptyFolder('/design'))).toMatch(/^Say what is to be kept/);
  expect(renderMarkdown(inEmptyFolder('/adr'))).toMatch(/^Say what was decided/);
});

test('a diagram of tables that are not there says so', () => {
  const { workspace } = facts.find(({ name }) => name === 'prisma')!;
  const answer = (text: string): string => renderMarkdown(consult(readQuestion(text), workspace, knowledge));
  expect(answer('/erd warehouses')).toMatch(/^No table of this workspace is called/);
  expect(answer('/erd companies')).toMatch(/^```mermaid/);
});

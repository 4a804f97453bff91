/** In which language new tables are written, and which expertise answers, where a workspace has several of everything. */
import { describe, expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import type { Consultation, Question } from '../../server/src/architect/consultation.ts';
import { readPrompts } from './kit/knowledge.ts';
import { fastapi, prisma, workspaceOf } from './kit/workspaces.ts';

const knowledge = readPrompts();
const mixed = workspaceOf({
  ...prisma,
  'reporting/schema.sql': `create table invoice (id bigint primary key, total numeric(12, 2) not null);
create table invoice_line (id bigint primary key, invoice_id bigint not null references invoice (id));`,
  'worker/models.py': fastapi['app/models.py']!,
  'db/migrations/0001_init.sql': 'create table stock (id bigint primary key);',
});

function languageIn(question: Partial<Question>): string | undefined {
  const text = 'Design tables for the appointments of a clinic';
  const { sections } = consult({ text, references: [], history: [], ...question }, mixed, knowledge);
  return /^```(sql|prisma|python)$/m.exec(sections.find(({ id }) => id === 'schema')?.markdown ?? '')?.[1];
}

describe('the language of new tables', () => {
  test('is the one that is asked for', () => {
    const text = 'Design tables for the appointments of a clinic, in SQLAlchemy';
    expect(languageIn({ text, active: '/app/prisma/schema.prisma' })).toBe('python');
  });

  test('is that of the file in front', () => {
    expect(languageIn({ active: '/app/reporting/schema.sql' })).toBe('sql');
    expect(languageIn({ active: '/app/prisma/schema.prisma' })).toBe('prisma');
    expect(languageIn({ active: '/app/worker/models.py' })).toBe('python');
    expect(languageIn({ active: '/app/db/migrations/0001_init.sql' })).toBe('sql');
  });

  test('is that of the database that the question names', () => {
    const text = 'Design appointments of a clinic beside `invoice_line`';
    expect(languageIn({ text, active: '/app/README.md' })).toBe('sql');
  });

  test('is the one with most tables', () => {
    expect(languageIn({})).toBe('prisma');
    expect(languageIn({ active: '/app/README.md' })).toBe('prisma');
  });

  test('is that of the models where SQL is made of them', () => {
    const workspace = workspaceOf({
      ...prisma,
      'prisma/migrations/20240101000000_init/migration.sql':
        'create table "Company" (id uuid primary key, name text not null);',
    });
    const active = '/app/prisma/migrations/20240101000000_init/migration.sql';
    const text = 'Design tables for the appointments of a clinic';
    const { sections } = consult({ text, references: [], history: [], active }, workspace, knowledge);
    expect(sections.find(({ id }) => id === 'schema')?.markdown).toMatch(/^```prisma$/m);
  });
});

describe('the expertise', () => {
  const asked = (text: string, question: Partial<Question> = {}): Consultation =>
    consult({ text, references: [], history: [], ...question }, workspaceOf({}), knowledge);
  const texts = ['How do we keep conversations with language models?', 'Which indexes does the orders table need?'];

  test.each(texts)('is not changed by a file that is attached or open: %s', (text) => {
    const alone = asked(text);
    const file = '/app/sessions/app.py';
    const body = 'redis mongodb elasticsearch kafka provisioning llm embeddings prompt fastapi';
    const references = [{ file, span: undefined, text: body }];
    for (const each of [asked(text, { references }), asked(text, { active: file }), asked(`${text} #file:redis.sql`)]) {
      expect(each.expertise).toBe(alone.expertise);
      expect(each.confidence).toBe(alone.confidence);
      expect(each.sections.map(({ id }) => id)).toEqual(alone.sections.map(({ id }) => id));
    }
  });
});

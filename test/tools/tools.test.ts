/** The tools over small workspaces: bounded answers, plain refusals, and text of files as data. */
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { workspaceFacts } from '../../server/src/host/workspace-facts.ts';
import { type Input, inputSchema, runTool, type ToolContext } from '../../server/src/tools/tool.ts';
import { tools } from '../../server/src/tools/tool-list.ts';
import { readPrompts } from '../architect/kit/knowledge.ts';

function contextOf(files: Readonly<Record<string, string>>): ToolContext {
  const analyzer = createAnalyzer();
  for (const [file, text] of Object.entries(files)) analyzer.setFile(file, text);
  return {
    analyzer,
    syntaxJudge: undefined,
    verifier: undefined,
    workspace: () => workspaceFacts(analyzer, ['/w']),
    knowledge: readPrompts,
    pageOf: () => undefined,
  };
}

function run(name: string, input: Input, files: Readonly<Record<string, string>> = shop) {
  return runTool(tools.find((tool) => tool.name === name)!, input, contextOf(files));
}

const shop = {
  '/w/schema.sql': `create table customers (id bigint primary key, email text not null);
create table orders (id bigint primary key, customer_id bigint not null references customers (id));`,
};

const vast = {
  '/w/schema.sql': Array.from({ length: 900 }, (_, i) => `create table t_${i} (id bigint primary key);`).join('\n'),
};

test('names and descriptions are what a model chooses by', () => {
  for (const tool of tools) {
    expect(tool.name).toMatch(/^[a-z]+_[a-z]+$/);
    expect(tool.description.length, tool.name).toBeGreaterThan(80);
    const { properties, additionalProperties } = inputSchema(tool);
    expect(additionalProperties).toBe(false);
    for (const property of Object.values(properties)) expect(property.description).toMatch(/\.$/);
  }
});

test('answers are bounded, and pages follow one another', async () => {
  for (const input of [{}, { limit: 100_000 }]) {
    const { markdown } = await run('list_tables', input, vast);
    expect(markdown.length).toBeLessThan(26_000);
    expect(markdown).toContain('"more":700');
  }
  expect((await run('list_tables', { offset: 880 }, vast)).markdown).toContain('"name":"t_899"');
  const converted = await run('convert_schema', { to: 'sql' }, vast);
  expect(converted.markdown.length).toBeLessThan(26_000);
  expect(converted.markdown).toMatch(/… cut: \d+ of \d+ characters are left out; ask for less at a time\.\n```$/);
  expect((await run('convert_schema', { to: 'sql', tables: 't_7, t_9' }, vast)).markdown).toContain('t_9');
});

test('a table is found in the only database that has it', async () => {
  const two = {
    '/w/shop/schema.sql': 'create table orders (id bigint primary key); create table log (id bigint primary key);',
    '/w/blog/schema.sql': 'create table posts (id bigint primary key); create table log (id bigint primary key);',
  };
  expect((await run('describe_table', { table: 'posts' }, two)).markdown).toContain('blog/schema.sql');
  expect((await run('describe_table', { table: 'log' }, two)).markdown).toMatch(/several databases; name one/);
});

test.for([
  ['describe_table', {}, 'describe_table needs table.'],
  ['describe_table', { table: 'custmers' }, 'There is no table custmers; did you mean customers?'],
  ['describe_table', { tabel: 'customers' }, 'describe_table has no input tabel; it has table, database.'],
  ['list_tables', { limit: 'ten' }, 'limit must be an integer.'],
  ['list_tables', { database: 'shop' }, expect.stringContaining('There is no database shop')],
  ['convert_schema', { to: 'oracle' }, 'to must be one of sql, prisma, sqlalchemy, sqlmodel, dbml, mermaid.'],
  ['explain_rule', { rule: 'fk-without-indx' }, 'There is no rule fk-without-indx; did you mean fk-without-index?'],
] as const)('%s %o is answered with what would be right', async ([name, input, message]) => {
  expect(await run(name, input)).toEqual({ markdown: message, isError: true });
});

test('an empty workspace is no error', async () => {
  for (const name of ['list_tables', 'review_schema']) {
    expect(await run(name, {}, {})).toEqual({ markdown: 'The workspace describes no database.', isError: false });
  }
  const { markdown, isError } = await run('consult_architect', { question: 'Which database for 2 TB?' }, {});
  expect(isError).toBe(false);
  expect(markdown.length).toBeGreaterThan(200);
});

test('a review names rules and places, errors first', async () => {
  const { markdown } = await run('review_schema', { severity: 'hint' });
  expect(markdown).toContain('fk-without-index schema.sql:2');
  expect((await run('review_schema', { table: 'customers', severity: 'hint' })).markdown).not.toContain('orders');
});

test('without an embedded database SQL is read only, and that is said', async () => {
  expect((await run('verify_sql', { sql: 'select * from costumers' })).markdown).toBe(
    'Problems were found over the schema of schema.sql:\n- There is no table costumers; did you mean customers?\n' +
      '- The SQL was only read, not executed, because there is no embedded PostgreSQL here.',
  );
});

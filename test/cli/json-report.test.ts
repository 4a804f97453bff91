import { expect, test } from 'vitest';
import { folderWith, run, shop } from './kit/command-line.ts';

test('the contract: every field, zero-based positions', async () => {
  const cwd = folderWith({ 'db/schema.sql': shop });
  const { stdout } = await run(['check', '--format', 'json'], { cwd });
  const report = JSON.parse(stdout);
  expect(report).toEqual({
    findings: [
      {
        rule: 'fk-without-index',
        severity: expect.any(String),
        message: expect.stringContaining('customer_id'),
        file: 'db/schema.sql',
        range: { start: { line: 3, character: 2 }, end: { line: 3, character: 13 } },
        table: 'orders',
        columns: ['customer_id'],
        fixes: [
          {
            title: expect.stringContaining('customer_id'),
            safe: true,
            edits: [
              {
                file: 'db/schema.sql',
                range: { start: { line: 4, character: 2 }, end: { line: 4, character: 2 } },
                newText: expect.stringMatching(/create index .* on orders \(customer_id\);/i),
              },
            ],
          },
        ],
      },
    ],
    files: 1,
    gaps: [],
    elapsedMs: expect.any(Number),
  });
  expect(stdout).toMatch(/^[^\n]*\n$/);
});

test('gaps have a place and a reason', async () => {
  const cwd = folderWith({ 'schema.sql': 'create table a (id bigint primary key);\nalter table a frobnicate id;\n' });
  const { stdout } = await run(['check', '--format', 'json'], { cwd });
  expect(JSON.parse(stdout).gaps).toEqual([
    {
      file: 'schema.sql',
      range: { start: { line: 1, character: expect.any(Number) }, end: { line: 1, character: expect.any(Number) } },
      reason: expect.stringMatching(/\w/),
    },
  ]);
});

test('a finding without table or columns has null and an empty list', async () => {
  const cwd = folderWith({ 'schema.sql': 'select 1;', 'db-architect.jsonc': '{ "x": 1 }' });
  const { stdout } = await run(['check', '--format', 'json'], { cwd });
  expect(JSON.parse(stdout).findings).toMatchObject([{ table: null, columns: [], fixes: [] }]);
});

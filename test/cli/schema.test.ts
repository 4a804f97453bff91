import { expect, test } from 'vitest';
import { folderWith, run, shop } from './kit/command-line.ts';

async function schema(files: Record<string, string>, ...args: string[]) {
  return run(['schema', ...args], { cwd: folderWith(files) });
}

test('as JSON, after the contract', async () => {
  const { code, stdout } = await schema({ 'schema.sql': shop }, '--format', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    databases: [
      {
        name: expect.any(String),
        dialect: 'postgresql',
        tables: [
          {
            schema: null,
            name: 'customer',
            columns: [
              { name: 'id', type: 'bigint', nullable: false, default: null },
              { name: 'name', type: 'text', nullable: false, default: null },
            ],
            primaryKey: ['id'],
            uniques: [],
            foreignKeys: [],
            indexes: [],
            origin: {
              file: 'schema.sql',
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: expect.any(Number) } },
            },
          },
          {
            name: 'orders',
            foreignKeys: [
              {
                columns: ['customer_id'],
                references: { table: 'customer', columns: ['id'] },
                onDelete: 'no action',
                onUpdate: 'no action',
              },
            ],
          },
        ],
        enums: [],
      },
    ],
  });
});

test('migrations come out as one schema', async () => {
  const { stdout } = await schema({
    'migrations/1_a.sql': 'create table a (id bigint primary key, x int);',
    'migrations/2_b.sql': 'alter table a drop column x; alter table a add column y text;',
  });
  expect(stdout).toMatch(/create table a \(\s+id bigint not null,\s+y text,\s+primary key \(id\)\s+\);/i);
});

test('as a diagram', async () => {
  const { stdout } = await schema({ 'schema.sql': shop }, '--format', 'mermaid');
  expect(stdout).toMatch(/^erDiagram\n {2}customer \{/);
});

test('several databases have their names above', async () => {
  const files = { 'shop/schema.sql': shop, 'other/schema.sql': 'create table `t` (`id` int) engine=innodb;' };
  expect((await schema(files)).stdout).toMatch(/^-- Database \w.* \((?:mysql|postgresql)\)\n/);
  expect((await schema(files, '--format', 'json')).stdout.match(/"dialect"/g)).toHaveLength(2);
});

test('nothing to read', async () => {
  expect(await schema({})).toEqual({ code: 0, stdout: '', stderr: 'There are no schema files to read.\n' });
  expect(await schema({ 'q.sql': 'select 1;' })).toMatchObject({ stdout: '', stderr: 'The files create no tables.\n' });
});

test('a terminal is not steered by names', async () => {
  const cwd = folderWith({ 'schema.sql': 'create table "x\x1b]0;y\x07" (id int);' });
  expect((await run(['schema'], { cwd })).stdout).toContain('"x\x1b]0;y\x07"');
  expect((await run(['schema'], { cwd, columns: 80 })).stdout).toContain('"x\ufffd]0;y\ufffd"');
  expect((await run(['check', 'n\x1b[2J'], { cwd })).stderr).not.toContain('\x1b[2J');
});

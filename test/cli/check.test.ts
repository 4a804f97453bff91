import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clean, folderWith, run, shop } from './kit/command-line.ts';

async function json(cwd: string, ...args: string[]) {
  const { code, stdout } = await run(['check', '--format', 'json', ...args], { cwd });
  return { code, ...JSON.parse(stdout) };
}

test('a clean schema', async () => {
  const cwd = folderWith({ 'schema.sql': clean });
  const { code, stdout } = await run(['check'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^✔ No findings in 1 file \(1 table, 0\.\d\d s\)\n$/);
});

test('findings of a folder, a file, several of them', async () => {
  const cwd = folderWith({ 'a/schema.sql': shop, 'b/schema.sql': shop, 'c/schema.sql': clean });
  const files = async (...paths: string[]) => [
    ...new Set((await json(cwd, ...paths)).findings.map((finding: { file: string }) => finding.file)),
  ];
  expect(await files()).toEqual(['a/schema.sql', 'b/schema.sql']);
  expect(await files('a')).toEqual(['a/schema.sql']);
  expect(await files('b/schema.sql', 'c')).toEqual(['b/schema.sql']);
  expect(await files('a', 'a/schema.sql', './a')).toEqual(['a/schema.sql']);
});

test('a file that is named has findings whatever its ending', async () => {
  const cwd = folderWith({ 'schema.txt': shop });
  expect((await json(cwd, 'schema.txt')).findings).toHaveLength(1);
});

test('a migration that is named by itself knows the tables of those beside it', async () => {
  const cwd = folderWith({
    'migrations/0001_customer.sql': 'create table customer (id integer primary key);',
    'migrations/0002_orders.sql': 'create table orders (id integer primary key, customer_id text references customer);',
  });
  const { findings, files } = await json(cwd, 'migrations/0002_orders.sql');
  expect(files).toBe(1);
  expect(findings.map((finding: { file: string; rule: string }) => [finding.file, finding.rule])).toContainEqual([
    'migrations/0002_orders.sql',
    'fk-type-mismatch',
  ]);
});

test('the same for migrations in folders', async () => {
  const cwd = folderWith({
    'migrations/20240101_customer/migration.sql': 'create table customer (id integer primary key);',
    'migrations/20240102_orders/migration.sql':
      'create table orders (id integer primary key, customer_id text references customer);',
  });
  const { findings } = await json(cwd, 'migrations/20240102_orders/migration.sql');
  expect(findings.map(({ rule }: { rule: string }) => rule)).toContain('fk-type-mismatch');
});

test('nothing to check is said and no failure', async () => {
  const cwd = folderWith({ 'readme.md': '' });
  const { code, stdout, stderr } = await run(['check', '--format', 'json'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toBe('There are no schema files to check.\n');
  expect(JSON.parse(stdout)).toMatchObject({ findings: [], files: 0, gaps: [] });
});

const mixed = {
  'schema.sql': `create table parent (id bigint primary key);
create table a (id bigint primary key, parent_id bigint references parent);
create table b (id bigint primary key, parent_id text references parent);
create table c (id bigint primary key, price money);
`,
  'db-architect.jsonc': `{
    "severity": "hint",
    "rules": {
      "fk-without-index": "warning",
      "fk-type-mismatch": "error",
      "money-type": "info"
    }
  }`,
};

test('severities decide what is shown and what counts', async () => {
  const cwd = folderWith({
    ...mixed,
    'schema.sql': mixed['schema.sql'].replace('text references', 'bigint references'),
  });
  const severities = async (...args: string[]) => {
    const { code, findings } = await json(cwd, ...args);
    return [code, [...new Set(findings.map(({ severity }: { severity: string }) => severity))].sort()];
  };
  expect(await severities()).toEqual([1, ['info', 'warning']]);
  expect(await severities('--severity', 'warning')).toEqual([1, ['warning']]);
  expect(await severities('--severity', 'error')).toEqual([0, []]);
  expect(await severities('--max-warnings', '2')).toEqual([0, ['info', 'warning']]);
  expect(await severities('--max-warnings', '1')).toEqual([1, ['info', 'warning']]);
  expect(await severities('--max-warnings', '2', '--severity', 'info')).toEqual([1, ['info', 'warning']]);
});

test('infos alone are no failure unless asked for', async () => {
  const cwd = folderWith({ ...mixed, 'schema.sql': 'create table c (id bigint primary key, price money);' });
  expect((await json(cwd)).code).toBe(0);
  expect((await json(cwd)).findings).toHaveLength(1);
  expect((await json(cwd, '--severity', 'info')).code).toBe(1);
});

test('an error is never one of the warnings that are allowed', async () => {
  const cwd = folderWith(mixed);
  expect((await json(cwd, '--max-warnings', '100')).code).toBe(1);
});

test('settings that are not understood are reported at their place', async () => {
  const cwd = folderWith({ 'schema.sql': clean, 'db-architect.jsonc': '{\n  "severty": "error"\n}\n' });
  const { code, findings } = await json(cwd);
  expect(code).toBe(1);
  expect(findings).toMatchObject([
    {
      rule: 'configuration',
      severity: 'warning',
      file: 'db-architect.jsonc',
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 11 } },
    },
  ]);
});

test('settings above a file count', async () => {
  const cwd = folderWith({
    'db-architect.jsonc': '{ "rules": { "fk-without-index": "off" } }',
    'a/b/schema.sql': shop,
  });
  expect((await json(cwd, 'a/b')).findings).toEqual([]);
  expect((await json(cwd, 'a/b/schema.sql')).findings).toEqual([]);
});

test('a file is named relative to the working directory below it, absolutely elsewhere', async () => {
  const cwd = folderWith({ 'a/schema.sql': shop, 'b/readme.md': '' });
  expect((await json(cwd, `${cwd}/a`)).findings[0].file).toBe('a/schema.sql');
  expect((await json(`${cwd}/b`, '../a')).findings[0].file).toBe(`${cwd}/a/schema.sql`);
});

test('a path that cannot be read was not checked', async () => {
  const cwd = folderWith({ 'a.sql': clean });
  symlinkSync('loop', `${cwd}/loop`);
  expect(await run(['check', 'loop'], { cwd })).toMatchObject({ code: 2, stdout: '' });
});

test('a link from one folder to another that is checked too', async () => {
  const cwd = folderWith({ 'one/a.sql': clean, 'two/b.sql': shop });
  symlinkSync('../two', `${cwd}/one/link`);
  const { findings } = await json(cwd, 'one', 'two', '--severity', 'hint');
  expect(findings.map(({ file }: { file: string }) => file)).toEqual(['two/b.sql']);
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clean, folderWith, run, shop } from './kit/command-line.ts';

async function fix(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await run(['check', '--fix', '--format', 'json', ...args], { cwd });
  return { code, stderr, rules: JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule) };
}

test('a safe fix is written, and the finding is gone', async () => {
  const cwd = folderWith({ 'schema.sql': shop });
  expect(await fix(cwd)).toEqual({ code: 0, stderr: 'Fixed 1 finding.\n', rules: [] });
  const fixed = readFileSync(`${cwd}/schema.sql`, 'utf8');
  expect(fixed).toMatch(/create index \w+ on orders \(customer_id\);/i);
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 0 findings.\n' });
  expect(readFileSync(`${cwd}/schema.sql`, 'utf8')).toBe(fixed);
});

test('many fixes of one table and one file', async () => {
  const columns = ['a', 'b', 'c', 'd'].map((name) => `  ${name}_id bigint not null references customer (id)`);
  const cwd = folderWith({
    'schema.sql': `${clean}create table orders (\n  id bigint primary key,\n${columns.join(',\n')}\n);\n`,
  });
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 4 findings.\n', rules: [] });
  expect(readFileSync(`${cwd}/schema.sql`, 'utf8').match(/create index/gi)).toHaveLength(4);
});

test('fixes of one table wait for each other, and none is left', async () => {
  const indexes = ['a', 'b', 'c'].map((name) => `create index customer_${name} on customer (name);`);
  const cwd = folderWith({
    'schema.sql': `${clean}${indexes.join('\n')}\ncreate unique index customer_id on customer (id);\n`,
  });
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 3 findings.\n', rules: [] });
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 0 findings.\n' });
});

test('an old migration is left alone: the fix becomes a new one', async () => {
  const files = {
    'migrations/0001_shop.sql': shop,
    'migrations/0002_more.sql': 'create table invoice (id bigint primary key);\n',
  };
  const cwd = folderWith(files);
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 1 finding.\n', rules: [] });
  const after = readdirSync(`${cwd}/migrations`);
  expect(after).toHaveLength(3);
  expect(readFileSync(`${cwd}/migrations/0001_shop.sql`, 'utf8')).toBe(shop);
  const added = after.find((name) => name.startsWith('0003'))!;
  expect(readFileSync(`${cwd}/migrations/${added}`, 'utf8')).toMatch(/create index .*orders/is);
});

test('what is not shown is not fixed', async () => {
  const cwd = folderWith({ 'schema.sql': shop, 'db-architect.jsonc': '{ "rules": { "fk-without-index": "hint" } }' });
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 0 findings.\n' });
  expect(readFileSync(`${cwd}/schema.sql`, 'utf8')).toBe(shop);
  expect(await fix(cwd, '--severity', 'hint')).toMatchObject({ stderr: 'Fixed 1 finding.\n' });
});

test('what the baseline knows is not fixed', async () => {
  const cwd = folderWith({ 'schema.sql': shop });
  await run(['check', '--write-baseline'], { cwd });
  await fix(cwd, '--baseline', 'db-architect-baseline.json');
  expect(readFileSync(`${cwd}/schema.sql`, 'utf8')).toBe(shop);
});

test('encoding and line ends stay', async () => {
  const cwd = folderWith({
    'a/schema.sql': Buffer.from(`\ufeff${shop}`, 'utf16le'),
    'b/schema.sql': `\ufeff${shop.replaceAll('\n', '\r\n')}`,
  });
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 2 findings.\n' });
  const wide = readFileSync(`${cwd}/a/schema.sql`);
  expect([...wide.subarray(0, 2)]).toEqual([0xff, 0xfe]);
  expect(wide.toString('utf16le')).toContain('(customer_id);');
  const narrow = readFileSync(`${cwd}/b/schema.sql`, 'utf8');
  expect(narrow[0]).toBe('\ufeff');
  expect(narrow).toContain('(customer_id);');
  expect(narrow.replaceAll('\r\n', '')).not.toContain('\n');
});

test('a file that is there but was left out is not overwritten', async () => {
  const cwd = folderWith({
    'migrations/0001_shop.sql': shop,
    'migrations/0002_more.sql': 'create table invoice (id bigint primary key);\n',
  });
  const { stdout } = await run(['check', '--format', 'json'], { cwd });
  const [{ file }] = JSON.parse(stdout).findings[0].fixes[0].edits;
  writeFileSync(`${cwd}/${file}`, 'mine');
  writeFileSync(`${cwd}/db-architect.jsonc`, JSON.stringify({ ignore: [file] }));
  const { code, stderr } = await run(['check', '--fix'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('could not be written: EEXIST');
  expect(readFileSync(`${cwd}/${file}`, 'utf8')).toBe('mine');
});

test('bytes that are no UTF-8 stay', async () => {
  const old = Buffer.from(`-- caf\xe9 \x80\n${shop}`, 'latin1');
  const cwd = folderWith({ 'schema.sql': old });
  expect(await fix(cwd)).toMatchObject({ stderr: 'Fixed 1 finding.\n' });
  const fixed = readFileSync(`${cwd}/schema.sql`);
  expect(fixed.length).toBeGreaterThan(old.length);
  expect(fixed.subarray(0, 9)).toEqual(old.subarray(0, 9));
});

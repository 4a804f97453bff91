/** What `--fix` adds to folders of migrations: each in the way of the tool that runs them. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith, run } from './kit/command-line.ts';

const steps = [
  'create table customer (id bigint primary key);\n',
  'create table orders (id bigint primary key, one_id bigint references customer, two_id bigint references customer);\n',
  'create table invoice (id bigint primary key);\n',
];
const [one, two] = ['one', 'two'].map(
  (name) => `create index concurrently orders_${name}_id_idx on orders (${name}_id);\n`,
);

/** The files that are new after `--fix`, by path, in a folder with three migrations called `names`. */
async function added(
  names: readonly string[],
  around: (step: string) => string = (step) => step,
  others: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const migrations = Object.fromEntries(names.map((name, i) => [name, around(steps[i]!)]));
  const cwd = folderWith({ ...migrations, ...others });
  const list = () =>
    readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(cwd.length + 1));
  const before = new Set(list());
  expect(await run(['check', '--fix', '--severity', 'hint'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  const after = list();
  const again = await run(['check', '--fix', '--severity', 'hint'], { cwd });
  expect(again.stdout).toContain('Nothing could be fixed safely.');
  expect(list()).toEqual(after);
  const fresh = after.filter((path) => !before.has(path)).sort();
  return Object.fromEntries(fresh.map((path) => [path, readFileSync(`${cwd}/${path}`, 'utf8')]));
}

test('Flyway, with scripts that run again whenever they change', async () => {
  const others = {
    'db/R__view.sql': 'create or replace view v as select 1;\n',
    'db/U2__c.sql': 'drop table invoice;\n',
  };
  expect(await added(['db/V1__a.sql', 'db/V1.1__b.sql', 'db/V1.9__c.sql'], undefined, others)).toEqual({
    'db/V1.10__add_orders_one_id_idx.sql': `${one}${two}`,
  });
});

test('Prisma: a folder for each', async () => {
  const names = ['20240101000000_a', '20240102000000_b', '20241231235959_c'];
  expect(await added(names.map((name) => `migrations/${name}/migration.sql`))).toEqual({
    'migrations/20250101000000_add_orders_one_id_idx/migration.sql': one,
    'migrations/20250101000001_add_orders_two_id_idx/migration.sql': two,
  });
});

test('Diesel: folders with both ways', async () => {
  const names = ['2024-01-01-000000_a', '2024-01-02-000000_b', '2024-01-03-000000_c'];
  const downs = Object.fromEntries(names.map((name) => [`migrations/${name}/down.sql`, 'drop table customer;\n']));
  expect(
    await added(
      names.map((name) => `migrations/${name}/up.sql`),
      undefined,
      downs,
    ),
  ).toEqual({
    'migrations/2024-01-03-000001_add_orders_one_id_idx/up.sql': `${one}${two}`.replaceAll(' concurrently', ''),
  });
});

test('golang-migrate and sqlx: pairs of files', async () => {
  const names = ['000001_a', '000002_b', '000009_c'];
  const downs = Object.fromEntries(names.map((name) => [`m/${name}.down.sql`, 'drop table customer;\n']));
  expect(
    await added(
      names.map((name) => `m/${name}.up.sql`),
      undefined,
      downs,
    ),
  ).toEqual({
    'm/000010_add_orders_one_id_idx.up.sql': one,
    'm/000011_add_orders_two_id_idx.up.sql': two,
  });
});

test('Postgrator: the way before the words', async () => {
  const undo = { 'm/001.undo.a.sql': 'drop table customer;\n', 'm/003.undo.c.sql': 'drop table invoice;\n' };
  expect(await added(['m/001.do.a.sql', 'm/002.do.b.sql', 'm/003.do.c.sql'], undefined, undo)).toEqual({
    'm/004.do.add_orders_one_id_idx.sql': one,
    'm/005.do.add_orders_two_id_idx.sql': two,
  });
});

test('Supabase: timestamps', async () => {
  const names = ['20240101000000_a.sql', '20240102000000_b.sql', '20240103000000_c.sql'];
  expect(Object.keys(await added(names.map((name) => `supabase/migrations/${name}`)))).toEqual([
    'supabase/migrations/20240103000001_add_orders_one_id_idx.sql',
  ]);
});

test.each([
  // It sends the whole file in one go, which makes a transaction of two statements.
  [
    'dbmate',
    '-- migrate:up',
    '-- migrate:down',
    [one, two].map((index) => `-- migrate:up transaction:false\n${index}`),
  ],
  ['goose', '-- +goose Up', '-- +goose Down', [`-- +goose NO TRANSACTION\n-- +goose Up\n${one}${two}`]],
  ['sql-migrate', '-- +migrate Up', '-- +migrate Down', [`-- +migrate Up notransaction\n${one}${two}`]],
  // It wraps every migration in a transaction and cannot be told otherwise.
  [
    'node-pg-migrate',
    '-- Up Migration',
    '-- Down Migration',
    [`-- Up Migration\n${one}${two}`.replaceAll(' concurrently', '')],
  ],
])('%s: both ways in one file', async (_, up, down, expected) => {
  const around = (step: string) => `${up}\n${step}\n${down}\ndrop table if exists customer, orders, invoice;\n`;
  const files = await added(['m/1_a.sql', 'm/2_b.sql', 'm/9_c.sql'], around);
  expect(Object.keys(files)).toEqual(
    ['m/10_add_orders_one_id_idx.sql', 'm/11_add_orders_two_id_idx.sql'].slice(0, expected.length),
  );
  expect(Object.values(files)).toEqual(expected);
});

test('fixes of several tables get a number each', async () => {
  const table = (name: string) => `create table ${name} (id bigint primary key, x_id bigint references customer);\n`;
  const around = (step: string) => (step === steps[1] ? ['a', 'b', 'c'].map(table).join('') : step);
  expect(Object.keys(await added(['m/1_a.sql', 'm/2_b.sql', 'm/3_c.sql'], around))).toEqual([
    'm/4_add_a_x_id_idx.sql',
    'm/5_add_b_x_id_idx.sql',
    'm/6_add_c_x_id_idx.sql',
  ]);
});

test('tools that take several statements get one migration for a run', async () => {
  const table = (name: string) => `create table ${name} (id integer primary key, x_id integer references customer);\n`;
  const around = (step: string) =>
    (step === steps[1] ? ['a', 'b'].map(table).join('') : step).replaceAll('bigint', 'integer');
  expect(await added(['sqlite/1_a.sql', 'sqlite/2_b.sql', 'sqlite/3_c.sql'], around)).toEqual({
    'sqlite/4_add_indexes.sql': 'create index a_x_id_idx on a (x_id);\ncreate index b_x_id_idx on b (x_id);\n',
  });
  const drizzle = (step: string) => around(step).replaceAll(';\n', ';\n--> statement-breakpoint\n');
  expect(await added(['drizzle/0001_a.sql', 'drizzle/0002_b.sql', 'drizzle/0003_c.sql'], drizzle)).toEqual({
    'drizzle/0004_add_indexes.sql':
      'create index a_x_id_idx on a (x_id);\n--> statement-breakpoint\ncreate index b_x_id_idx on b (x_id);\n',
  });
});

test('several fixes of one table in several rounds are in one migration once', async () => {
  const columns = ['a', 'b', 'c'].map((name) => `${name}_id bigint references customer`).join(', ');
  const table = (name: string) => `create table ${name} (id bigint primary key, ${columns});\n`;
  const around = (step: string) => (step === steps[1] ? ['x', 'y'].map(table).join('') : step);
  const [text, ...others] = Object.values(await added(['V1__a.sql', 'V2__b.sql', 'V3__c.sql'], around));
  expect(others).toEqual([]);
  expect(
    text!
      .split('\n')
      .filter((line) => line !== '')
      .sort(),
  ).toEqual(
    ['x', 'y'].flatMap((name) =>
      ['a', 'b', 'c'].map((column) => `create index concurrently ${name}_${column}_id_idx on ${name} (${column}_id);`),
    ),
  );
});

test('a step for one system among those of several stays one', async () => {
  const names = ['1_a.mysql.up.sql', '1_a.postgres.up.sql', '2_b.postgres.up.sql', '3_c.postgres.up.sql'];
  const of = new Map(names.map((name, i) => [`sql/${name}`, steps[Math.max(0, i - 1)]!]));
  const cwd = folderWith(Object.fromEntries(of));
  await run(['check', '--fix', '--severity', 'hint'], { cwd });
  const fresh = readdirSync(`${cwd}/sql`).filter((name) => !names.includes(name));
  expect(fresh).toEqual(['4_add_orders_one_id_idx.postgres.up.sql', '5_add_orders_two_id_idx.postgres.up.sql']);
});

test('sqlx is told by a comment that other tools read over', async () => {
  const names = ['20240101000000_a.up.sql', '20240102000000_b.up.sql', '20240103000000_c.up.sql'];
  expect(Object.values(await added(names.map((name) => `migrations/${name}`)))[0]).toBe(`-- no-transaction\n${one}`);
});

test('a file name has its limits, whatever the table is called', async () => {
  const long = 'x'.repeat(300);
  const files = {
    'sqlite/1_a.sql': `create table "${long}" (id integer primary key, p integer references "${long}");`,
  };
  const more = { 'sqlite/2_b.sql': 'create table b (id integer primary key);' };
  const cwd = folderWith({ ...files, ...more });
  expect((await run(['check', '--fix', '--severity', 'hint'], { cwd })).stderr).toBe('');
  expect(readdirSync(`${cwd}/sqlite`)).toHaveLength(3);
});

test('no migration is invented where the names of the others do not say what it is called', async () => {
  const names = [
    'upgrade/1.0.0/mysql/app_ddl.sql',
    'upgrade/1.1.0/mysql/app_ddl.sql',
    'upgrade/1.2.0/mysql/app_ddl.sql',
  ];
  const cwd = folderWith(Object.fromEntries(names.map((name, i) => [name, steps[i]!.replaceAll('bigint', 'int')])));
  await run(['check', '--fix', '--severity', 'hint'], { cwd });
  const files = readdirSync(cwd, { recursive: true }).filter((name) => String(name).endsWith('.sql'));
  expect(files.sort()).toEqual(names);
});

test('a schema that a tool writes out gets what the new migration makes', async () => {
  const schema = `--
-- PostgreSQL database dump
--
${steps.join('')}`;
  const names = [
    'db/migrations/20240101000000_a.sql',
    'db/migrations/20240102000000_b.sql',
    'db/migrations/20240103000000_c.sql',
  ];
  const around = (step: string): string => `-- migrate:up\n${step}\n-- migrate:down\n`;
  expect(await added(names, around, { 'db/schema.sql': schema })).toEqual({
    'db/migrations/20240103000001_add_orders_one_id_idx.sql': `-- migrate:up transaction:false\n${one}`,
    'db/migrations/20240103000002_add_orders_two_id_idx.sql': `-- migrate:up transaction:false\n${two}`,
  });
});

test('a schema that people write is edited alone, and what the migrations lack is said', async () => {
  const names = ['db/migrations/1_a.sql', 'db/migrations/2_b.sql', 'db/migrations/3_c.sql'];
  const files = Object.fromEntries(names.map((name, i) => [name, steps[i]!]));
  const cwd = folderWith({ ...files, 'db/schema.sql': steps.join('') });
  const { stdout } = await run(['check', '--fix', '--severity', 'hint'], { cwd });
  expect(stdout).toContain('drift-index');
  expect(readdirSync(`${cwd}/db/migrations`)).toHaveLength(names.length);
});

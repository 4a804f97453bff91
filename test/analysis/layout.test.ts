import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { readConfiguration } from '../../server/src/analysis/read-configuration.ts';

/** Each database as `role file` lines in folding order; rollbacks and what is only queried left out. */
function databases(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const analyzer = createAnalyzer({ rules: [] });
  for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
  return analyzer
    .databases()
    .map(({ files: members }) => members.map(({ file, role }) => `${role} ${file.slice('/app/'.length)}`));
}

function tablesOf(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const analyzer = createAnalyzer({ rules: [] });
  for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
  return analyzer.databases().map(({ schema }) => [...schema.tables.keys()].sort());
}

/** The columns of table x in each database. */
function layoutWithSchema(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const analyzer = createAnalyzer({ rules: [] });
  for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
  return analyzer.databases().map(({ schema }) => schema.tables.get('x')?.columns.map(({ name }) => name) ?? []);
}

const a = 'create table a (id int primary key);';
const b = 'create table b (id int primary key, a_id int references a);';
const c = 'create table c (id int primary key, b_id int references b);';

describe('folders named by versions', () => {
  test('are one history, in the order of their numbers', () => {
    expect(
      databases({ 'db/postgres/10/01_c.up.sql': c, 'db/postgres/2/01_b.up.sql': b, 'db/postgres/0/02_a.up.sql': a }),
    ).toEqual([
      [
        'migration db/postgres/0/02_a.up.sql',
        'migration db/postgres/2/01_b.up.sql',
        'migration db/postgres/10/01_c.up.sql',
      ],
    ]);
  });

  test('stay apart when they create the same tables', () => {
    expect(databases({ 'rel/1.0/01_a.sql': a, 'rel/2.0/01_a.sql': a })).toHaveLength(2);
  });

  test('below migrations or upgrades, whatever the files are called', () => {
    expect(databases({ 'upgrade/3.1.0_schema/mysql/ddl.sql': b, 'upgrade/3.0.0_schema/mysql/ddl.sql': a })).toEqual([
      ['migration upgrade/3.0.0_schema/mysql/ddl.sql', 'migration upgrade/3.1.0_schema/mysql/ddl.sql'],
    ]);
  });
});

test('files named by nothing but a number are migrations', () => {
  expect(databases({ 'sql/2010.sql': b, 'sql/900.sql': a })).toEqual([
    ['migration sql/900.sql', 'migration sql/2010.sql'],
  ]);
  expect(databases({ 'sql/1.2.10.sql': b, 'sql/1.2.9.sql': a })).toEqual([
    ['migration sql/1.2.9.sql', 'migration sql/1.2.10.sql'],
  ]);
});

test('a V in front of the number changes nothing', () => {
  const back = 'drop table a;';
  expect(
    databases({ 'db/V0002.B.up.sql': b, 'db/V0010.C.up.sql': c, 'db/V0001.A.up.sql': a, 'db/V0001.A.down.sql': back }),
  ).toEqual([
    [
      'rollback db/V0001.A.down.sql',
      'migration db/V0001.A.up.sql',
      'migration db/V0002.B.up.sql',
      'migration db/V0010.C.up.sql',
    ],
  ]);
});

test('a date in the name of a folder counts without its dashes, as Diesel has it', () => {
  expect(
    databases({
      'migrations/2017-08-31-230457_b/up.sql': b,
      'migrations/20140924103760_a/up.sql': a,
      'migrations/2025-11-19-091444-0000_c/up.sql': c,
    }),
  ).toEqual([
    [
      'migration migrations/20140924103760_a/up.sql',
      'migration migrations/2017-08-31-230457_b/up.sql',
      'migration migrations/2025-11-19-091444-0000_c/up.sql',
    ],
  ]);
});

test('migrations of several systems in one folder are a history for each', () => {
  expect(
    tablesOf({
      'sql/1_a.postgres.up.sql': a,
      'sql/1_a.cockroach.up.sql': a,
      'sql/1_a.mysql.up.sql': a,
      'sql/2_b.postgres.up.sql': b,
      'sql/2_b.cockroach.up.sql': b,
      'sql/2_b.mysql.up.sql': b,
    }),
  ).toEqual([
    ['a', 'b'],
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('scripts called DropIndexes or drop_indexes take back what others made', () => {
  const files = {
    'sql/CreateTables.sql': 'create table a (id int);',
    'sql/CreateKeys.sql': 'alter table a add primary key (id);',
  };
  const keyWith = (script: string): readonly string[] | undefined => {
    const analyzer = createAnalyzer({ rules: [] });
    for (const [file, text] of Object.entries({ ...files, [script]: 'alter table a drop constraint a_pkey;' }))
      analyzer.setFile(`/app/${file}`, text);
    return analyzer.databases()[0]!.schema.tables.get('a')?.primaryKey?.columns;
  };
  expect(keyWith('sql/DropKeys.sql')).toEqual(['id']);
  expect(keyWith('sql/drop_keys.sql')).toEqual(['id']);
});

describe('a schema elsewhere that holds what a history creates', () => {
  const history = { 'migrations/1_a.sql': a, 'migrations/2_b.sql': b, 'migrations/3_c.sql': c };

  test('is what counts', () => {
    expect(tablesOf({ ...history, 'sql/dump.sql': `${a}${b}${c}` })).toEqual([['a', 'b', 'c']]);
  });

  test('not when it is an example or a part', () => {
    expect(tablesOf({ ...history, 'test/dump.sql': `${a}${b}${c}` })).toHaveLength(2);
    expect(tablesOf({ ...history, 'sql/dump.sql': `${a}${b}` })).toHaveLength(2);
  });

  test('is where the history begins when it is the base that it builds on', () => {
    expect(
      tablesOf({
        'base/tables.sql': `${a}${b}`,
        'migrations/1_c.sql': c,
        'migrations/2_d.sql': 'alter table b add x int;',
      }),
    ).toEqual([['a', 'b', 'c']]);
  });
});

test('tables that a history drops or renames again do not keep it from having led to a schema', () => {
  const old = ['old_1', 'old_2', 'old_3', 'old_4'];
  expect(
    tablesOf({
      'db/migrations/1_start.sql': [...old, 'first'].map((name) => `create table ${name} (id int);`).join(''),
      'db/migrations/2_clean.sql': old.map((name) => `drop table ${name};`).join(''),
      'db/migrations/3_now.sql': `alter table first rename to a;${b}${c}`,
      'sql/tables.sql': `${a}${b}${c}`,
    }),
  ).toEqual([['a', 'b', 'c']]);
});

test('tables of a platform that no file creates do not keep a history from having led to a schema', () => {
  const own = 'create table d (id int references auth.users, c_id int references c);';
  expect(
    tablesOf({
      'supabase/migrations/1_start.sql': `${a}${b}${c}${own}`,
      'supabase/schemas/prod.sql': `${a}${b}${c}${own}`,
    }),
  ).toEqual([['a', 'b', 'c', 'd']]);
});

test('upgrade scripts do not fold into the schema that they lead to', () => {
  expect(
    tablesOf({
      'sql/create.sql': `${a}${b}`,
      'sql/upgrade/step.1.to.2.sql': 'create table b (id int); alter table a add x int;',
    }),
  ).toEqual([['a', 'b']]);
});

test('migrations of SQLite that create tables anew are a history all the same', () => {
  const again = 'create table n (id int); drop table a; alter table n rename to a;';
  expect(databases({ 'sqlite/1.sql': a, 'sqlite/2.sql': again, 'sqlite/3.sql': again })).toHaveLength(1);
});

test('a script that rolls back leaves nothing', () => {
  const script = 'begin; select plan(1); create table t (id int); select * from finish(); rollback;';
  expect(tablesOf({ 'test/t.sql': script })).toEqual([[]]);
  expect(tablesOf({ 'test/t.sql': script.replace('rollback', 'commit') })).toEqual([['t']]);
});

test.each([
  '-- migrate:down',
  '-- +goose Down',
  '-- +migrate Down',
  '-- +micrate Down',
  '-- !Downs',
  '-- Down Migration',
  '-- rambler down',
  '-- //@UNDO',
  '---- create above / drop below ----',
])('behind "%s" stands the way back', (marker) => {
  expect(tablesOf({ 'm/1_a.sql': `${a}\n${marker}\ndrop table a;\ncreate table x (id int);`, 'm/2_b.sql': b })).toEqual(
    [['a', 'b']],
  );
});

test('folders with a date and folders with a time as well are ordered as text, as Prisma runs them', () => {
  expect(
    databases({
      'prisma/migrations/20250604085536_a/migration.sql': a,
      'prisma/migrations/20250625_b/migration.sql': b,
      'prisma/migrations/20250701000000_c/migration.sql': c,
    }),
  ).toEqual([
    [
      'migration prisma/migrations/20250604085536_a/migration.sql',
      'migration prisma/migrations/20250625_b/migration.sql',
      'migration prisma/migrations/20250701000000_c/migration.sql',
    ],
  ]);
});

describe('models of SQLAlchemy and the revisions that lead to them', () => {
  const model = (base: string, ...tables: readonly string[]): string =>
    [
      'from sqlalchemy import Column, Integer',
      base,
      ...tables.flatMap((table) => [
        `class ${table.toUpperCase()}(Base):`,
        `    __tablename__ = "${table}"`,
        '    id = Column(Integer, primary_key=True)',
      ]),
    ].join('\n');
  const own = 'from sqlalchemy.orm import declarative_base\nBase = declarative_base()';
  const revision = (id: string, down: string | undefined, ...steps: readonly string[]): string =>
    [
      'import sqlalchemy as sa',
      'from alembic import op',
      `revision = "${id}"`,
      `down_revision = ${down === undefined ? 'None' : `"${down}"`}`,
      'def upgrade():',
      ...steps.map((step) => `    ${step}`),
    ].join('\n');
  const create = (table: string): string =>
    `op.create_table("${table}", sa.Column("id", sa.Integer(), primary_key=True))`;

  test('two databases with tables of the same names each keep the revisions beside their models', () => {
    expect(
      databases({
        'db/api/models.py': model(own, 'cells', 'quotas', 'flavors'),
        'db/api/migrations/versions/a1_first.py': revision(
          'a1',
          undefined,
          ...['cells', 'quotas', 'flavors'].map(create),
        ),
        'db/main/models.py': model(own, 'servers', 'quotas', 'flavors'),
        'db/main/migrations/versions/b1_first.py': revision(
          'b1',
          undefined,
          ...['servers', 'quotas', 'flavors'].map(create),
        ),
      }),
    ).toEqual([
      ['schema db/api/models.py', 'migration db/api/migrations/versions/a1_first.py'],
      ['schema db/main/models.py', 'migration db/main/migrations/versions/b1_first.py'],
    ]);
  });

  test('revisions in a folder for each release are one history where they build upon each other', () => {
    const numbered = (base: string): Readonly<Record<string, string>> => ({
      [`${base}/versions/0001.py`]: revision('0001', undefined, create(base)),
      [`${base}/versions/0002.py`]: revision('0002', '0001', create(`${base}_more`)),
    });
    expect(
      databases({
        'db/versions/2023/b2_second.py': revision('b2', 'a1', create('orders')),
        'db/versions/2024/c3_third.py': revision('c3', 'b2', create('items')),
        'db/versions/z_first.py': revision('a1', undefined, create('users')),
        ...numbered('one'),
        ...numbered('two'),
      }),
    ).toEqual([
      [
        'migration db/versions/z_first.py',
        'migration db/versions/2023/b2_second.py',
        'migration db/versions/2024/c3_third.py',
      ],
      ['migration one/versions/0001.py', 'migration one/versions/0002.py'],
      ['migration two/versions/0001.py', 'migration two/versions/0002.py'],
    ]);
  });

  test('revisions of an extension that only change what others create come behind them', () => {
    expect(
      databases({
        'app/models.py': model(own, 'users', 'orders'),
        'app/migrations/versions/a1_first.py': revision('a1', undefined, create('users'), create('orders')),
        'addons/x/migration/versions/a0_more.py': revision(
          'a0',
          undefined,
          'op.add_column("users", sa.Column("x", sa.Integer()))',
        ),
      }),
    ).toEqual([
      [
        'schema app/models.py',
        'migration app/migrations/versions/a1_first.py',
        'migration addons/x/migration/versions/a0_more.py',
      ],
    ]);
  });

  test('tables that tests make from the same base are not in the database', () => {
    const imported = 'from app.models import Base';
    expect(
      databases({
        'app/models.py': model(own, 'users'),
        'app/tests/plugins.py': model(imported, 'only_tested'),
        'app/test_orders.py': model(imported, 'tested_too'),
      }),
    ).toEqual([['schema app/models.py']]);
    expect(databases({ 'tests/a.py': model(own, 'users'), 'tests/b.py': model(own, 'things') })).toHaveLength(2);
    expect(databases({ 'a.py': model(own, 'users'), 'tests/test_b.py': model(own, 'things') })).toHaveLength(1);
    expect(databases({ 'tests/test_b.py': model(own, 'things') })).toHaveLength(1);
  });
});

test('a Prisma schema that is written out once more is compared, not checked again', () => {
  const schema = (url: string, ...models: readonly string[]): string =>
    `datasource db {\n  provider = "postgresql"\n  url = env("${url}")\n}\n${models.map((name) => `model ${name} {\n  id Int @id\n}\n`).join('')}`;
  expect(
    databases({
      'prisma/pg.prisma': schema('URL', 'A', 'B', 'C'),
      'prisma/pooled.prisma': schema('POOL', 'A', 'B', 'C'),
    }),
  ).toEqual([['schema prisma/pg.prisma', 'schema prisma/pooled.prisma']]);
  expect(
    databases({
      'a/schema.prisma': schema('URL', 'A', 'B', 'C'),
      'b/schema.prisma': schema('URL', 'A', 'B', 'C', 'D', 'E'),
    }),
  ).toHaveLength(2);
});

test('the schema that a generator copied beside its client is not a second database', () => {
  const schema = 'datasource db {\n  provider = "postgresql"\n}\n\nmodel User {\n  id Int @id\n}\n';
  expect(
    databases({ 'apps/api/prisma/schema.prisma': schema, 'apps/api/src/generated/client/schema.prisma': schema }),
  ).toEqual([['schema apps/api/prisma/schema.prisma']]);
  expect(databases({ 'apps/docs/schema.prisma': schema, 'prisma/schema.prisma': schema })).toHaveLength(1);
  expect(databases({ 'packages/client/prisma/schema.prisma': schema })).toHaveLength(1);
});

test('which of two schemas a history leads to does not depend on the order of reading', () => {
  const schema = 'datasource db {\n  provider = "postgresql"\n}\n\nmodel a {\n  id Int @id\n}\n';
  const files = {
    'prisma/one.prisma': schema,
    'prisma/two.prisma': schema,
    'prisma/postgresql-migrations/20250101000000_a/migration.sql': a,
  };
  const backwards = Object.fromEntries(Object.entries(files).reverse());
  expect(databases(backwards)).toEqual(databases(files));
});

describe('beside a schema that says where they led', () => {
  const schema = `${a}${b}${c}create table d (id int primary key, c_id int references c);`;
  const roles = (files: Readonly<Record<string, string>>): readonly string[] => {
    const analyzer = createAnalyzer({});
    for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
    expect(analyzer.databases()).toHaveLength(1);
    return [...analyzer.files()]
      .flatMap((file) => analyzer.findingsIn(file))
      .flatMap(({ rule }) => (rule.startsWith('drift') ? [rule] : []));
  };

  test('migrations that begin with nothing are compared with it', () => {
    expect(roles({ 'db/schema.sql': schema, 'db/migrations/1_a.sql': `${a}${b}`, 'db/migrations/2_c.sql': c })).toEqual(
      ['drift-table'],
    );
  });

  test('migrations of a later time and upgrade scripts are not', () => {
    expect(roles({ 'db/schema.sql': schema, 'db/migrations/7_c.sql': `${c}alter table b add x int;` })).toEqual([]);
    expect(
      roles({
        'setup/install.sql': schema,
        'upgrader/core/00c949a6-8b923d61.patch.sql': `${a}${b}create table gone (id int);`,
        'upgrader/core/8b923d61-00ff231f.patch.sql': `${c}alter table a add x int;`,
      }),
    ).toEqual([]);
  });
});

test('updates of what they do not create are not compared with the models', () => {
  const model = `from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class User(Base):
    __tablename__ = 'users'
    id = Column(Integer, primary_key=True)
class Thing(Base):
    __tablename__ = 'things'
    id = Column(Integer, primary_key=True)
`;
  const updates = {
    'sql/updates/2020-01-01-things.sql': 'create table things (id int primary key);',
    'sql/updates/2021-01-01-names.sql': 'alter table users add column name text; alter table things add column n int;',
  };
  const drift = (files: Readonly<Record<string, string>>): readonly string[] => {
    const analyzer = createAnalyzer({});
    for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
    const found = analyzer.findingsIn('/app/app/models.py');
    return found.map(({ rule }) => rule).filter((rule) => rule.startsWith('drift'));
  };
  expect(drift({ 'app/models.py': model, ...updates })).toEqual([]);
  const users = 'create table users (id int primary key);';
  expect(drift({ 'app/models.py': model, 'sql/updates/2019-01-01-users.sql': users, ...updates })).not.toEqual([]);
});

test('of schemas that differ in their version alone the newest is what counts', () => {
  const tables = (extra: string): string => `${a}${b}create table x (id int primary key${extra});`;
  const releases = {
    'sql/schema-0.9.0-pg.sql': tables(''),
    'sql/schema-0.10.0-pg.sql': tables(', n int'),
    'sql/schema-0.10.1-pg.sql': tables(', n int, m int'),
    'sql/upgrade-0.9.0-to-0.10.0-pg.sql': 'alter table x add column n int; create table later (id int primary key);',
  };
  const [database, ...others] = layoutWithSchema(releases);
  expect(others).toEqual([]);
  expect(database).toEqual(['id', 'n', 'm']);
  expect(databases({ 'sql/a1.sql': a, 'sql/a2.sql': a })).toHaveLength(2);
});

test("Sqitch's plan orders its scripts", () => {
  const plan = `%syntax-version=1.0.0
%project=shop

tables/b 2024-01-01T00:00:00Z Ann <a@b.c> # don't create it
tables/a [tables/b] 2024-01-02T00:00:00Z Ann <a@b.c> # note
@v1 2024-01-03T00:00:00Z Ann <a@b.c> # tag

tables/b [tables/b@v1] 2024-01-04T00:00:00Z Ann <a@b.c> # again
`;
  const files = {
    'sqitch.plan': plan,
    'deploy/tables/a.sql': 'alter table b add column n int;',
    'deploy/tables/b.sql': 'alter table b rename column n to m;',
    'deploy/tables/b@v1.sql': 'begin; create table b (id int primary key); commit;',
    'revert/tables/a.sql': 'alter table b drop column n;',
    'verify/tables/a.sql': 'begin; select n from b; rollback;',
  };
  expect(databases(files)).toEqual([
    [
      'migration deploy/tables/b@v1.sql',
      'migration deploy/tables/a.sql',
      'migration deploy/tables/b.sql',
      'rollback revert/tables/a.sql',
      'rollback verify/tables/a.sql',
    ],
  ]);
  const analyzer = createAnalyzer({});
  for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
  expect(analyzer.findingsIn('/app/sqitch.plan')).toEqual([]);
  const columns = (): readonly string[] | undefined =>
    analyzer
      .databases()[0]!
      .schema.tables.get('b')
      ?.columns.map(({ name }) => name);
  expect(columns()).toEqual(['id', 'm']);
  analyzer.editFile('/app/sqitch.plan', [
    { span: { start: plan.indexOf('tables/b [tables/b@v1]'), end: plan.length }, newText: '' },
  ]);
  expect(columns()).toEqual(['id', 'n']);
});

describe('a database in a folder of tests', () => {
  const keyless = 'create table k (n int);';
  function found(files: Readonly<Record<string, string>>, databases?: readonly object[]): readonly string[] {
    const analyzer = createAnalyzer({});
    if (databases !== undefined)
      analyzer.configure('/app', readConfiguration(JSON.stringify({ databases }), defaultConfiguration).configuration);
    for (const [file, text] of Object.entries(files)) analyzer.setFile(`/app/${file}`, text);
    return Object.keys(files).filter((file) => analyzer.findingsIn(`/app/${file}`).length > 0);
  }

  test.each([
    'tests/k.sql',
    'src/test/resources/sql/create.sql',
    'src/Shop.Tests/Schema.sql',
    'systemtests/upgrade/k.sql',
    'pkg/store/testdata/1_k.up.sql',
    'web/__fixtures__/k.sql',
  ])('is not checked beside a schema of the project: %s', (file) => {
    expect(found({ 'db/schema.sql': a, [file]: keyless })).toEqual([]);
    expect(found({ 'db/schema.sql': 'select 1;', [file]: keyless })).toEqual([file]);
    expect(found({ [file]: keyless })).toEqual([file]);
  });

  test.each(['contests/k.sql', 'services/ab-test/k.sql', 'latest/k.sql'])('%s is none', (file) => {
    expect(found({ 'db/schema.sql': a, [file]: keyless })).toEqual([file]);
  });

  test('is checked where the settings name it', () => {
    const files = { 'db/schema.sql': a, 'tests/k.sql': keyless };
    expect(found(files, [{ name: 'kept', files: ['tests/*.sql'] }])).toEqual(['tests/k.sql']);
  });

  test('is checked again when the schema goes, and says why it is not', () => {
    const analyzer = createAnalyzer({});
    analyzer.setFile('/app/tests/k.sql', keyless);
    expect(analyzer.findingsIn('/app/tests/k.sql')).toHaveLength(1);
    const before = analyzer.revisionOf('/app/tests/k.sql');
    analyzer.setFile('/app/db/schema.sql', a);
    expect(analyzer.findingsIn('/app/tests/k.sql')).toEqual([]);
    expect(analyzer.revisionOf('/app/tests/k.sql')).toBeGreaterThan(before);
    expect(analyzer.gaps().map(({ file }) => file)).toEqual(['/app/tests/k.sql']);
    analyzer.removeFile('/app/db/schema.sql');
    expect(analyzer.findingsIn('/app/tests/k.sql')).toHaveLength(1);
  });
});

describe('a script that runs other files', () => {
  test('says which are one database, and their order', () => {
    const files = {
      'db/init.sql':
        'create schema app;\n\\ir types/kinds.sql\n  \\ir tables.sql\n\\i db/late/z.sql\n\\ir missing.sql\n',
      'db/tables.sql': '\\ir tables/b.sql\n\\ir tables/a.sql\n',
      'db/tables/a.sql': 'alter table b add column n int;',
      'db/tables/b.sql': 'create table b (id int primary key);',
      'db/late/z.sql': 'alter table b drop column n;',
      'db/types/kinds.sql': "create type kind as enum ('x');",
      'other/b.sql': 'create table b (id int primary key);',
    };
    expect(databases(files)[0]!.map((file) => file.split(' ')[1])).toEqual([
      'db/init.sql',
      'db/types/kinds.sql',
      'db/tables.sql',
      'db/tables/b.sql',
      'db/tables/a.sql',
      'db/late/z.sql',
    ]);
    expect(databases(files)).toHaveLength(2);
  });

  test.each([
    ['mysql', 'source tables/a.sql;\n', 'create table `a` (id int) ENGINE=InnoDB;'],
    ['sqlite', '.read tables/a.sql\n', 'create table a (id integer primary key autoincrement);'],
    ['sqlserver', ':r .\\tables\\a.sql\nGO\n', 'create table [dbo].[a] (id int identity(1, 1));\nGO\n'],
  ])('in %s', (_, script, table) => {
    expect(databases({ 'x/tables/a.sql': table, 'x/main.sql': `${script}select 1;` })).toEqual([
      ['queries x/main.sql', 'schema x/tables/a.sql'],
    ]);
  });

  test('leaves migrations in their order, and variants of one table apart', () => {
    const steps = { 'm/1_a.sql': a, 'm/2_b.sql': b, 'all.sql': '\\ir m/2_b.sql\n\\ir m/1_a.sql\n' };
    expect(databases(steps)[0]).toEqual(['migration m/1_a.sql', 'migration m/2_b.sql']);
    expect(databases({ 'one/a.sql': a, 'two/a.sql': a, 'all.sql': '\\ir one/a.sql\n\\ir two/a.sql\n' })).toHaveLength(
      3,
    );
  });

  test('is read again when it is edited', () => {
    const analyzer = createAnalyzer({ rules: [] });
    analyzer.setFile('/app/a.sql', '\\ir one/b.sql\n');
    analyzer.setFile('/app/one/b.sql', b);
    analyzer.setFile('/app/two/a.sql', a);
    const count = (): number => analyzer.databases()[0]!.files.length;
    expect(count()).toBe(3);
    const order = (): readonly string[] => analyzer.databases()[0]!.files.map(({ file }) => file);
    analyzer.editFile('/app/a.sql', [{ span: { start: 0, end: 0 }, newText: '\\ir two/a.sql\n' }]);
    expect(order()).toEqual(['/app/a.sql', '/app/two/a.sql', '/app/one/b.sql']);
  });
});

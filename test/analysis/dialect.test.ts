import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { dialectEvidence } from '../../server/src/workspace/dialect-evidence.ts';

const plain = 'create table a (id int primary key);';

test.each([
  ['/app/tables_oracle.sql', plain, 'Oracle'],
  ['/app/db/clickhouse/01_init.sql', 'create table a (id UUID) engine = MergeTree order by id;', 'ClickHouse'],
  ['/app/schema.sql', 'create table a (name VARCHAR2(20), id NUMBER(10));', 'Oracle'],
  ['/home/me/app/h2/create.sql', plain, 'H2'],
  ['/app/sql/dm/shop-dm8.sql', 'create table a (id bigint not null primary key identity);', 'Dameng'],
  ['/app/scripts/merge.sql', 'MERGE INTO `{}` AS main USING `{}` AS staging ON main.id = staging.id', 'BigQuery'],
  ['/app/tests/ppas/create.sql', plain, 'EDB Postgres Advanced Server'],
])('%s is for a system that we do not read', (file, text, system) => {
  expect(dialectEvidence(file, text)).toMatchObject({ dialect: undefined, foreign: system });
});

test.each([
  ['/app/oracle-export/schema.sql', plain, undefined],
  [
    '/app/from-oracle/schema.sql',
    '-- was VARCHAR2(20)\ncreate table a (doc jsonb, at timestamptz); select $$a$$;',
    'postgresql',
  ],
  ['/app/a.sql', "exec sp_executesql N'select 1';\nGO 60\n", 'sqlserver'],
  ['/app/spanner/postgres/a.sql', plain, 'postgresql'],
  ['/home/derby/shop/schema.sql', plain, undefined],
  ['/app/a.sql', 'create table a (name varchar(9) character set utf8);', undefined],
])('%s is read', (file, text, dialect) => {
  expect(dialectEvidence(file, text)).toMatchObject({ dialect, foreign: undefined });
});

test.each([
  ['/app/riversqlite/migration/001_init.up.sql', plain, 'sqlite'],
  ['/app/schema/sqlite/v3/visibility/versioned/v1.0/schema.sql', plain, 'sqlite'],
  ['/app/drizzle/0001_a.sql', 'CREATE TABLE `a` (`id` text PRIMARY KEY NOT NULL, `n` text);', 'sqlite'],
  ['/app/drizzle/0001_a.sql', 'CREATE TABLE `a` (`id` int PRIMARY KEY NOT NULL, `n` text);', 'mysql'],
  ['/app/a.sql', "IF OBJECT_ID('results.cohort', 'U') IS NULL\nCREATE TABLE results.cohort (id int);", 'sqlserver'],
  ['/app/a.sql', 'SELECT TOP 100 id INTO #found FROM people;', 'sqlserver'],
  ['/app/a.sql', "INSERT OR IGNORE INTO a (id, at) VALUES (1, datetime('now'));", 'sqlite'],
  [
    '/app/a.sql',
    'CREATE TABLE a (id INTEGER NOT NULL, is_on INTEGER NOT NULL DEFAULT TRUE, doc JSONB) STRICT;',
    'sqlite',
  ],
])('%s says its dialect: %s', (file, text, dialect) => {
  expect(dialectEvidence(file, text).dialect).toBe(dialect);
});

test.each([
  ['/app/migrations/h2/V1__a.sql', 'create table a (id int AUTO_INCREMENT, t MEDIUMTEXT, u int UNSIGNED);', 'H2'],
  [
    '/app/scripts/h2/schema-1.0.0-h2.sql',
    'create table `a` (`id` BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT, t MEDIUMTEXT) ENGINE=InnoDB;',
    'H2',
  ],
  [
    '/app/sql-script/h2/schema.sql',
    'create table `a` (`id` BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT, t MEDIUMTEXT) ENGINE=InnoDB;',
    'H2',
  ],
  ['/app/ddl.sql', 'create table a (id int distkey) diststyle key;', 'Redshift'],
])('%s looks like a dialect and is for a system that we do not read', (file, text, system) => {
  expect(dialectEvidence(file, text).foreign).toBe(system);
});

test('steps of one history speak one dialect, but for those that are called after another', () => {
  const analyzer = createAnalyzer({});
  analyzer.setFile(
    '/app/migrations/1_a.sql',
    'create table a (id bigserial primary key, at timestamptz, key uuid default gen_random_uuid());',
  );
  analyzer.setFile('/app/migrations/2_b.sql', 'create table b (id int primary key, n BIGINT UNSIGNED);');
  analyzer.setFile('/app/migrations/3_c.sqlite.sql', plain);
  const dialects = () => analyzer.databases().map(({ dialect, files }) => [dialect, files.length]);
  expect(dialects()).toEqual([
    ['postgresql', 2],
    ['sqlite', 1],
  ]);
  analyzer.editFile('/app/migrations/2_b.sql', [
    {
      span: { start: 0, end: 0 },
      newText: 'select 1; -- ENGINE=InnoDB CHARSET=utf8mb4 `id` int, `b` int (AUTO_INCREMENT)\n',
    },
  ]);
  analyzer.editFile('/app/migrations/1_a.sql', [
    { span: { start: 0, end: 94 }, newText: 'create table a (id int primary key);' },
  ]);
  expect(dialects()).toEqual([
    ['sqlite', 1],
    ['mysql', 2],
  ]);
});

test('a file for another system is in no database, and says so as a gap', () => {
  const analyzer = createAnalyzer({});
  analyzer.setFile('/app/tables_oracle.sql', plain);
  analyzer.setFile('/app/tables_postgres.sql', plain);
  expect(analyzer.databases().map((database) => database.files.map((file) => file.file))).toEqual([
    ['/app/tables_postgres.sql'],
  ]);
  expect(analyzer.gaps().map((gap) => gap.reason)).toEqual(['written for Oracle, which is not read']);
  analyzer.editFile('/app/tables_oracle.sql', [
    { span: { start: 0, end: 0 }, newText: 'select $$a$$::jsonb;\nselect 1::text; create extension x;\n' },
  ]);
  expect(analyzer.databaseOf('/app/tables_oracle.sql')?.dialect).toBe('postgresql');
});

describe('a project that Alembic migrates speaks one dialect', () => {
  const models = [
    'from sqlalchemy import Column, Integer',
    'from sqlalchemy.orm import declarative_base',
    'Base = declarative_base()',
    'class User(Base):',
    '    __tablename__ = "users"',
    '    id = Column(Integer, primary_key=True)',
  ].join('\n');
  const revision = (id: string): string =>
    [
      'import sqlalchemy as sa',
      'from alembic import op',
      'from sqlalchemy.dialects import mysql',
      `revision = "${id}"`,
      'down_revision = None',
      'def upgrade():',
      '    op.create_table("users", sa.Column("id", mysql.INTEGER(), primary_key=True))',
    ].join('\n');
  const config = 'import sqlalchemy\nurl = "sqlite:///ctf.db"\n';

  function dialects(files: Readonly<Record<string, string>>): readonly string[] {
    const analyzer = createAnalyzer({ rules: [] });
    for (const [file, text] of Object.entries(files)) analyzer.setFile(file, text);
    return analyzer.databases().map(({ dialect, files: members }) => `${dialect} ${members.length}`);
  }

  test('whatever one of its files has beside it', () => {
    const project = {
      '/p/app/config.py': config,
      '/p/app/models.py': models,
      '/p/migrations/versions/a1.py': revision('a1'),
    };
    expect(dialects(project)).toEqual(['mysql 2']);
  });

  test('its package included, where the migrations lie deep inside of it', () => {
    const project = {
      '/p/shop/db/models.py': models + config.replace('import', '\nimport'),
      '/p/shop/db/migration/alembic/versions/a1.py': `from shop.db import migration\n${revision('a1')}`,
      '/p/shop/db/migration/alembic/versions/2/b1.py': revision('b1')
        .replaceAll('users', 'orders')
        .replace('None', '"a1"'),
    };
    expect(dialects({ ...project, '/p/shop/db/migration/alembic/versions/a1.py': revision('a1') })).toHaveLength(2);
    expect(dialects(project)).toEqual(['mysql 3']);
  });

  test('and one beside it another', () => {
    const one = { '/r/one/models.py': models, '/r/one/alembic/versions/a1.py': revision('a1') };
    const other = {
      '/r/two/models.py': models.replace('class', 'from sqlalchemy.dialects import postgresql\nclass'),
      '/r/two/alembic/versions/b1.py': revision('b1').replaceAll('mysql', 'postgresql'),
    };
    expect(dialects({ ...one, ...other })).toEqual(['mysql 2', 'postgresql 2']);
  });
});

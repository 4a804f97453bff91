import { test } from 'vitest';
import { sqliteLooseType } from '../../../server/src/rules/types/sqlite-loose-type.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('INT is no INTEGER', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (id INT primary key, name text);
    --                 ^^^ sqlite-loose-type
    create table b (id INTEGER primary key, name text);
    create table c (id bigint, name text, primary key (id));
    --                 ^^^^^^ sqlite-loose-type
    `,
  );
});

test('AUTOINCREMENT on another type', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (id BIGINT primary key autoincrement, name text);
    --                 ^^^^^^ sqlite-loose-type
    `,
  );
});

test('a key that is given', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table b (id integer primary key);
    create table a (b_id int primary key references b (id), name text);
    create table c (id int primary key, name text) without rowid;
    create table d (code text primary key);
    `,
  );
});

test('part of a key', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (x int, y int, primary key (x, y));
    `,
  );
});

test('STRING counts as a number', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (id integer primary key, phone STRING not null, name TEXT);
    --                                            ^^^^^^ sqlite-loose-type
    `,
  );
});

test('names that fare well', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (
      id integer primary key,
      b BOOLEAN, c DATETIME, d VARCHAR(20), e DECIMAL(10, 2), f JSON, g UUID, h NVARCHAR, i DOUBLE, j
    );
    `,
  );
});

test('a name that SQLite does not know', () => {
  checkRule(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (id integer primary key, made DATATIME not null);
    --                                           ^^^^^^^^ sqlite-loose-type
    `,
  );
});

test('writes INTEGER', async () => {
  await checkFix(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (id INT primary key, name text);
    `,
    `
    //- schema.sql dialect=sqlite
    create table a (id INTEGER primary key, name text);
    `,
  );
});

test('writes TEXT', async () => {
  await checkFix(
    sqliteLooseType,
    `
    //- schema.sql dialect=sqlite
    create table a (id integer primary key, phone STRING not null);
    `,
    `
    //- schema.sql dialect=sqlite
    create table a (id integer primary key, phone TEXT not null);
    `,
  );
});

test('a whole database of such keys is one finding', () => {
  const [first, ...others] = ['a', 'b', 'c', 'd', 'e'].map(
    (name) => `create table ${name} (id SMALLINT primary key, name text);`,
  );
  checkRule(
    sqliteLooseType,
    `
//- schema.sql dialect=sqlite
${first}
--                 ^^^^^^^^ sqlite-loose-type
${others.join('\n')}
`,
  );
});

test('STRING in a whole database is one finding, with one fix', async () => {
  const file = '//- schema.sql dialect=sqlite\n';
  const tables = (type: string): string =>
    ['a', 'b', 'c', 'd', 'e']
      .map((name) => `create table ${name} (id integer primary key, code ${type}, name ${type});`)
      .join('\n');
  const [first, ...others] = tables('string').split('\n');
  checkRule(
    sqliteLooseType,
    `
${file}${first}
--                                           ^^^^^^ sqlite-loose-type
${others.join('\n')}
`,
  );
  await checkFix(sqliteLooseType, file + tables('string'), file + tables('TEXT'));
});

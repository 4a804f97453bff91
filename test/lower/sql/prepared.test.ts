import { expect, test } from 'vitest';
import { duplicateIndex } from '../../../server/src/rules/indexing/duplicate-index.ts';
import { analyze } from '../../kit/analyze.ts';
import { checkRule } from '../../kit/check-rule.ts';

const table =
  'create table a (id int primary key, name varchar(20) not null, unique key by_name (name)) engine=InnoDB;';

test.each([
  ["set @sql = 'ALTER TABLE a DROP INDEX by_name'; prepare s from @sql; execute s;"],
  ["prepare s from 'alter table a drop index by_name'; execute s;"],
  ["select if(count(*) > 0, 'ALTER TABLE a DROP INDEX by_name', 'DO 0') into @sql from information_schema.statistics;"],
  ["set @sql = concat('ALTER TABLE a DROP INDEX ', @name);"],
  ["set @sql = 'alter table `a` comment ''x''';"],
  ["CALL PROC_DROP_INDEX('a', 'by_name');"],
])('rules stay silent about what this may change: %s', (statement) => {
  const fixture = (text: string): string => `//- migrations/1_a.sql dialect=mysql\n${text}`;
  checkRule(duplicateIndex, fixture(`${table}\n${statement}\ncreate unique index a_name on a (name);\n`));
  checkRule(
    duplicateIndex,
    fixture(`${table}\ncreate unique index a_name on a (name);\n--                  ^^^^^^ duplicate-index\n`),
  );
});

test('a table that is created so is there, and what is missing elsewhere is still said', () => {
  const analyzer = analyze(
    [{ file: 'a.sql', text: `set @s = "create table b (id int primary key)"; call log_access('user', 'x'); ${table}` }],
    { dialect: 'mysql' },
  );
  expect([...analyzer.databases()[0]!.schema.tables.keys()]).toEqual(['b', 'a']);
  expect(analyzer.gaps().map(({ reason }) => reason)).toEqual(['DDL in a prepared statement']);
});

test('strings in other statements are left alone', () => {
  const analyzer = analyze(
    [{ file: 'a.sql', text: `insert into log values ('drop table a'); set @s = 'alter the way'; ${table}` }],
    { dialect: 'mysql' },
  );
  expect(analyzer.databases()[0]!.schema.tables.get('a')!.gaps).toEqual([]);
});

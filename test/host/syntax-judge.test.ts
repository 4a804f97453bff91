import { beforeAll, describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { SyntaxJudge } from '../../server/src/analysis/syntax-judge.ts';
import { loadSyntaxJudge } from '../../server/src/host/syntax-judge.ts';

let judge: SyntaxJudge;
beforeAll(async () => {
  judge = await loadSyntaxJudge();
});

/** The message, and the text from the error on. */
function error(statement: string): string | undefined {
  const found = judge.errorIn(statement, 'postgresql');
  return found && `${found.message} ${statement.slice(found.offset)}`;
}

test.each([
  ['create tabl x', 'Syntax error at or near "tabl". tabl x'],
  ['create table a (id int, )', 'Syntax error at or near ")". )'],
  ['select 1 as', 'Syntax error at end of input. '],
  ["select 'é𝛑x', frm from from", 'Syntax error at or near "from". from'],
])('%s', (statement, expected) => {
  expect(error(statement)).toBe(expected);
});

test('right statements have none', () => {
  expect(error('create table a (id bigint generated always as identity primary key)')).toBeUndefined();
});

describe('what it cannot judge has none', () => {
  test.each([
    ['create table {{ .Schema }}.users (id int)'],
    ['create table "{{ index .Options "Namespace" }}".users (id int)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what migration tools fill in.
    ['create table ${schema}.users (id int)'],
    ['grant a to :"PGUSER"'],
    ["select :'target_month'::date"],
    ['alter database :DBNAME set a = b'],
    ['delimiter //'],
    ['drop table {prefix}users'],
    ['select * from t where id = %(id)s'],
    ['create schema @schema@'],
    ['create table @cdmSchema.person (id int)'],
    ['select * from t {} limit 1'],
    ['select * from t where id > 0 %query% limit 1'],
    ['alter table public.orders owner to <OWNER>'],
    ['grant select on orders to <your role>'],
    ['select * from t where id in (?, ?, ?) and a = ? and b like ? or c between ? and ? limit ?'],
    ['insert into t (a, b) values (?, ?)'],
  ])('%s', (statement) => {
    expect(error(statement)).toBeUndefined();
  });

  test.each([
    ['create property graph g vertex tables (person)'],
    ["update price for portion of valid_at from '2024-01-01' to '2025-01-01' set amount = 1"],
    ['repack (analyze) orders'],
  ])('what a later PostgreSQL takes: %s', (statement) => {
    expect(error(statement)).toBeUndefined();
  });

  test('a question mark that is an operator needs its operand', () => {
    expect(error("select doc ? 'a' from t where doc ?")).toBeDefined();
    expect(error('select * from t where a = ?, b')).toBeUndefined();
  });

  test('a string that ends its statement is closed', () => {
    expect(judge.errorIn("exec sp_executesql N'\ncreate procedure p as\nselect 1\n'", 'sqlserver')).toBeUndefined();
    expect(judge.errorIn("print N'\ncreate procedure p\n", 'sqlserver')).toBeDefined();
  });

  test('a comparison without its left side is an error', () => {
    expect(error('select 1 where < 5')).toBeDefined();
  });

  test('a brace that no placeholder begins is an error', () => {
    expect(error('create table a {id int}')).toBeDefined();
  });

  test('other dialects', () => {
    expect(judge.errorIn('create tabl x', 'mysql')).toBeUndefined();
  });

  test('deep nesting, and it goes on working behind it', () => {
    expect(error(`select ${'('.repeat(20_000)}1${')'.repeat(20_000)}`)).toBeUndefined();
    expect(error(`select ${"'a'||".repeat(15_000)}'a'`)).toBeUndefined();
    expect(error('create tabl x')).toBeDefined();
  });
});

test.each([
  [
    'conditions',
    '{% if is_replica %}\nalter event trigger t\n    enable replica;\n{% else %}\n    enable always;\n{% endif %}\n',
    0,
  ],
  ['comments', '{# which ones there are #}\nselect 1;\n', 0],
  ['scriptlets', '<% if (all) { %>\nselect *;\n<% } else { %>\n a from;\n<% } %>\n', 0],
  ['nothing of a template', 'alter event trigger t\n    enable replica;\n    enable always;\n', 1],
])('a file with %s', (_, text, errors) => {
  const analyzer = createAnalyzer({ syntaxJudge: judge, rules: [] });
  analyzer.configure('', { ...defaultConfiguration, dialect: 'postgresql' });
  analyzer.setFile('a.sql', text);
  expect(analyzer.findingsIn('a.sql')).toHaveLength(errors);
});

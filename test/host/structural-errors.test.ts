import { expect, test } from 'vitest';
import { SqlDocument } from '../../server/src/analysis/sql-document.ts';
import { loadSyntaxJudge } from '../../server/src/host/syntax-judge.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { corpusNote, corpusProjects } from '../kit/corpus.ts';

const judge = await loadSyntaxJudge();

test.each<[Dialect, string, string]>([
  ['mysql', 'select a, b from t where (a = 1', 'This parenthesis is never closed. (25)'],
  ['mysql', 'create table t (a int,, b int)', 'Something is missing before this comma. (22)'],
  [
    'sqlite',
    'create table t (a integer, )',
    'Something is missing between the comma and the closing parenthesis. (27)',
  ],
  ['sqlite', "insert into t values ('x)", "The quote ' is never closed. (22)"],
  ['mysql', 'select a, from t', 'Something is missing between the comma and FROM. (10)'],
  ['sqlserver', 'select a) from t', 'This closing parenthesis has no opening one. (8)'],
])('%s: %s', (dialect, statement, wanted) => {
  const error = judge.errorIn(statement, dialect);
  expect(`${error?.message} (${error?.offset})`).toBe(wanted);
});

test.each<[Dialect, string]>([
  ['mysql', 'select * from t where a regexp "^x" and b <=> null'],
  ['sqlite', 'insert into t(a) values (1) on conflict(a) do update set a = excluded.a'],
  ['sqlserver', 'create table t (a int, )'],
  ['sqlserver', "exec('select ''(''')"],
  ['mysql', 'insert into t values ({{ value }}, )'],
])('%s takes: %s', (dialect, statement) => {
  expect(judge.errorIn(statement, dialect)).toBeUndefined();
});

test(`no statement of real schemas is called wrong${corpusNote}`, () => {
  for (const [kind, dialect] of [
    ['mysql-sql', 'mysql'],
    ['sqlite-sql', 'sqlite'],
    ['tsql', 'sqlserver'],
  ] as const) {
    for (const { file, text } of corpusProjects(kind).flatMap((project) => project.files)) {
      const document = new SqlDocument(file, text, dialect);
      for (const unit of document.units) {
        expect(judge.errorIn(document.sourceOf(unit), dialect), `${file} at ${unit.start}`).toBeUndefined();
      }
    }
  }
});

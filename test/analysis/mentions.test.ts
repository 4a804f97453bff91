/** Names that do not make the schema, but have to follow what they name. */
import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';

/** The text with every place in brackets that names what stands first behind `at`. */
function marked(text: string, at: string, dialect: Dialect = 'postgresql'): string {
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.configure('', { ...defaultConfiguration, dialect });
  analyzer.setFile('s.sql', text);
  const symbol = analyzer.symbolAt('s.sql', text.indexOf(at) + 1)!;
  const places = analyzer.occurrencesOf(analyzer.databaseOf('s.sql')!, symbol).map(({ span }) => span);
  return places
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, end }) => `${now.slice(0, start)}[${now.slice(start, end)}]${now.slice(end)}`, text);
}

const column = 'create table t (a int primary key, kind text)';

test.each([
  'create table t (a int, kind text, check ([kind] in (lower([t].[kind])) and a > 0 and x.kind and kind(1)))',
  "create table t (a int, kind text, b text generated always as ([kind] || date 'kind' || a::kind) stored)",
  `${column}; create index i on t (lower([kind]), a) where [kind] is not null`,
  `${column}; create policy p on t using ([kind] = 'kind') with check ([kind] <> (select kind from other))`,
  `${column}; alter table t add constraint c check ([kind] <> 'kind'), alter a type int using length([kind]), add b int`,
  `${column}; create table o (kind text, check (kind <> ''))`,
  `${column}; grant select ([kind]), update (a, [kind]) on t to somebody`,
  `${column}; alter sequence s owned by t.[kind]`,
])('a column: %s', (expected) => {
  const text = expected.replaceAll(/[[\]]/g, '');
  expect(marked(text, 'kind text').replaceAll('[t]', 't')).toBe(
    expected.replace('kind text', '[kind] text').replaceAll('[t]', 't'),
  );
});

test.each([
  'create table t (a int, kind text); create view v as select [t].a, x.kind from [t] join x on x.a = [t].a',
  'create table t (a int, kind text); select t.a from t.[t] x, x t',
  'create table t (a int, kind text, check ([t].a > 0))',
  'create table t (a int, kind text); truncate table only [t], u; grant all on table [t] to somebody; grant all on schema t to me',
  'create table t (a int, kind text); alter sequence s owned by [t].a',
])('a table: %s', (expected) => {
  const text = expected.replaceAll(/[[\]]/g, '');
  expect(marked(text, 't (a')).toBe(expected.replace('table t (a', 'table [t] (a').replace('t.[t] x', 't.t x'));
});

test('a column in an index of MySQL', () => {
  expect(marked('create table t (Kind int, key i ((kind + 1), (KIND)))', 'Kind', 'mysql')).toBe(
    'create table t ([Kind] int, key i (([kind] + 1), ([KIND])))',
  );
});

test('words of an expression are no columns', () => {
  const text = 'create table t (a int, check (a is not null and a between 1 and 2))';
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.setFile('s.sql', text);
  expect(analyzer.symbolAt('s.sql', text.indexOf('between') + 1)).toBeUndefined();
  expect(analyzer.symbolAt('s.sql', text.indexOf('a between'))).toMatchObject({ kind: 'column', column: 'a' });
});

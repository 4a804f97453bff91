import { expect, test } from 'vitest';
import type { Dialect } from '../../server/src/model/dialect.ts';
import type { Table } from '../../server/src/model/table.ts';
import { analyze } from '../kit/analyze.ts';

function tables(text: string, dialect: Dialect = 'postgresql'): ReadonlyMap<string, Table> {
  return analyze([{ file: 'schema.sql', text }], { rules: [], dialect }).databases()[0]!.schema.tables;
}

test('DELIMITER of script runners cuts PostgreSQL too, where semicolons go on ending statements', () => {
  const found = tables(`delimiter d//
create function f() returns void as $$ begin perform 1; end; $$ language plpgsql;
d//
select f();
create table a (id int);
create table b (id int);`);
  expect([...found.keys()]).toEqual(['a', 'b']);
});

test('a routine that alters a table leaves a gap there', () => {
  const found = tables(`create table a (id int);
create table b (id int);
create function add_column() returns void as $$ begin
  if not exists (select 1 from information_schema.columns) then alter table a add column x int; end if;
end; $$ language plpgsql;`);
  expect(found.get('a')?.gaps).toHaveLength(1);
  expect(found.get('b')?.gaps).toHaveLength(0);
});

test('an index whose name is taken replaces it', () => {
  const found = tables(
    `create table t (id int primary key, a int, b int);
create index ix on t (a);
create index IX on t (a) include (b) with (drop_existing = on);`,
    'sqlserver',
  );
  expect(found.get('t')?.indexes.map((index) => index.include)).toEqual([['b']]);
});

test.each([
  ['begin alter table a add column if not exists x int; exception when duplicate_column then null; end', 0],
  ['begin alter table a enable row level security; grant select on a to b; end', 0],
  ['begin if true then alter table a enable row level security; end if; end', 0],
  ['begin if not exists (select 1) then alter table a add column x int; end if; end', 1],
  ["begin execute 'alter table a add column x int'; end", 1],
  ['begin for i in 1..2 loop alter table a add column x int; end loop; end', 1],
])('a DO block leaves a gap only where it is uncertain what ran: %s', (body, gaps) => {
  const found = tables(`create table a (id int);\ndo $$ ${body} $$;`);
  expect(found.get('a')?.gaps).toHaveLength(gaps);
});

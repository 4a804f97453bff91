import { expect, test } from 'vitest';
import type { Dialect } from '../../../server/src/model/dialect.ts';
import { analyze } from '../../kit/analyze.ts';

test.each<readonly [Dialect, string]>([
  ['postgresql', ':schema.'],
  ['postgresql', '@cdmDatabaseSchema.'],
  ['sqlserver', '@cdmDatabaseSchema.'],
  ['sqlite', '@cdmDatabaseSchema.'],
])('%s: %s stands for a schema that is filled in', (dialect, schema) => {
  const text = `
    create table ${schema}person (id int not null);
    alter table ${schema}person add constraint xpk primary key (id);
    create table ${schema}visit (id int, person_id int references ${schema}person (id));`;
  const analyzer = analyze([{ file: 'a.sql', text }], { dialect });
  expect(analyzer.gaps()).toEqual([]);
  const tables = [...analyzer.databases()[0]!.schema.tables.values()];
  expect(tables.map(({ name, primaryKey }) => [name, primaryKey?.columns])).toEqual([
    ['person', ['id']],
    ['visit', undefined],
  ]);
  expect(tables[1]!.foreignKeys[0]!.references.table).toEqual({ schema: undefined, name: 'person' });
});

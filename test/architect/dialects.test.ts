/** The patterns' tables in the databases that are not PostgreSQL: SQLite executes them, our reader takes the others. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { adaptSchema } from '../../server/src/architect/schema/adapt-schema.ts';
import { toDialect } from '../../server/src/architect/schema/to-dialect.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import { printSchema } from '../../server/src/write/sql/print-schema.ts';
import { analyze } from '../kit/analyze.ts';
import { readPrompts } from './kit/knowledge.ts';

const knowledge = readPrompts();
const schemas = [...new Set(knowledge.patterns.flatMap(({ schema }) => schema ?? []))].map((name) => ({
  name,
  schema: knowledge.schemaOf(name)!,
}));

describe.each(schemas)('$name', ({ schema }) => {
  test('SQLite executes it', () => {
    const database = new DatabaseSync(':memory:');
    database.exec(printSchema(toDialect(schema, 'sqlite').schema));
    const made = database
      .prepare("select count(*) as n from sqlite_schema where type = 'table' and name not like 'sqlite%'")
      .get();
    expect(made?.n).toBe(tablesOf(schema).length);
    database.close();
  });

  test.each(['mysql', 'sqlserver'] as const)(
    '%s: read back without gaps, with the same tables and columns',
    (dialect) => {
      const { schema: converted } = toDialect(schema, dialect);
      const analyzer = analyze([{ file: 'schema.sql', text: printSchema(converted), dialect }]);
      expect(analyzer.gaps()).toEqual([]);
      const read = analyzer.databases()[0]!.schema;
      expect(tablesOf(read)).toEqual(tablesOf(converted));
      expect(analyzer.findingsIn('schema.sql').filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );
});

test('what another database cannot keep is said', () => {
  const { lost, schema } = toDialect(knowledge.schemaOf('appointment-booking')!, 'mysql');
  expect(lost.join(' ')).toMatch(/nothing refuses overlaps/);
  expect(schema.tables.get('appointment')!.columns.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['starts_at', 'ends_at']),
  );
  expect(toDialect(knowledge.schemaOf('tenancy')!, 'sqlite').lost.join(' ')).toMatch(/no row-level security/);
});

test('a reference takes the type of the table that is there', () => {
  const workspace = analyze([
    {
      file: 'schema.sql',
      text: 'create table users (id int unsigned not null auto_increment primary key, email varchar(255));',
      dialect: 'mysql',
    },
  ]).databases()[0]!.schema;
  const { schema, existing } = adaptSchema(knowledge.schemaOf('authentication-sessions')!, workspace);
  expect(existing.map(({ present }) => present.name)).toEqual(['users']);
  const owner = schema.tables.get('user_session')!.columns.find(({ name }) => name === 'user_id')!;
  expect(owner.type).toMatchObject({ name: 'integer', unsigned: true });
  expect(printSchema(schema)).not.toMatch(/timestamptz|jsonb|bytea/i);
});

function tablesOf(schema: Schema): readonly string[] {
  return [...schema.tables.values()]
    .filter(({ partitionOf }) => partitionOf === undefined)
    .map(({ name, columns }) => `${name}: ${columns.map((column) => column.name).join(', ')}`)
    .sort();
}

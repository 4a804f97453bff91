/** The workspace as the blocks of an answer leave it, one after another: a later block builds upon an earlier one. */
import { SqlDocument } from '../analysis/sql-document.ts';
import { foldChanges } from '../model/fold.ts';
import { keyOf } from '../model/names.ts';
import { nowhere } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { SchemaChange } from '../model/schema-change.ts';
import { printSchema } from '../write/sql/print-schema.ts';
import type { CheckedDatabase } from './checked-database.ts';

export interface AnswerSoFar {
  /** The workspace itself, which the embedded PostgreSQL holds. */
  readonly database: CheckedDatabase;
  /** With what the blocks add. */
  readonly schema: Schema;
  readonly files: CheckedDatabase['files'];
  /** What is executed before the next block: the DDL of those before it. */
  readonly statements: readonly string[];
}

export function beginning(database: CheckedDatabase): AnswerSoFar {
  return { database, schema: database.schema, files: database.files, statements: [] };
}

/** After a block of SQL. `statements` are those that executed it. */
export function withSql(before: AnswerSoFar, document: SqlDocument, statements: readonly string[]): AnswerSoFar {
  const changes = document.units.flatMap(({ lowered }) => lowered.changes);
  if (changes.every(({ kind }) => kind === 'insert-rows')) return before;
  const schema = document.dialect === before.schema.dialect ? changed(before.schema, changes) : before.schema;
  return { ...before, schema, statements: [...before.statements, ...statements] };
}

/** After models that come to tables of their own. */
export function withTables(before: AnswerSoFar, added: Schema, own: ReadonlySet<string>): Schema {
  const tables = new Map(before.schema.tables);
  for (const key of own) tables.set(key, added.tables.get(key)!);
  return { ...before.schema, tables, enums: new Map([...before.schema.enums, ...added.enums]) };
}

function changed(schema: Schema, changes: readonly SchemaChange[]): Schema {
  const { dialect } = schema;
  const printed = new SqlDocument('schema.sql', printSchema(schema), dialect);
  const existing = printed.units.flatMap(({ lowered }) => lowered.changes);
  const folded = foldChanges([...existing, ...changes.flatMap((change) => replacing(schema, change))], dialect);
  // Printing forgets what was not understood.
  const tables = new Map(
    [...folded.tables].map(([key, table]) => {
      const gaps = schema.tables.get(key)?.gaps ?? [];
      return [key, gaps.length === 0 ? table : { ...table, gaps: [...gaps, ...table.gaps] }];
    }),
  );
  return { ...folded, tables, gaps: [...schema.gaps, ...folded.gaps] };
}

/** A table that is made again takes the place of the one there is. */
function replacing(schema: Schema, change: SchemaChange): readonly SchemaChange[] {
  if (change.kind !== 'create-table' || change.ifNotExists) return [change];
  if (!schema.tables.has(keyOf(schema.dialect, change.table))) return [change];
  return [{ kind: 'drop-table', table: change.table, cascade: true, origin: nowhere }, change];
}

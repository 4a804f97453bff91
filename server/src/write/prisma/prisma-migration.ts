import type { ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import { slugOf } from '../sql/migration-edit.ts';
import { printChange } from '../sql/print-change.ts';
import { plainStyle, type SqlStyle } from '../sql/sql-style.ts';
import type { PrismaPlan } from './prisma-plan.ts';

/**
 * What Prisma cannot say as SQL in a new migration behind all others, spelled as Prisma spells it; undefined where there
 * are no migrations to follow or a change has no statement.
 */
export function prismaMigration({ ctx, migrated }: PrismaPlan): FileEdit | undefined {
  const [first] = migrated;
  const beside = first && homeOf(first, ctx.schema.tables.values());
  // MySQL's MODIFY COLUMN repeats a definition that no SQL file holds.
  if (beside === undefined || (ctx.dialect === 'mysql' && migrated.some(({ kind }) => kind === 'alter-column'))) {
    return undefined;
  }
  const style: SqlStyle = { ...plainStyle(ctx.dialect), quoting: 'always' };
  const isIndex = first!.kind === 'create-index' || first!.kind === 'drop-index';
  // Alone, a statement is run outside a transaction, where an index can be built without blocking writers.
  const isAlone = ctx.dialect === 'postgresql' && isIndex && migrated.length === 1;
  const statements: string[] = [];
  for (const change of migrated) {
    const printed = printChange(change, ctx.dialect, { style, schema: ctx.schema, concurrently: isAlone });
    if (printed === undefined) return undefined;
    statements.push(...printed);
  }
  const migration = ctx.newMigration(beside, slugOf(first!));
  if (migration === undefined) return undefined;
  const body = statements.map((statement) => `${statement};\n`).join('');
  return {
    file: migration.file,
    span: { start: 0, end: 0 },
    newText: migration.header + body + migration.footer,
    creates: true,
  };
}

/** The file of the model that a change is about. */
function homeOf(
  change: SchemaChange,
  tables: Iterable<{
    readonly name: string;
    readonly schema: string | undefined;
    readonly origin: { readonly file: string };
  }>,
): string | undefined {
  const wanted = 'table' in change ? (change.table as ObjectName | undefined) : undefined;
  for (const { name, schema, origin } of tables) {
    if (wanted === undefined || (wanted.name === name && wanted.schema === schema)) return origin.file;
  }
  return undefined;
}

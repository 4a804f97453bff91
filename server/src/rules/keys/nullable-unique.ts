import { type AccessPath, accessPaths, uniqueColumnSets } from '../../model/access-path.ts';
import { postgresName } from '../../model/default-names.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aKey } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix, Severity } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { besidePrisma, languageOf } from '../shared/description-language.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** NULL in a unique key does not mean what the key seems to say: rows escape it, or only one may be empty. */
export const nullableUnique = defineRule({
  id: 'nullable-unique',
  family: 'keys',
  severity: 'info',
  summary: 'NULL in a unique key does not mean what the key seems to say: rows escape it, or only one may be empty.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver', 'mongodb'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0) return;
    for (const path of accessPaths(table)) {
      if (!path.unique || path.kind === 'primary key' || path.where !== undefined || path.nullsNotDistinct) continue;
      const columns = path.parts.flatMap((part) => table.columns.find((column) => column.name === part.column) ?? []);
      if (columns.length !== path.parts.length) continue;
      const opening = countsEmpty(ctx.dialect) ? onlyEmptyRow(columns) : escapingColumn(table, columns);
      if (opening === undefined || isCompleted(table, path, opening.column)) continue;
      yield {
        at: table.indexes.find((index) => index.origin === path.origin)?.nameOrigin ?? path.origin,
        state: { table, path, columns, column: opening.column, dialect: ctx.dialect },
        columns: columns.map((column) => column.name),
        severity: opening.severity,
      };
    }
  },
  message({ table, columns, column, dialect }) {
    const name = displayName(table);
    const others = columns.filter((each) => each !== column).map((each) => each.name);
    if (dialect === 'mongodb') {
      return `Only one document of ${name} may be without ${column.name}, because a unique index of MongoDB counts a missing value as null. Make the field required, or leave the index to a partial one made outside Prisma.`;
    }
    return countsEmpty(dialect)
      ? `Only one row of ${name} may have no ${column.name}, because SQL Server counts NULL as a value in a unique key. Use a unique index WHERE ${column.name} IS NOT NULL, or make the column NOT NULL.`
      : `Rows of ${name} without ${column.name} may repeat ${others.join(', ')}, because NULL never equals NULL in a unique key. ${remedy(table, column, others, dialect)}`;
  },
  fixes({ table, path, columns, dialect }): readonly Fix[] {
    if (dialect !== 'postgresql' || path.kind !== 'unique constraint') return [];
    const names = columns.map((column) => column.name);
    const name = path.name ?? postgresName(table.name, names.join('_'), 'key');
    const named = path.name !== undefined && { name };
    const key = aKey(names, { ...named, nullsNotDistinct: true, include: path.include });
    return [
      {
        title: `Let ${name} count NULLs as equal (PostgreSQL 15)`,
        safe: false,
        changes: [
          { kind: 'drop-constraint', table, name, cascade: false, origin: nowhere },
          { kind: 'add-unique', table, key, origin: nowhere },
        ],
      },
    ];
  },
});

interface Opening {
  readonly column: Column;
  readonly severity: Severity;
}

/**
 * The nullable member of a composite key whose NULL opens the key. Optional values do so on purpose (a user's external
 * id, a ticket's seat); a scope that may be absent, or a deletion mark that is NULL for every living row, does not.
 */
function escapingColumn(table: Table, columns: readonly Column[]): Opening | undefined {
  const nullable = columns.filter((column) => column.nullable && column.generated === undefined);
  if (columns.length < 2 || nullable.length !== 1) return undefined;
  const column = nullable[0]!;
  if (isDeletionMark(column)) return { column, severity: 'warning' };
  const links = new Set(table.foreignKeys.flatMap((fk) => fk.columns));
  const hasValue = columns.some((each) => each !== column && !links.has(each.name) && isLabel(each));
  return links.has(column.name) && hasValue ? { column, severity: 'info' } : undefined;
}

/** NULL is a value like any other in a unique key. */
function countsEmpty(dialect: Dialect): boolean {
  return dialect === 'sqlserver' || dialect === 'mongodb';
}

function onlyEmptyRow(columns: readonly Column[]): Opening | undefined {
  const [column] = columns;
  if (columns.length !== 1 || column === undefined || !column.nullable || column.generated !== undefined)
    return undefined;
  return { column, severity: 'info' };
}

/** Another unique key takes care of the rows without the column: `UNIQUE (name)`, be it `WHERE parent_id IS NULL`. */
function isCompleted(table: Table, path: AccessPath, column: Column): boolean {
  const others = path.parts.flatMap((part) => (part.column === column.name ? [] : [part.column]));
  if (uniqueColumnSets(table).some((set) => set.every((name) => others.includes(name)))) return true;
  return accessPaths(table).some(
    (other) =>
      other !== path &&
      other.unique &&
      (other.where?.text.toLowerCase().includes(column.name.toLowerCase()) ||
        other.parts.some((part) => part.expression?.text.toLowerCase().includes(column.name.toLowerCase()))),
  );
}

function isDeletionMark({ name, type }: Column): boolean {
  return (
    /^(?:date)?(?:deleted|removed|archived)(?:at|on|date|time)?$/.test(nameWords(name).join('')) &&
    type.family !== 'boolean'
  );
}

/** What people call things by, as opposed to one more reference or date. */
function isLabel({ type }: Column): boolean {
  return type.family === 'text' || type.family === 'char' || type.family === 'unknown';
}

function remedy(table: Table, column: Column, others: readonly string[], dialect: Dialect): string {
  if (isDeletionMark(column) && dialect !== 'mysql') {
    return `Every living row is such a row. Use a unique index on (${others.join(', ')}) WHERE ${column.name} IS NULL${besidePrisma(table)}.`;
  }
  switch (dialect) {
    case 'postgresql':
      return languageOf(table) === 'prisma'
        ? `Add a unique index for the rows WHERE ${column.name} IS NULL in a migration, or make the field required.`
        : `Declare the key NULLS NOT DISTINCT (PostgreSQL 15), add a unique index for the rows WHERE ${column.name} IS NULL, or make the column NOT NULL.`;
    case 'mysql':
      return `Make ${column.name} NOT NULL, or put COALESCE(${column.name}, …) into the key instead.`;
    default:
      return `Add a unique index for the rows WHERE ${column.name} IS NULL${besidePrisma(table)}, or make the column NOT NULL.`;
  }
}

import { accessPaths } from '../../model/access-path.ts';
import type { Dialect } from '../../model/dialect.ts';
import { anIndex, objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { isBooleanType } from '../shared/boolean-type.ts';
import { isNullCondition } from '../shared/condition-text.ts';
import { besidePrisma } from '../shared/description-language.ts';
import { indexName } from '../shared/index-name.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { dropPath, keyColumns, pathOrigin, pathTitle } from '../shared/path-words.ts';
import { isTargeted } from '../shared/redundant-path.ts';

/** Rows are only marked as deleted, but a unique key counts them still, so what they held can never be used again. */
export const softDeleteUniqueConflict = defineRule({
  id: 'soft-delete-unique-conflict',
  family: 'indexing',
  severity: 'info',
  summary:
    'Rows are only marked as deleted, but a unique key counts them still, so what they held can never be used again.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0) return;
    const mark = table.columns.find(isDeletionTime);
    if (mark === undefined) return;
    for (const path of accessPaths(table)) {
      if (!path.unique || path.kind === 'primary key' || path.where !== undefined || !path.usable) continue;
      const columns = keyColumns(path).map((name) => ctx.column(table, name));
      if (columns.length < path.parts.length) continue;
      if (!columns.every((column) => column !== undefined && isReusable(column, table, ctx.dialect))) continue;
      if (isTargeted(table, path, ctx)) continue;
      yield {
        at: pathOrigin(table, path),
        state: { table, path, mark, hasPartial: ctx.dialect !== 'mysql' },
        columns: keyColumns(path),
        related: [{ message: 'Deleted rows are marked here', origin: mark.nameOrigin }],
      };
    }
  },
  message({ table, path, mark, hasPartial }) {
    const columns = keyColumns(path).join(', ');
    const start = `${displayName(table)} keeps rows with ${mark.name} set, and ${pathTitle(path)} counts them: after a row is deleted that way, its ${columns} cannot be used again`;
    return hasPartial
      ? `${start}. Make it a unique index over the rows where ${mark.name} is null${besidePrisma(table)}, unless that is wanted.`
      : `${start}. Unless that is wanted, add a generated column that is null for deleted rows to the key.`;
  },
  fixes({ table, path, mark, hasPartial }, ctx) {
    const drop = dropPath(table, path, ctx.dialect);
    if (drop === undefined || !hasPartial) return [];
    const columns = keyColumns(path);
    const index = anIndex(path.parts, {
      name: path.name ?? indexName(table, columns, ctx.dialect),
      unique: true,
      include: path.include,
      nullsNotDistinct: path.nullsNotDistinct,
      where: isNullCondition(mark.name, ctx.dialect),
    });
    const owner = objectName(table.name, table.schema);
    return [
      {
        title: `Keep ${columns.join(', ')} unique among rows that are not deleted`,
        safe: false,
        changes: [drop, { kind: 'create-index', table: owner, index, ifNotExists: false, origin: nowhere }],
      },
    ];
  },
});

/** A time, null until the row is deleted. */
function isDeletionTime(column: Column): boolean {
  const { family, dimensions } = column.type;
  if (dimensions > 0 || (family !== 'timestamp' && family !== 'timestamptz' && family !== 'date')) return false;
  if (!column.nullable || (column.default !== undefined && !/^null$/i.test(column.default.text))) return false;
  const words = nameWords(column.name);
  return words.includes('deleted') && words.every((word) => deletionWords.has(word));
}

const deletionWords: ReadonlySet<string> = new Set([
  'deleted',
  'soft',
  'at',
  'on',
  'date',
  'time',
  'datetime',
  'ts',
  'utc',
]);

/** A value that a person chooses, and may choose again once its row is gone. */
function isReusable(column: Column, table: Table, dialect: Dialect): boolean {
  const words = nameWords(column.name);
  if (words.some((word) => lastingWords.has(word))) return false;
  if (column.autoIncrement || column.generated !== undefined || isBooleanType(column.type, dialect)) return false;
  if (column.default?.expression.kind === 'call') return false;
  const isReference = table.foreignKeys.some((fk) => fk.columns.includes(column.name));
  if (isReference) return true;
  return column.type.family !== 'uuid' && words.at(-1) !== 'id';
}

/** Words for values that are made once and never reused, and for those that say whether the row is in force. */
const lastingWords: ReadonlySet<string> = new Set(
  `active archived barcode checksum cid code deleted digest disabled ean enabled etag external fingerprint guid handle
  hash iban isbn key nonce no nr number oid receipt ref reference remote secret serial sha sha256 sku status token txid
  uid ulid url uri uuid version vin`.split(/\s+/),
);

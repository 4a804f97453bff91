/** Places in a piece that name tables and columns. */
import type { ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Origin } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import type { LoweredPiece, SourceUnit } from '../program.ts';

type TextAt = (origin: Origin) => string;

/** Of the tables that the piece describes, as far as they stand in this piece. */
export function occurrencesOf(lowered: readonly LoweredPiece[], file: string, unit: SourceUnit): readonly Occurrence[] {
  const textAt: TextAt = ({ start, end }) => unit.text.slice(start, end);
  const found = lowered.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === 'create-table' ? ofTable(change.table, textAt) : [])),
  );
  return found.filter(({ origin }) => origin.file === file && origin.unit === unit.id);
}

function ofTable(table: Table, textAt: TextAt): readonly Occurrence[] {
  const { schema, name } = table;
  const own: ObjectName = { schema, name };
  const found: Occurrence[] = [{ kind: 'table', table: own, declares: true, origin: table.nameOrigin }];
  for (const column of table.columns) {
    found.push({ kind: 'column', table: own, column: column.name, declares: true, origin: column.nameOrigin });
  }
  for (const key of table.foreignKeys) {
    const target = key.references.columns.length === 1 ? key.references.columns[0] : undefined;
    found.push(...ofTarget(key.references.table, target, key.targetOrigin, textAt));
    if (!key.inline) found.push(...namesIn(own, key.columns, key.origin, textAt));
  }
  for (const key of table.uniques) found.push(...namesIn(own, key.columns, key.origin, textAt));
  if (table.primaryKey !== undefined)
    found.push(...namesIn(own, table.primaryKey.columns, table.primaryKey.origin, textAt));
  for (const index of table.indexes) {
    const columns = index.parts.flatMap(({ column }) => column ?? []);
    found.push(...namesIn(own, columns, index.origin, textAt));
  }
  return found;
}

/** `"users.id"` names a table and a column. */
function ofTarget(
  table: ObjectName,
  column: string | undefined,
  origin: Origin,
  textAt: TextAt,
): readonly Occurrence[] {
  const match = /^(["'])([^"'\\{}]+)\1$/.exec(textAt(origin));
  const path = match?.[2];
  if (path === undefined) return [];
  const at = (start: number, length: number): Origin => ({ ...origin, start, end: start + length });
  const dot = path.lastIndexOf('.');
  const tablePath = dot === -1 ? path : path.slice(0, dot);
  const tableStart = origin.start + 1 + tablePath.lastIndexOf('.') + 1;
  const found: Occurrence[] = [
    { kind: 'table', table, declares: false, origin: at(tableStart, origin.start + 1 + tablePath.length - tableStart) },
  ];
  if (column !== undefined && dot !== -1 && path.slice(dot + 1) === column) {
    found.push({ kind: 'column', table, column, declares: false, origin: at(origin.start + 2 + dot, column.length) });
  }
  return found;
}

/** Columns written as texts inside a call, each once. */
function namesIn(table: ObjectName, columns: readonly string[], origin: Origin, textAt: TextAt): readonly Occurrence[] {
  const text = textAt(origin);
  return columns.flatMap((column): Occurrence[] => {
    const at = [`"${column}"`, `'${column}'`].map((written) => text.indexOf(written)).find((index) => index !== -1);
    if (at === undefined) return [];
    const start = origin.start + at + 1;
    return [
      { kind: 'column', table, column, declares: false, origin: { ...origin, start, end: start + column.length } },
    ];
  });
}

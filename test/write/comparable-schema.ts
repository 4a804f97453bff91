import type { Schema } from '../../server/src/model/schema.ts';
import type { Table } from '../../server/src/model/table.ts';
import { isWrapped } from '../../server/src/write/sql/written-text.ts';

/**
 * A schema without what printing need not keep: places in files, seed rows, triggers, the order of constraints, the
 * parentheses around expressions, whether a key stands in a column's definition or in a line of its own. Tables that
 * SQL cannot make from the model alone are left out, as are those that `of` does not hold in full.
 */
export function comparable(schema: Schema, of: Schema = schema): unknown {
  const tables = [...schema.tables.values()].filter((table) => isWhole(of.tables.get(table.key), of));
  return {
    tables: tables.sort((a, b) => (a.key < b.key ? -1 : 1)).map(plain),
    enums: [...schema.enums.values()].map(plain),
    domains: [...schema.domains.values()].map(plain),
    views: [...schema.views.values()].map(plain),
  };
}

function isWhole(table: Table | undefined, of: Schema): boolean {
  return (
    table !== undefined &&
    table.kind === 'table' &&
    table.partitionOf === undefined &&
    table.inherits.length === 0 &&
    table.gaps.length === 0 &&
    // SQL Server's XML and hash indexes say more than the model holds.
    !(of.dialect === 'sqlserver' && table.indexes.some(({ method }) => ['xml', 'primary', 'hash'].includes(method)))
  );
}

const dropped: ReadonlySet<string> = new Set([
  'origin',
  'nameOrigin',
  'targetOrigin',
  'seed',
  'triggers',
  'gaps',
  'inline',
  'concurrently',
  'other',
]);
const unordered: ReadonlySet<string> = new Set(['uniques', 'checks', 'foreignKeys', 'exclusions', 'indexes']);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members: (readonly [string, unknown])[] = [];
  for (const [name, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (member === undefined || dropped.has(name) || isParsed(name, member)) continue;
    const result = name === 'text' && typeof member === 'string' ? bare(member) : plain(member);
    if (unordered.has(name)) (result as unknown[]).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    members.push([name, result]);
  }
  return Object.fromEntries(members);
}

/** Inside a written expression the text says it all. */
function isParsed(name: string, member: unknown): boolean {
  return name === 'expression' && typeof member === 'object' && member !== null && 'kind' in member;
}

function bare(text: string): string {
  let result = text.trim();
  while (isWrapped(result)) result = result.slice(1, -1).trim();
  return result;
}

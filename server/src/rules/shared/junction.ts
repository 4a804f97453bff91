import { accessPaths } from '../../model/access-path.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { nameWords, singular } from './name-words.ts';

/** A table that does nothing but link rows of two tables. */
export interface Junction {
  /** The two linking columns, in the order of the table. */
  readonly columns: readonly [string, string];
  readonly targets: readonly [string, string];
}

/**
 * The junction that a table is, if it is one. Two foreign keys and nothing else are enough; with a key of its own or
 * with time stamps it might record events that repeat, so then its name has to say that it is a relation.
 */
export function junctionOf(table: Table): Junction | undefined {
  const links = table.foreignKeys.filter((fk) => fk.columns.length === 1 && !isAudit(fk.columns[0]!));
  const [first, second] = inTableOrder(links, table);
  if (first === undefined || second === undefined || links.length !== 2) return undefined;
  const pair: readonly [string, string] = [first.columns[0]!, second.columns[0]!];
  if (pair[0] === pair[1]) return undefined;
  const others = table.columns.filter((column) => !pair.includes(column.name));
  const payload = others.filter((column) => !isAudit(column.name) && !isOwnKey(table, column.name));
  if (payload.length > 0) return undefined;
  const targets: readonly [string, string] = [first.references.table.name, second.references.table.name];
  if (others.length > 0 && !isNamedAsRelation(table, targets)) return undefined;
  return { columns: pair, targets };
}

/** Whether something keeps a pair from being stored twice, or a wider or conditional key shows that it may repeat. */
export function hasPairKey(table: Table, { columns }: Junction, ctx: RuleContext): boolean {
  if (table.exclusions.length > 0) return true;
  return (
    accessPaths(table).some((path) => {
      if (!path.unique) return false;
      const parts = path.parts.map((part) => part.column);
      return (
        columns.every((column) => parts.includes(column)) ||
        parts.every((part) => part !== undefined && columns.includes(part))
      );
    }) || ctx.childrenOf(table).length > 0
  );
}

function inTableOrder(links: readonly ForeignKey[], table: Table): readonly ForeignKey[] {
  const place = (fk: ForeignKey) => table.columns.findIndex((column) => column.name === fk.columns[0]);
  return [...links].sort((one, other) => place(one) - place(other));
}

function isOwnKey(table: Table, column: string): boolean {
  const key = table.primaryKey?.columns;
  return key?.length === 1 && key[0] === column;
}

function isAudit(column: string): boolean {
  return /^(?:date|last)?(?:created|creation|updated?|modified|inserted|added)(?:at|on|by|date|time|timestamp)?(?:utc|id)?$/.test(
    nameWords(column).join(''),
  );
}

function isNamedAsRelation(table: Table, targets: readonly string[]): boolean {
  const words = nameWords(table.name).map(singular);
  if (relations.has(words.at(-1) ?? '')) return true;
  const ends = targets.map((target) => singular(nameWords(target).at(-1) ?? ''));
  return ends[0] !== ends[1] && ends.every((end) => words.includes(end));
}

const relations: ReadonlySet<string> = new Set([
  'bookmark',
  'favorite',
  'favourite',
  'follow',
  'follower',
  'friendship',
  'like',
  'link',
  'map',
  'mapping',
  'member',
  'membership',
  'xref',
]);

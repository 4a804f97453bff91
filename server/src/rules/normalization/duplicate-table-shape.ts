import { displayName } from '../../model/names.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** Two tables have nearly the same columns, which suggests that they keep one kind of thing in two places. */
export const duplicateTableShape = defineRule({
  id: 'duplicate-table-shape',
  family: 'normalization',
  severity: 'hint',
  summary: 'Two tables have nearly the same columns, which suggests that they keep one kind of thing in two places.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'group',
  groupKeys: (table) => (isComparable(table) ? shapeOf(table).prefix : []),
  *check(group, ctx) {
    // Columns that so many tables have are a manner of the schema. Comparing them all would take long, too.
    if (group.size > mostTables) return;
    for (const alike of clusters(group.key, group.tables, ctx)) {
      const [first, ...others] = alike;
      const shared = first!.entries.filter((entry) => others.every((other) => other.set.has(entry)));
      yield {
        at: first!.table.nameOrigin,
        table: first!.table,
        related: others.map(({ table }) => ({
          message: `${displayName(table)} has nearly the same columns`,
          origin: table.nameOrigin,
        })),
        state: { names: alike.map(({ table }) => displayName(table)), shared: shared.length },
      };
    }
  },
  message: ({ names, shared }) =>
    `${nameList(names)} share ${shared} columns of the same names and types: if they keep the same kind of thing, every change and every query over all of it has to be made ${names.length} times. Keep one table with a column that tells the rows apart, or move the common part to a table that both reference.`,
});

/** More tables than this behind one column are not compared. */
const mostTables = 40;

interface Shape {
  readonly table: Table;
  /** Name and type of each column, names that many tables have last. */
  readonly entries: readonly string[];
  readonly set: ReadonlySet<string>;
  /**
   * Two sets of columns with a Jaccard similarity of 0.8 share one of the first ⌈0.2·n⌉ + 1 columns of each in any
   * fixed order; in this one the groups stay small.
   */
  readonly prefix: readonly string[];
}

const shapeOf = rememberedByElement((table: Table): Shape => {
  const entries = table.columns
    .map((column) => `${isCommon(column) ? '~' : ''}${column.name.toLowerCase()} ${column.type.name}`)
    .sort();
  return { table, entries, prefix: entries.slice(0, Math.ceil(entries.length * 0.2) + 1), set: new Set(entries) };
});

/** Groups of similar tables whose similarity shows first under this key, so that a pair is reported once. */
function clusters(key: string, tables: readonly Table[], ctx: RuleContext): readonly (readonly Shape[])[] {
  const found: Shape[][] = [];
  for (const table of tables) {
    if (ctx.childrenOf(table).length > 0) continue;
    const shape = shapeOf(table);
    const cluster = found.find(
      ([leader]) =>
        isNearInSize(leader!, shape) && firstShared(leader!, shape) === key && areAlike(leader!, shape, ctx),
    );
    if (cluster === undefined) found.push([shape]);
    else cluster.push(shape);
  }
  return found.filter((cluster) => cluster.length > 1);
}

/** Sets with a Jaccard similarity of 0.8 differ by a fifth in size at most. */
function isNearInSize(one: Shape, other: Shape): boolean {
  const [have, want] = [one.entries.length, other.entries.length];
  return Math.min(have, want) >= 0.8 * Math.max(have, want);
}

function firstShared(one: Shape, other: Shape): string | undefined {
  return one.prefix.find((entry) => other.prefix.includes(entry));
}

function areAlike(one: Shape, other: Shape, ctx: RuleContext): boolean {
  const shared = one.entries.filter((entry) => other.set.has(entry));
  if (shared.length < 0.8 * (one.entries.length + other.entries.length - shared.length)) return false;
  if (shared.filter((entry) => !entry.startsWith('~')).length < 4) return false;
  if (withoutDigits(one.table) === withoutDigits(other.table)) return false;
  return !references(one.table, other.table, ctx) && !references(other.table, one.table, ctx);
}

/** One extends or corrects the other. */
function references(one: Table, other: Table, ctx: RuleContext): boolean {
  return one.foreignKeys.some((fk) => ctx.target(fk)?.table.key === other.key);
}

/** The same name in two schemas is a tenant or a copy; names that differ in a number belong to table-per-value. */
function withoutDigits(table: Table): string {
  return nameWords(table.name.replace(/\d+/g, '_')).join('_');
}

function isComparable(table: Table): boolean {
  if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return false;
  if (nameWords(table.name).some((word) => variants.has(word)) || table.columns.length < 6) return false;
  return table.columns.filter((column) => !isCommon(column)).length >= 4;
}

/** Kept apart on purpose: a state before the other, a template of it, something tried out. */
const variants: ReadonlySet<string> = new Set(
  `new draft pending queue inbox template default translation i18n lang locale test demo example sample v1 v2 v3 latest current last
  error failed databasechangelog databasechangeloglock`.split(/\s+/),
);

function isCommon(column: Column): boolean {
  const words = nameWords(column.name);
  return words.some((word) => commonWords.has(word)) || words.at(-1) === 'id';
}

const commonWords: ReadonlySet<string> = new Set(
  `id uuid guid name title description created updated modified deleted inserted version rev revision status state type
  code tenant owner active enabled position order sort comment comments note notes remark remarks user date time timestamp
  at by`.split(/\s+/),
);

import { type AccessPath, accessPaths } from '../../model/access-path.ts';
import { type Dialect, foldCase } from '../../model/dialect.ts';
import { conjuncts } from '../../model/expression.ts';
import type { ForeignKey, IndexPart, Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';

/**
 * How an index serves the look-up `WHERE column = value AND …` over all columns of a foreign key.
 *
 * - `full`: one descent finds exactly the rows.
 * - `partial`: one descent narrows by some of the columns, the others are compared row by row.
 * - `skip-scan`: only PostgreSQL 18 and later can use it, by one descent for each value of a leading column.
 * - `none`: the look-up reads the whole table, or the whole index.
 *
 * Each verdict is compared with the planner's in test/rules/indexing/index-cover.oracle.test.ts.
 */
export type Cover = 'full' | 'partial' | 'skip-scan' | 'none';

/** What a verdict needs to know beside the table. */
export type CoverContext = Pick<RuleContext, 'dialect' | 'enumType'>;

export interface CoverFound {
  readonly cover: Cover;
  /** The index that gives the cover; undefined for `none`, and where the partitions' own indexes give it. */
  readonly path?: AccessPath;
}

/** The cover that one index of the table gives to the columns. */
export function pathCover(columns: readonly string[], path: AccessPath, table: Table, ctx: CoverContext): Cover {
  const { dialect } = ctx;
  if (!path.usable || !acceptsPredicate(path, columns, dialect)) return 'none';
  const serves = (part: IndexPart | undefined): boolean =>
    part?.column !== undefined && columns.includes(part.column) && comparesAsColumn(part, table, dialect);
  switch (path.method) {
    case 'btree':
      return treeCover(columns, path, serves) ?? (skips(columns, path, table, serves, ctx) ? 'skip-scan' : 'none');
    case 'hash':
      if (path.parts.length !== 1 || !serves(path.parts[0])) return 'none';
      return columns.length === 1 ? 'full' : 'partial';
    case 'gist':
    case 'spgist':
    case 'gin': {
      // These answer a condition on any of their columns. One on a plain key column exists only by way of operator
      // classes with equality (btree_gist, btree_gin, pg_trgm, inet_ops …), so the look-up can use it.
      const served = columns.filter((column) => path.parts.some((part) => part.column === column && serves(part)));
      return served.length === columns.length ? 'full' : served.length > 0 ? 'partial' : 'none';
    }
    default:
      return 'none';
  }
}

/** The best cover that the indexes and constraints of one table give to the columns. */
export function bestCover(columns: readonly string[], table: Table, ctx: CoverContext): CoverFound {
  let best: CoverFound = { cover: 'none' };
  for (const path of accessPaths(table)) {
    const cover = pathCover(columns, path, table, ctx);
    if (strength[cover] > strength[best.cover]) best = { cover, path };
  }
  return best;
}

/**
 * The cover of a foreign key in its table, with what lies outside it: a partition has its parent's indexes, a
 * partitioned table is covered where each partition is, and a look-up by columns that are unique in the target needs
 * no further column.
 */
export function foreignKeyCover(table: Table, foreignKey: ForeignKey, ctx: RuleContext): CoverFound {
  const found = coverWithPartitions(foreignKey.columns, table, ctx, new Set());
  if (found.cover === 'partial' && found.path !== undefined && identifiesTarget(found.path, foreignKey, ctx)) {
    return { ...found, cover: 'full' };
  }
  return found;
}

/** Those of the columns that a look-up through the index narrows by: all it begins with, in a tree. */
export function narrowingColumns(path: AccessPath, columns: readonly string[]): readonly string[] {
  const isTree = path.method === 'btree' || path.method === 'hash';
  const isAsked = (part: IndexPart): boolean => part.column !== undefined && columns.includes(part.column);
  const end = path.parts.findIndex((part) => !isAsked(part));
  return (isTree && end >= 0 ? path.parts.slice(0, end) : path.parts.filter(isAsked)).map((part) => part.column!);
}

function coverWithPartitions(
  columns: readonly string[],
  table: Table,
  ctx: RuleContext,
  seen: ReadonlySet<string>,
): CoverFound {
  const own = bestCover(columns, table, ctx);
  if (own.cover === 'full' || seen.has(table.key)) return own;
  const visited = new Set(seen).add(table.key);
  const parent = table.partitionOf && ctx.table(table.partitionOf);
  if (parent !== undefined && !visited.has(parent.key)) {
    const inherited = bestCover(columns, parent, ctx);
    if (strength[inherited.cover] > strength[own.cover]) return inherited;
  }
  if (table.partitionBy !== undefined) {
    const partitions = ctx.childrenOf(table);
    const each = partitions.map((partition) => coverWithPartitions(columns, partition, ctx, visited).cover);
    if (each.length > 0 && each.every((cover) => cover === 'full')) return { cover: 'full' };
  }
  return own;
}

/** The columns that the index narrows by are unique in the target: the other columns rule out no further row. */
function identifiesTarget(path: AccessPath, foreignKey: ForeignKey, ctx: RuleContext): boolean {
  const target = ctx.target(foreignKey);
  if (target === undefined) return false;
  const narrowing = narrowingColumns(path, foreignKey.columns).map(
    (column) => target.columns[foreignKey.columns.indexOf(column)],
  );
  // Also where only the pair is declared unique: an `id` made up by the database or the program is so by itself.
  if (narrowing.some((column) => column?.autoIncrement || column?.type.family === 'uuid' || column?.name === 'id')) {
    return true;
  }
  const lead = narrowing.map((column) => foldCase(ctx.dialect, column?.name ?? ''));
  return accessPaths(target.table).some(
    (key) =>
      key.unique &&
      key.where === undefined &&
      key.parts.every(
        (part) =>
          part.column !== undefined && part.length === undefined && lead.includes(foldCase(ctx.dialect, part.column)),
      ),
  );
}

function treeCover(
  columns: readonly string[],
  path: AccessPath,
  serves: (part: IndexPart | undefined) => boolean,
): Cover | undefined {
  let run = 0;
  while (run < path.parts.length && serves(path.parts[run])) run += 1;
  if (run === 0) return undefined;
  if (new Set(path.parts.slice(0, run).map((part) => part.column)).size === columns.length) return 'full';
  // At most one row has these values, so comparing the rest of the columns costs nothing.
  return path.unique && run === path.parts.length ? 'full' : 'partial';
}

function skips(
  columns: readonly string[],
  path: AccessPath,
  table: Table,
  serves: (part: IndexPart | undefined) => boolean,
  ctx: CoverContext,
): boolean {
  if (ctx.dialect !== 'postgresql') return false;
  if (path.parts.length <= columns.length) return false;
  const next = path.parts.slice(1, 1 + columns.length);
  if (!next.every(serves) || new Set(next.map((part) => part.column)).size !== columns.length) return false;
  const first = table.columns.find((column) => column.name === path.parts[0]?.column);
  if (first === undefined || first.type.dimensions > 0) return false;
  return first.type.family === 'boolean' || ctx.enumType(first.type) !== undefined;
}

/** Every row that the look-up can find is in the index: no predicate, or one that only leaves NULL keys out. */
function acceptsPredicate(path: AccessPath, columns: readonly string[], dialect: Dialect): boolean {
  if (path.where === undefined) return true;
  const names = columns.map((column) => foldCase(dialect, column));
  return conjuncts(path.where.expression).every(
    (condition) =>
      condition.kind === 'is-null' &&
      condition.negated &&
      condition.operand.kind === 'column' &&
      names.includes(foldCase(dialect, condition.operand.name)),
  );
}

/** The index orders the column's values by the rules that the look-up compares them with. */
function comparesAsColumn(part: IndexPart, table: Table, dialect: Dialect): boolean {
  if (part.length !== undefined) return false;
  if (part.collation === undefined) return true;
  const column = table.columns.find((each) => each.name === part.column);
  if (column === undefined) return false;
  const own = column.collation ?? (dialect === 'sqlite' ? 'binary' : 'default');
  return dialect === 'postgresql' ? part.collation === own : part.collation.toLowerCase() === own.toLowerCase();
}

const strength: Readonly<Record<Cover, number>> = { none: 0, 'skip-scan': 1, partial: 2, full: 3 };

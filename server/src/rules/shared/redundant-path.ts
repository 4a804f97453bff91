import { type AccessPath, accessPaths } from '../../model/access-path.ts';
import type { TypeFamily } from '../../model/data-type.ts';
import { type Dialect, foldCase } from '../../model/dialect.ts';
import { normalText } from '../../model/expression.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { IndexPart, Key, Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';

/**
 * Why an index need not exist beside another of its table.
 *
 * - `duplicate`: the other one holds exactly the same.
 * - `equals-pk`: the primary key holds exactly the same.
 * - `prefix`: the other one begins with it and holds all that it includes.
 * - `implied-unique`: it is unique, and so are fewer of its columns already.
 */
export type RedundancyKind = 'duplicate' | 'equals-pk' | 'prefix' | 'implied-unique';

export interface Redundancy {
  readonly kind: RedundancyKind;
  readonly path: AccessPath;
  /** The one that stays. */
  readonly by: AccessPath;
}

/**
 * The indexes and unique constraints of a table that another one makes needless: each at most once, for its strongest
 * reason, and never both of two that stand for each other.
 */
export function redundantPaths(table: Table, dialect: Dialect): readonly Redundancy[] {
  const byDialect = redundanciesOf(table);
  let redundancies = byDialect.get(dialect);
  if (redundancies === undefined) {
    redundancies = findRedundancies(table, dialect);
    byDialect.set(dialect, redundancies);
  }
  return redundancies;
}

/** Five rules ask for one kind each. */
const redundanciesOf = rememberedByElement((_: Table) => new Map<Dialect, readonly Redundancy[]>());

function findRedundancies(table: Table, dialect: Dialect): readonly Redundancy[] {
  if (isInMemory(table)) return [];
  const paths = accessPaths(table).filter((path) => path.usable && path.parts.length > 0 && known.has(path.method));
  if (paths.length > mostPaths) return [];
  const compare = new Comparison(table, dialect, paths);
  const reasonsFor = new Map<AccessPath, Redundancy[]>();
  for (const path of paths) {
    if (path.kind === 'primary key' || path.kind === 'exclusion constraint' || path.clustered === true) continue;
    const reasons: Redundancy[] = [];
    for (const by of paths) {
      const kind = by === path ? undefined : compare.redundancy(path, by);
      if (kind !== undefined) reasons.push({ kind, path, by });
    }
    if (reasons.length > 0) reasonsFor.set(path, reasons);
  }
  const rank = (each: Redundancy): number => 2 * order.indexOf(each.kind) + (reasonsFor.has(each.by) ? 1 : 0);
  return [...reasonsFor.values()].map((reasons) =>
    reasons.reduce((best, each) => (rank(each) < rank(best) ? each : best)),
  );
}

/** Each index is compared with each: with more of them than any table has, that would take minutes. */
const mostPaths = 500;

/** From the strongest reason to the weakest. */
const order: readonly RedundancyKind[] = ['duplicate', 'equals-pk', 'prefix', 'implied-unique'];

/** Methods whose indexes are told apart by parts, predicate and included columns alone. */
const known: ReadonlySet<string> = new Set(['btree', 'hash', 'gin', 'gist', 'spgist', 'brin', 'fulltext']);

/** Keys of tables in memory may be hash indexes, of which the model does not know. */
function isInMemory(table: Table): boolean {
  return table.options.engine === 'memory' || (table.options.other ?? []).some((option) => /memory/i.test(option));
}

class Comparison {
  readonly #table: Table;
  readonly #dialect: Dialect;
  readonly #position: ReadonlyMap<AccessPath, number>;

  constructor(table: Table, dialect: Dialect, paths: readonly AccessPath[]) {
    this.#table = table;
    this.#dialect = dialect;
    this.#position = new Map(paths.map((path, position) => [path, position]));
  }

  /** Why `path` is needless beside `by`; undefined when it is not, or when `by` is the one to report. */
  redundancy(path: AccessPath, by: AccessPath): RedundancyKind | undefined {
    if (path.method !== by.method || this.#predicate(path) !== this.#predicate(by)) return undefined;
    const included = this.#contained(path, by);
    const sameParts = path.parts.length === by.parts.length && this.#leads(path, by);
    if (sameParts && included && this.#contained(by, path) && this.#isAsUnique(path, by)) {
      if (!this.#isPreferred(by, path) || this.#isMergedByDatabase(path, by)) return undefined;
      return by.kind === 'primary key' ? 'equals-pk' : 'duplicate';
    }
    if (path.method !== 'btree') return undefined;
    if (!path.unique) return included && this.#leads(path, by) ? 'prefix' : undefined;
    return this.#impliesUnique(path, by) ? 'implied-unique' : undefined;
  }

  /** The key parts of `path` are the first of `by`, in the same or in the wholly reversed direction. */
  #leads(path: AccessPath, by: AccessPath): boolean {
    if (path.parts.length > by.parts.length) return false;
    const pairs = path.parts.map((part, position) => [part, by.parts[position]!] as const);
    if (!pairs.every(([one, other]) => this.#identity(path, one) === this.#identity(by, other))) return false;
    if (path.method !== 'btree') return true;
    return (
      pairs.every(([one, other]) => one.order === other.order && one.nulls === other.nulls) ||
      pairs.every(([one, other]) => one.order !== other.order && one.nulls !== other.nulls)
    );
  }

  /** The columns that `path` carries beside its key are in `by` too. */
  #contained(path: AccessPath, by: AccessPath): boolean {
    const held = new Set([...by.include, ...by.parts.map((part) => part.column ?? '')].map((name) => this.#fold(name)));
    return path.include.every((name) => held.has(this.#fold(name)));
  }

  /** `by` refuses every duplicate that `path` refuses, at the same moment. */
  #isAsUnique(path: AccessPath, by: AccessPath): boolean {
    if (!path.unique) return true;
    if (!by.unique) return false;
    // Only a key that is never NULL makes the two modes the same; a primary key is one.
    if (path.nullsNotDistinct !== by.nullsNotDistinct && by.kind !== 'primary key') return false;
    return !this.#isDeferrable(by) || this.#isDeferrable(path);
  }

  #impliesUnique(path: AccessPath, by: AccessPath): boolean {
    if (!this.#isAsUnique(path, by)) return false;
    const wide = new Set(path.parts.map((part) => this.#identity(path, part)));
    const narrow = new Set(by.parts.map((part) => this.#identity(by, part)));
    if (![...narrow].every((part) => wide.has(part))) return false;
    return narrow.size < wide.size || this.#isPreferred(by, path);
  }

  /** Constraint before unique index before index, the older first: of two that are equal, the one to keep. */
  #isPreferred(one: AccessPath, other: AccessPath): boolean {
    const difference = standing(one) - standing(other);
    return difference !== 0 ? difference < 0 : this.#position.get(one)! < this.#position.get(other)!;
  }

  /**
   * PostgreSQL and SQLite build one index for equal constraints of one CREATE TABLE. In SQLite that leaves out an
   * INTEGER PRIMARY KEY, which is the row's own number and has no index to share.
   */
  #isMergedByDatabase(path: AccessPath, by: AccessPath): boolean {
    if (path.kind !== 'unique constraint' || by.kind === 'index') return false;
    if (path.origin.file !== by.origin.file || path.origin.unit !== by.origin.unit) return false;
    if (this.#dialect === 'postgresql') return this.#isDeferrable(path) === this.#isDeferrable(by);
    return this.#dialect === 'sqlite' && !(by.kind === 'primary key' && isRowNumber(this.#table));
  }

  #isDeferrable(path: AccessPath): boolean {
    const keys: readonly (Key | undefined)[] = [this.#table.primaryKey, ...this.#table.uniques];
    return path.kind !== 'index' && keys.some((key) => key?.origin === path.origin && key.deferrable);
  }

  #predicate(path: AccessPath): string {
    return path.where === undefined ? '' : normalText(path.where.expression);
  }

  /** What a part orders by, apart from direction. */
  #identity(path: AccessPath, part: IndexPart): string {
    const what =
      part.column !== undefined ? this.#fold(part.column) : `(${normalText(part.expression!.expression).trim()})`;
    const collation = part.collation ?? this.#columnCollation(part);
    return JSON.stringify([what, explicitClass(path.method, part.opclass), collation, part.length]);
  }

  #columnCollation(part: IndexPart): string {
    const column = this.#table.columns.find((each) => each.name === part.column);
    return column?.collation ?? (this.#dialect === 'sqlite' ? 'binary' : 'default');
  }

  #fold(name: string): string {
    return foldCase(this.#dialect, name);
  }
}

function standing(path: AccessPath): number {
  if (path.kind === 'primary key') return 0;
  if (path.kind !== 'index') return 1;
  return path.unique ? 2 : 3;
}

/** An operator class that is not the type's default one; writing the default out changes nothing. */
function explicitClass(method: string, opclass: string | undefined): string {
  if (opclass === undefined) return '';
  if (method === 'gin') return ['jsonb_ops', 'array_ops', 'tsvector_ops'].includes(opclass) ? '' : opclass;
  if (method !== 'btree' && method !== 'hash') return opclass;
  return /^[a-z0-9]+_ops$/.test(opclass) ? '' : opclass;
}

/** SQLite: the primary key is the table's row number. */
export function isRowNumber(table: Table): boolean {
  const key = table.primaryKey?.columns ?? [];
  const column = table.columns.find((each) => each.name === key[0]);
  return key.length === 1 && !table.options.withoutRowid && column?.type.text.toLowerCase() === 'integer';
}

/** A foreign key references just these columns, so it may depend on this unique index or constraint. */
export function isTargeted(table: Table, path: AccessPath, ctx: RuleContext): boolean {
  if (!path.unique) return false;
  const columns = path.parts.map((part) => foldCase(ctx.dialect, part.column ?? ''));
  return ctx.referencing(table).some(({ foreignKey }) => {
    const written = foreignKey.references.columns;
    const target = (written.length > 0 ? written : (table.primaryKey?.columns ?? [])).map((name) =>
      foldCase(ctx.dialect, name),
    );
    return target.length === columns.length && target.every((name) => columns.includes(name));
  });
}

/** The path is the table itself: its leaves hold the whole rows, so it is as wide as the table. */
export function isClustered(table: Table, path: AccessPath, dialect: Dialect): boolean {
  switch (dialect) {
    case 'postgresql':
    case 'mongodb':
      return false;
    case 'mysql':
      return path.kind === 'primary key' && (table.options.engine ?? 'innodb') === 'innodb';
    case 'sqlite':
      return path.kind === 'primary key' && table.options.withoutRowid === true;
    case 'sqlserver':
      if (path.clustered !== undefined) return path.clustered;
      return path.kind === 'primary key' && !accessPaths(table).some((other) => other.clustered === true);
  }
}

/** Beside the columns of `path`, `by` holds more than two others, or one without a small fixed width. */
export function isMuchWider(table: Table, path: AccessPath, by: AccessPath): boolean {
  const own = new Set([...path.include, ...path.parts.map((part) => part.column)]);
  const more = [...by.include, ...by.parts.map((part) => part.column)].filter((column) => !own.has(column));
  if (more.length > 2) return true;
  return more.some((name) => {
    const column = table.columns.find((each) => each.name === name);
    return column === undefined || column.type.dimensions > 0 || !smallFamilies.has(column.type.family);
  });
}

const smallFamilies: ReadonlySet<TypeFamily> = new Set<TypeFamily>([
  'integer',
  'float',
  'money',
  'boolean',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'enum',
  'decimal',
]);

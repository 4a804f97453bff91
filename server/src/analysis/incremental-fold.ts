/** Keeps a schema folded while statements come and go: only what a change can reach is folded again. */
import { type ConcernedNames, concernedNames } from '../model/change-names.ts';
import type { Dialect } from '../model/dialect.ts';
import { Fold } from '../model/fold.ts';
import type { Domain, EnumType, Schema, View } from '../model/schema.ts';
import type { SchemaChange } from '../model/schema-change.ts';
import type { Gap, Table } from '../model/table.ts';
import { compact, exactly, type Texts } from './compact.ts';
import { Many } from './many.ts';
import type { Unit } from './unit.ts';

/** A change in its place in the history. */
interface Entry extends ConcernedNames {
  readonly change: SchemaChange;
  readonly file: string;
  readonly unit: Unit;
  /** Place within its statement. */
  readonly ordinal: number;
}

/** What an update did; keys as in the schema's maps. */
export interface FoldDelta {
  readonly tables: ReadonlyMap<string, { readonly before: Table | undefined; readonly after: Table | undefined }>;
  /** Keys of enums, domains and views that came, went or changed. */
  readonly types: ReadonlySet<string>;
  readonly views: ReadonlySet<string>;
}

export class IncrementalFold {
  readonly dialect: Dialect;
  readonly #ranks = new Map<string, number>();
  readonly #entries = new Many<Entry, Unit>();
  readonly #touching = new Many<Entry>();
  readonly #referencing = new Many<Entry>();
  readonly #structural = new Map<string, number>();
  readonly #globals = new Set<Entry>();
  readonly #loose = new Set<Entry>();

  readonly #tables = new Map<string, Table>();
  readonly #enums = new Map<string, EnumType>();
  readonly #domains = new Map<string, Domain>();
  readonly #views = new Map<string, View>();

  readonly #pending = new Set<string>();
  #pendingAll = false;

  readonly #texts: Texts;

  constructor(dialect: Dialect, texts: Texts) {
    this.dialect = dialect;
    this.#texts = texts;
  }

  /** The schema as of the last `update`; it is live, and changes with the next update. */
  get schema(): Schema {
    const fold = this;
    return {
      dialect: this.dialect,
      tables: this.#tables,
      enums: this.#enums,
      domains: this.#domains,
      views: this.#views,
      get gaps() {
        return fold.gaps;
      },
    };
  }

  /** Gaps that concern no particular table. */
  get gaps(): readonly Gap[] {
    return [...this.#loose].map((entry) => ({
      reason: entry.change.kind === 'gap' ? entry.change.reason : '',
      origin: entry.change.origin,
    }));
  }

  /** Sets the order in which files fold; a change of order folds everything again. */
  setOrder(files: readonly string[]): void {
    if (files.length === this.#ranks.size && files.every((file, rank) => this.#ranks.get(file) === rank)) return;
    this.#ranks.clear();
    for (const [rank, file] of files.entries()) this.#ranks.set(file, rank);
    this.#pendingAll = true;
  }

  add(file: string, unit: Unit): void {
    if (unit.lowered.changes.length === 0) return;
    const entries = unit.lowered.changes.map((change, ordinal): Entry => {
      const { touches, references, structural, global } = compact(concernedNames(change, this.dialect), this.#texts);
      return { touches: this.#known(touches), references, structural, global, change, file, unit, ordinal };
    });
    for (const entry of entries) {
      this.#entries.add(unit, entry);
      for (const name of entry.touches) {
        this.#touching.add(name, entry);
        if (entry.structural) this.#structural.set(name, (this.#structural.get(name) ?? 0) + 1);
        this.#pending.add(name);
      }
      for (const name of entry.references) this.#referencing.add(name, entry);
      if (entry.structural) this.#markReferencing(entry);
      if (entry.global) {
        this.#globals.add(entry);
        this.#pendingAll = true;
      }
      if (entry.change.kind === 'gap' && entry.touches.length === 0) this.#loose.add(entry);
    }
  }

  /** The list of an entry that touches the same one name, where there is one: most statements are about one table. */
  #known(touches: readonly string[]): readonly string[] {
    const [name] = touches;
    if (name === undefined || touches.length > 1) return touches;
    for (const other of this.#touching.get(name)) return other.touches.length === 1 ? other.touches : touches;
    return touches;
  }

  remove(unit: Unit): void {
    for (const entry of this.#entries.take(unit)) {
      for (const name of entry.touches) {
        this.#touching.delete(name, entry);
        if (entry.structural) {
          const count = (this.#structural.get(name) ?? 1) - 1;
          if (count === 0) this.#structural.delete(name);
          else this.#structural.set(name, count);
        }
        this.#pending.add(name);
      }
      for (const name of entry.references) this.#referencing.delete(name, entry);
      if (entry.structural) this.#markReferencing(entry);
      if (entry.global) {
        this.#globals.delete(entry);
        this.#pendingAll = true;
      }
      this.#loose.delete(entry);
    }
  }

  /** Tables pointing at what the entry renames or drops fold again with it. */
  #markReferencing(entry: Entry): void {
    for (const name of entry.touches) {
      for (const other of this.#referencing.get(name)) for (const touched of other.touches) this.#pending.add(touched);
    }
  }

  /** Folds what was added and removed since the last call. */
  update(): FoldDelta {
    const names = this.#pendingAll || this.#globals.size > 0 ? this.#allNames() : this.#closure(this.#pending);
    const entries = new Set<Entry>();
    for (const name of names) for (const entry of this.#touching.get(name)) entries.add(entry);
    for (const entry of this.#globals) entries.add(entry);
    this.#pending.clear();
    this.#pendingAll = false;
    if (names.size === 0 && entries.size === 0) return { tables: new Map(), types: new Set(), views: new Set() };

    const fold = new Fold(this.dialect);
    for (const entry of this.#ordered(entries)) fold.apply(entry.change);

    const tables = new Map<string, { before: Table | undefined; after: Table | undefined }>();
    for (const key of new Set([...keysIn(names, 't:'), ...fold.tables.keys()])) {
      const before = this.#tables.get(key);
      const folded = fold.tables.get(key);
      const after = folded === undefined ? undefined : settled(folded);
      if (before === undefined && after === undefined) continue;
      if (after === undefined) this.#tables.delete(key);
      else this.#tables.set(key, after);
      tables.set(key, { before, after });
    }
    const types = new Set<string>();
    for (const key of new Set([...keysIn(names, 'y:'), ...fold.enums.keys(), ...fold.domains.keys()])) {
      replace(this.#enums, key, fold.enums.get(key));
      replace(this.#domains, key, fold.domains.get(key));
      types.add(key);
    }
    const views = new Set<string>();
    for (const key of new Set([...keysIn(names, 't:'), ...fold.views.keys()])) {
      if (this.#views.get(key) === fold.views.get(key)) continue;
      replace(this.#views, key, fold.views.get(key));
      views.add(key);
    }
    return { tables, types, views };
  }

  #allNames(): Set<string> {
    const names = new Set(this.#touching.keys());
    // What nothing touches any more has to go as well.
    for (const key of [...this.#tables.keys(), ...this.#views.keys()]) names.add(`t:${key}`);
    for (const key of [...this.#enums.keys(), ...this.#domains.keys()]) names.add(`y:${key}`);
    for (const name of this.#pending) names.add(name);
    return names;
  }

  #closure(seeds: Iterable<string>): Set<string> {
    const names = new Set<string>(seeds);
    for (const name of names) {
      // A Set visits what is added while it is walked.
      for (const entry of this.#touching.get(name)) {
        for (const other of entry.touches) names.add(other);
        for (const target of entry.references) if (this.#structural.has(target)) names.add(target);
      }
      if (this.#structural.has(name)) {
        for (const entry of this.#referencing.get(name)) for (const other of entry.touches) names.add(other);
      }
    }
    return names;
  }

  #ordered(entries: Set<Entry>): Entry[] {
    return [...entries].sort(
      (one, other) =>
        (this.#ranks.get(one.file) ?? 0) - (this.#ranks.get(other.file) ?? 0) ||
        one.unit.index - other.unit.index ||
        one.ordinal - other.ordinal,
    );
  }
}

/** The table as it is kept: without room to grow, empty lists shared. */
function settled(table: Table): Table {
  const kept = table as { -readonly [Member in keyof Table]: Table[Member] };
  kept.columns = exactly(table.columns);
  kept.uniques = exactly(table.uniques);
  kept.foreignKeys = exactly(table.foreignKeys);
  kept.checks = exactly(table.checks);
  kept.indexes = exactly(table.indexes);
  kept.seed = exactly(table.seed);
  kept.triggers = exactly(table.triggers);
  kept.gaps = exactly(table.gaps);
  return kept;
}

function replace<Value>(map: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function* keysIn(names: ReadonlySet<string>, prefix: string): Iterable<string> {
  for (const name of names) if (name.startsWith(prefix)) yield name.slice(prefix.length);
}

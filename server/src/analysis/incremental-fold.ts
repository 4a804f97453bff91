/** Keeps a schema folded while statements come and go: only what a change can reach is folded again. */
import { type ConcernedNames, concernedNames } from '../model/change-names.ts';
import type { Dialect } from '../model/dialect.ts';
import { Fold } from '../model/fold.ts';
import type { Domain, EnumType, Schema, View } from '../model/schema.ts';
import type { SchemaChange } from '../model/schema-change.ts';
import type { Gap, Table } from '../model/table.ts';
import { Many } from './many.ts';
import { exactly, type SharedValues } from './shared-values.ts';
import type { Unit } from './unit.ts';

/**
 * A change in its place in the history: the unit that consists of it, or a part of one. Which names it concerns is not
 * kept, for there are as many as statements, and few are ever asked again.
 */
type Entry = Unit | PartOfUnit;

class PartOfUnit {
  readonly unit: Unit;
  /** Place within its statement. */
  readonly ordinal: number;

  constructor(unit: Unit, ordinal: number) {
    this.unit = unit;
    this.ordinal = ordinal;
  }
}

function unitOf(entry: Entry): Unit {
  return entry instanceof PartOfUnit ? entry.unit : entry;
}

function ordinalOf(entry: Entry): number {
  return entry instanceof PartOfUnit ? entry.ordinal : 0;
}

function changeOf(entry: Entry): SchemaChange {
  return unitOf(entry).lowered.changes[ordinalOf(entry)]!;
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
  /** The entries of units with several changes. */
  readonly #parts = new Map<Unit, readonly PartOfUnit[]>();
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

  readonly #shared: SharedValues;

  constructor(dialect: Dialect, shared: SharedValues) {
    this.dialect = dialect;
    this.#shared = shared;
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
    return Array.from(this.#loose, (entry) => {
      const change = changeOf(entry);
      return { reason: change.kind === 'gap' ? change.reason : '', origin: change.origin };
    });
  }

  /** Sets the order in which files fold; a change of order folds everything again. */
  setOrder(files: readonly string[]): void {
    if (files.length === this.#ranks.size && files.every((file, rank) => this.#ranks.get(file) === rank)) return;
    this.#ranks.clear();
    for (const [rank, file] of files.entries()) this.#ranks.set(file, rank);
    this.#pendingAll = true;
  }

  add(unit: Unit): void {
    const { changes } = unit.lowered;
    if (changes.length > 1) {
      this.#parts.set(
        unit,
        changes.map((_, ordinal) => new PartOfUnit(unit, ordinal)),
      );
    }
    for (const entry of this.#entriesOf(unit)) {
      const names = this.#namesOf(entry);
      for (const name of names.touches) {
        const shared = this.#shared.text(name);
        this.#touching.add(shared, entry);
        if (names.structural) this.#structural.set(shared, (this.#structural.get(shared) ?? 0) + 1);
        this.#pending.add(shared);
      }
      for (const name of names.references) this.#referencing.add(this.#shared.text(name), entry);
      if (names.structural) this.#markReferencing(names);
      if (names.global) {
        this.#globals.add(entry);
        this.#pendingAll = true;
      }
      if (changeOf(entry).kind === 'gap' && names.touches.length === 0) this.#loose.add(entry);
    }
  }

  #entriesOf(unit: Unit): readonly Entry[] {
    return this.#parts.get(unit) ?? (unit.lowered.changes.length === 0 ? [] : [unit]);
  }

  #namesOf(entry: Entry): ConcernedNames {
    return concernedNames(changeOf(entry), this.dialect);
  }

  remove(unit: Unit): void {
    for (const entry of this.#entriesOf(unit)) {
      const names = this.#namesOf(entry);
      for (const name of names.touches) {
        this.#touching.delete(name, entry);
        if (names.structural) {
          const count = (this.#structural.get(name) ?? 1) - 1;
          if (count === 0) this.#structural.delete(name);
          else this.#structural.set(name, count);
        }
        this.#pending.add(name);
      }
      for (const name of names.references) this.#referencing.delete(name, entry);
      if (names.structural) this.#markReferencing(names);
      if (names.global) {
        this.#globals.delete(entry);
        this.#pendingAll = true;
      }
      this.#loose.delete(entry);
    }
    this.#parts.delete(unit);
  }

  /** Tables pointing at what a change renames or drops fold again with it. */
  #markReferencing({ touches }: ConcernedNames): void {
    for (const name of touches) {
      for (const other of this.#referencing.get(name))
        for (const touched of this.#namesOf(other).touches) this.#pending.add(touched);
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
    for (const entry of this.#ordered(entries)) fold.apply(changeOf(entry));

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
    const seen = new Set<Entry>();
    for (const name of names) {
      // A Set visits what is added while it is walked.
      for (const entry of this.#touching.get(name)) {
        if (seen.has(entry)) continue;
        seen.add(entry);
        const { touches, references } = this.#namesOf(entry);
        for (const other of touches) names.add(other);
        for (const target of references) if (this.#structural.has(target)) names.add(target);
      }
      if (this.#structural.has(name)) {
        for (const entry of this.#referencing.get(name))
          for (const other of this.#namesOf(entry).touches) names.add(other);
      }
    }
    return names;
  }

  #ordered(entries: Set<Entry>): Entry[] {
    const rank = (entry: Entry): number => this.#ranks.get(unitOf(entry).file) ?? 0;
    return [...entries].sort(
      (one, other) =>
        rank(one) - rank(other) || unitOf(one).index - unitOf(other).index || ordinalOf(one) - ordinalOf(other),
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

/** Look-ups over a schema that rules need beside its tables by key, kept up to date table by table. */
import { foldCase } from '../model/dialect.ts';
import { keyOf } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { ForeignKey, Table } from '../model/table.ts';
import { Many } from './many.ts';

/** A foreign key with the table that has it. */
export interface Reference {
  readonly table: Table;
  readonly foreignKey: ForeignKey;
}

export class DatabaseIndex {
  readonly schema: Schema;
  readonly #byName = new Many<string>();
  readonly #referencing = new Many<string>();
  readonly #referenceCounts = new Map<string, number>();
  readonly #children = new Many<string>();
  /** References to a table as they were last asked for. */
  readonly #references = new Map<string, readonly Reference[]>();
  #foreignKeys = 0;

  constructor(schema: Schema) {
    this.schema = schema;
  }

  get foreignKeyCount(): number {
    return this.#foreignKeys;
  }

  /**
   * Notes that a table came, went or changed, and names the questions whose answers may be others now: `t:` table by
   * key, `n:` tables by bare name, `r:` the tables that reference it, `q:` how often it is referenced, `c:` partitions and
   * inheritance children. `n:` and `c:` count on `t:` for what changes inside the listed tables.
   */
  replace(before: Table | undefined, after: Table | undefined): Set<string> {
    const asked = new Set<string>();
    const key = (before ?? after)?.key;
    if (key === undefined) return asked;
    asked.add(`t:${key}`);
    const { dialect } = this.schema;
    const names = [before, after].map((table) => (table === undefined ? undefined : foldCase(dialect, table.name)));
    if (names[0] !== names[1]) {
      for (const name of names) if (name !== undefined) asked.add(`n:${name}`);
      if (names[0] !== undefined) this.#byName.delete(names[0], key);
      if (names[1] !== undefined) this.#byName.add(names[1], key);
    }
    const [oldTargets, newTargets] = [targets(before, this.schema), targets(after, this.schema)];
    for (const target of oldTargets.keys()) if (!newTargets.has(target)) this.#referencing.delete(target, key);
    for (const target of newTargets.keys()) if (!oldTargets.has(target)) this.#referencing.add(target, key);
    for (const target of new Set([...oldTargets.keys(), ...newTargets.keys()])) {
      this.#references.delete(target);
      asked.add(`r:${target}`);
      const change = counted(after, newTargets, target) - counted(before, oldTargets, target);
      if (change === 0) continue;
      const count = (this.#referenceCounts.get(target) ?? 0) + change;
      if (count === 0) this.#referenceCounts.delete(target);
      else this.#referenceCounts.set(target, count);
      asked.add(`q:${target}`);
    }
    const [oldParents, newParents] = [parents(before, this.schema), parents(after, this.schema)];
    for (const parent of oldParents) {
      if (newParents.has(parent)) continue;
      this.#children.delete(parent, key);
      asked.add(`c:${parent}`);
    }
    for (const parent of newParents) {
      if (oldParents.has(parent)) continue;
      this.#children.add(parent, key);
      asked.add(`c:${parent}`);
    }
    this.#foreignKeys += (after?.foreignKeys.length ?? 0) - (before?.foreignKeys.length ?? 0);
    return asked;
  }

  tablesNamed(name: string): readonly Table[] {
    return this.#tables(this.#byName.get(name));
  }

  /** In the order of the keys of the tables that have them. */
  referencesTo(key: string): readonly Reference[] {
    let references = this.#references.get(key);
    if (references === undefined) {
      const { dialect } = this.schema;
      references = this.#tables(this.#referencing.get(key)).flatMap((table) =>
        table.foreignKeys
          .filter((fk) => keyOf(dialect, fk.references.table) === key)
          .map((foreignKey) => ({ table, foreignKey })),
      );
      this.#references.set(key, references);
    }
    return references;
  }

  /** Foreign keys of tables that are no partitions. */
  referenceCount(key: string): number {
    return this.#referenceCounts.get(key) ?? 0;
  }

  childrenOf(key: string): readonly Table[] {
    return this.#tables(this.#children.get(key));
  }

  #tables(keys: Iterable<string>): readonly Table[] {
    return [...keys].sort().flatMap((key) => this.schema.tables.get(key) ?? []);
  }
}

/** The keys of the tables that the table points at, and with how many foreign keys. */
function targets(table: Table | undefined, schema: Schema): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { references } of table?.foreignKeys ?? []) {
    const key = keyOf(schema.dialect, references.table);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function counted(table: Table | undefined, counts: ReadonlyMap<string, number>, target: string): number {
  return table?.partitionOf !== undefined ? 0 : (counts.get(target) ?? 0);
}

function parents(table: Table | undefined, schema: Schema): ReadonlySet<string> {
  const keys = new Set(table?.inherits.map((parent) => keyOf(schema.dialect, parent)));
  if (table?.partitionOf !== undefined) keys.add(keyOf(schema.dialect, table.partitionOf));
  return keys;
}

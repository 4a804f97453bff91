/** Look-ups over a schema that rules need beside its tables by key, kept up to date table by table. */
import { foldCase } from '../model/dialect.ts';
import { keyOf } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';

export class DatabaseIndex {
  readonly schema: Schema;
  readonly #byName = new Map<string, Set<string>>();
  readonly #referencing = new Map<string, Set<string>>();
  readonly #children = new Map<string, Set<string>>();
  #foreignKeys = 0;

  constructor(schema: Schema) {
    this.schema = schema;
  }

  get foreignKeyCount(): number {
    return this.#foreignKeys;
  }

  /**
   * Notes that a table came, went or changed, and names the questions whose answers may be others now: `t:` table by
   * key, `n:` tables by bare name, `r:` who references, `c:` partitions and inheritance children.
   */
  replace(before: Table | undefined, after: Table | undefined): Set<string> {
    const asked = new Set<string>();
    const { dialect } = this.schema;
    if (before !== undefined) {
      asked.add(`t:${before.key}`);
      asked.add(`n:${foldCase(dialect, before.name)}`);
      remove(this.#byName, foldCase(dialect, before.name), before.key);
      for (const target of targets(before, this.schema)) {
        remove(this.#referencing, target, before.key);
        asked.add(`r:${target}`);
      }
      for (const parent of parents(before, this.schema)) {
        remove(this.#children, parent, before.key);
        asked.add(`c:${parent}`);
      }
      this.#foreignKeys -= before.foreignKeys.length;
    }
    if (after !== undefined) {
      asked.add(`t:${after.key}`);
      asked.add(`n:${foldCase(dialect, after.name)}`);
      add(this.#byName, foldCase(dialect, after.name), after.key);
      for (const target of targets(after, this.schema)) {
        add(this.#referencing, target, after.key);
        asked.add(`r:${target}`);
      }
      for (const parent of parents(after, this.schema)) {
        add(this.#children, parent, after.key);
        asked.add(`c:${parent}`);
      }
      this.#foreignKeys += after.foreignKeys.length;
    }
    return asked;
  }

  tablesNamed(name: string): readonly Table[] {
    return this.#tables(this.#byName.get(name));
  }

  tablesReferencing(key: string): readonly Table[] {
    return this.#tables(this.#referencing.get(key));
  }

  childrenOf(key: string): readonly Table[] {
    return this.#tables(this.#children.get(key));
  }

  #tables(keys: ReadonlySet<string> | undefined): readonly Table[] {
    if (keys === undefined) return [];
    return [...keys].sort().flatMap((key) => this.schema.tables.get(key) ?? []);
  }
}

function targets(table: Table, schema: Schema): Set<string> {
  return new Set(table.foreignKeys.map((fk) => keyOf(schema.dialect, fk.references.table)));
}

function parents(table: Table, schema: Schema): Set<string> {
  const keys = new Set(table.inherits.map((parent) => keyOf(schema.dialect, parent)));
  if (table.partitionOf !== undefined) keys.add(keyOf(schema.dialect, table.partitionOf));
  return keys;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}

function remove(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  set?.delete(value);
  if (set?.size === 0) map.delete(key);
}

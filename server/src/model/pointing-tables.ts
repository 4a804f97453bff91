import type { Dialect } from './dialect.ts';
import { keyOf, type ObjectName } from './names.ts';
import type { Table } from './table.ts';

/** Which tables point at a name, so that a change of one table need not look at all others. */
export class PointingTables {
  readonly #dialect: Dialect;
  readonly #byTarget = new Map<string, Set<string>>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Takes note of a table that comes, goes (`after` is undefined) or becomes another one. */
  replace(before: Table | undefined, after: Table | undefined): void {
    const stays =
      before !== undefined &&
      before.key === after?.key &&
      before.foreignKeys === after.foreignKeys &&
      before.inherits === after.inherits &&
      before.partitionOf === after.partitionOf;
    if (stays) return;
    if (before !== undefined)
      for (const target of this.#targetsOf(before)) this.#byTarget.get(target)?.delete(before.key);
    if (after === undefined) return;
    for (const target of this.#targetsOf(after)) {
      const known = this.#byTarget.get(target);
      if (known === undefined) this.#byTarget.set(target, new Set([after.key]));
      else known.add(after.key);
    }
  }

  /** Keys of the tables that have a foreign key to the table, inherit from it or are partitions of it. */
  at(key: string): readonly string[] {
    return [...(this.#byTarget.get(key) ?? [])];
  }

  *#targetsOf({ foreignKeys, inherits, partitionOf }: Table): Iterable<string> {
    const key = (name: ObjectName): string => keyOf(this.#dialect, name);
    for (const foreignKey of foreignKeys) yield key(foreignKey.references.table);
    for (const parent of inherits) yield key(parent);
    if (partitionOf !== undefined) yield key(partitionOf);
  }
}

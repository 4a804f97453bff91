/** A schema while changes are applied to it, and the ways in which they reach its tables. */
import { type Dialect, foldCase } from './dialect.ts';
import { IndexOwners } from './index-owners.ts';
import { keyOf, type ObjectName } from './names.ts';
import { PointingTables } from './pointing-tables.ts';
import type { Domain, EnumType, Schema, View } from './schema.ts';
import type { Gap, Table } from './table.ts';

/**
 * Elements of a table, or values of an enum, beyond which it is not changed any more: each change copies them, and no
 * database takes as many.
 */
export const mostElements = 10_000;

/** A table that a change is writing. */
export type Draft = { -readonly [Member in keyof Table]: Table[Member] };

export class FoldState {
  readonly dialect: Dialect;
  readonly tables = new Map<string, Table>();
  readonly enums = new Map<string, EnumType>();
  readonly domains = new Map<string, Domain>();
  readonly views = new Map<string, View>();
  readonly gaps: Gap[] = [];
  readonly #pointing: PointingTables;
  readonly indexOwners: IndexOwners;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    this.#pointing = new PointingTables(dialect);
    this.indexOwners = new IndexOwners(dialect);
  }

  finish(): Schema {
    return {
      dialect: this.dialect,
      tables: this.tables,
      enums: this.enums,
      domains: this.domains,
      views: this.views,
      gaps: this.gaps,
    };
  }

  same(one: ObjectName, other: ObjectName): boolean {
    return keyOf(this.dialect, one) === keyOf(this.dialect, other);
  }

  sameName(one: string | undefined, other: string | undefined): boolean {
    return one !== undefined && other !== undefined && foldCase(this.dialect, one) === foldCase(this.dialect, other);
  }

  find(name: ObjectName): Table | undefined {
    return this.tables.get(keyOf(this.dialect, name));
  }

  put(table: Table): void {
    const before = this.tables.get(table.key);
    this.#pointing.replace(before, table);
    this.indexOwners.note(before, table);
    this.tables.set(table.key, table);
  }

  remove(key: string): void {
    this.#pointing.replace(this.tables.get(key), undefined);
    this.tables.delete(key);
  }

  /** Tables with a foreign key to the table, its partitions and inheritance children; itself where it is one of them. */
  pointingAt(key: string): Table[] {
    return this.#pointing.at(key).flatMap((other) => this.tables.get(other) ?? []);
  }

  edit(name: ObjectName, edit: (table: Draft) => void): void {
    const table = this.find(name);
    if (table === undefined) return;
    const draft: Draft = { ...table };
    if (elementsOf(table) <= mostElements) edit(draft);
    else if (table.gaps.at(-1)?.reason !== tooMany)
      draft.gaps = [...table.gaps, { reason: tooMany, origin: table.origin }];
    this.put(draft);
  }

  /** Edits a table and what inherits from it: partitions always, inheritance children unless only partitions are meant. */
  family(name: ObjectName, edit: (table: Draft) => void, members: 'all' | 'partitions' = 'all'): void {
    this.edit(name, edit);
    // Children may have several parents, and half-typed text makes them their own.
    const family = new Set([keyOf(this.dialect, name)]);
    for (const parent of family) {
      for (const table of this.pointingAt(parent)) {
        const isParent = (of: ObjectName): boolean => keyOf(this.dialect, of) === parent;
        const child =
          (table.partitionOf !== undefined && isParent(table.partitionOf)) ||
          (members === 'all' && table.inherits.some(isParent));
        if (!child || family.has(table.key)) continue;
        family.add(table.key);
        this.edit(table, edit);
      }
    }
  }

  tablesWith(table: ObjectName | undefined): Table[] {
    const found = table === undefined ? undefined : this.find(table);
    return table === undefined ? [...this.tables.values()] : found === undefined ? [] : [found];
  }
}

const tooMany = `more than ${mostElements} columns, constraints and indexes`;

export function elementsOf({ columns, uniques, foreignKeys, checks, indexes, policies, triggers }: Table): number {
  const constraints = uniques.length + foreignKeys.length + checks.length;
  return columns.length + constraints + indexes.length + policies.length + triggers.length;
}

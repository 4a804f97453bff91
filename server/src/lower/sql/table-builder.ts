import { aTable } from '../../model/factories.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Check, Column, Exclusion, ForeignKey, Index, Key, Table, TableOptions } from '../../model/table.ts';
import { type ColumnDefinition, isExactlyInteger } from './read-column.ts';
import type { Constraint } from './read-constraint.ts';
import type { StatementReader } from './statement-reader.ts';

/** Collects the elements of a CREATE TABLE statement. */
export class TableBuilder {
  readonly #reader: StatementReader;
  readonly #name: ObjectName;
  readonly #nameOrigin: Origin;
  readonly columns: Column[] = [];
  #primaryKey: Key | undefined;
  #keyIsInline = false;
  readonly #uniques: Key[] = [];
  readonly #foreignKeys: ForeignKey[] = [];
  readonly #checks: Check[] = [];
  readonly #exclusions: Exclusion[] = [];
  readonly #indexes: Index[] = [];
  options: TableOptions = {};

  constructor(reader: StatementReader, name: ObjectName, nameOrigin: Origin) {
    this.#reader = reader;
    this.#name = name;
    this.#nameOrigin = nameOrigin;
  }

  addColumn(definition: ColumnDefinition): void {
    this.columns.push(definition.column);
    for (const constraint of definition.constraints) this.addConstraint(constraint);
    if (definition.constraints.some((constraint) => constraint.kind === 'primary-key')) this.#keyIsInline = true;
  }

  addConstraint(constraint: Constraint): void {
    switch (constraint.kind) {
      case 'primary-key':
        this.#primaryKey = constraint.key;
        break;
      case 'unique':
        this.#uniques.push(constraint.key);
        break;
      case 'foreign-key':
        this.#foreignKeys.push(constraint.foreignKey);
        break;
      case 'check':
        this.#checks.push(constraint.check);
        break;
      case 'exclusion':
        this.#exclusions.push(constraint.exclusion);
        break;
      case 'index':
        this.#indexes.push(constraint.index);
        break;
      case 'default':
        this.#patch(constraint.column, constraint.set);
        break;
      case 'not-null':
        this.#patch(constraint.column, { nullable: false });
        break;
    }
  }

  #patch(name: string, patch: Partial<Column>): void {
    const at = this.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
    if (at !== -1) this.columns[at] = { ...this.columns[at]!, ...patch };
  }

  /** SQLite: a key of one column of exactly the type INTEGER is the row id, which counts by itself. */
  #withRowId(): readonly Column[] {
    if (this.#reader.dialect !== 'sqlite') return this.columns;
    if (this.options.withoutRowid === true) return this.columns.map((column) => ({ ...column, autoIncrement: false }));
    const key = this.#primaryKey;
    if (key === undefined || key.columns.length !== 1 || this.#keyIsInline) return this.columns;
    const name = key.columns[0]!.toLowerCase();
    return this.columns.map((column) =>
      column.name.toLowerCase() === name && isExactlyInteger(column.type) ? { ...column, autoIncrement: true } : column,
    );
  }

  build(more: Partial<Table>): Table {
    return aTable(this.#name, keyOf(this.#reader.dialect, this.#name), {
      columns: this.#withRowId(),
      primaryKey: this.#primaryKey,
      uniques: this.#uniques,
      foreignKeys: this.#foreignKeys,
      checks: this.#checks,
      exclusions: this.#exclusions,
      indexes: this.#indexes,
      options: this.options,
      origin: this.#reader.whole,
      nameOrigin: this.#nameOrigin,
      ...more,
    });
  }
}

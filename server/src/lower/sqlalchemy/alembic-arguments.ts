/** Arguments of an operation by name, wherever they stand in the call. */
import type { Origin } from '../../model/origin.ts';
import { textOf, type Value } from './alembic-value.ts';

export class OperationArguments {
  readonly at: Origin;
  readonly keywords: ReadonlyMap<string, Value>;
  /** Positional ones behind those that have names. */
  readonly rest: readonly Value[];
  readonly #byName: ReadonlyMap<string, Value>;

  constructor(names: readonly string[], args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin) {
    this.at = at;
    this.keywords = keywords;
    const byName = new Map<string, Value>();
    names.forEach((name, index) => {
      const value = args[index];
      if (value !== undefined) byName.set(name, value);
    });
    for (const [name, value] of keywords) byName.set(older.get(name) ?? name, value);
    this.#byName = byName;
    this.rest = args.slice(names.length);
  }

  get(name: string): Value | undefined {
    return this.#byName.get(name);
  }

  text(name: string): string | undefined {
    return textOf(this.get(name));
  }
}

/** Names of arguments before Alembic 0.8. */
const older: ReadonlyMap<string, string> = new Map([
  ['tablename', 'table_name'],
  ['source', 'table_name'],
  ['source_table', 'table_name'],
  ['source_schema', 'schema'],
  ['referent', 'referent_table'],
  ['referrent', 'referent_table'],
  ['local_cols', 'local_columns'],
  ['remote_cols', 'remote_columns'],
  ['name', 'constraint_name'],
  ['index_name', 'constraint_name'],
  ['type', 'type_'],
  ['new_column_name', 'new_column_name'],
]);

/** The arguments that each operation takes by place, the table among them. */
export const signatures: ReadonlyMap<string, readonly string[]> = new Map([
  ['create_table', ['table_name']],
  ['drop_table', ['table_name']],
  ['rename_table', ['table_name', 'new_table_name', 'schema']],
  ['add_column', ['table_name', 'column']],
  ['drop_column', ['table_name', 'column_name']],
  ['alter_column', ['table_name', 'column_name']],
  ['create_index', ['constraint_name', 'table_name', 'columns']],
  ['drop_index', ['constraint_name', 'table_name']],
  ['create_foreign_key', ['constraint_name', 'table_name', 'referent_table', 'local_columns', 'remote_columns']],
  ['create_unique_constraint', ['constraint_name', 'table_name', 'columns']],
  ['create_primary_key', ['constraint_name', 'table_name', 'columns']],
  ['create_check_constraint', ['constraint_name', 'table_name', 'condition']],
  ['create_exclude_constraint', ['constraint_name', 'table_name']],
  ['drop_constraint', ['constraint_name', 'table_name', 'type_']],
  ['create_table_comment', ['table_name', 'comment']],
  ['drop_table_comment', ['table_name']],
]);

/** What `__table_args__` and the arguments of `Table(…)` hold, before it is understood. */

import type { Dialect } from '../../model/dialect.ts';
import type { Table, TableOptions } from '../../model/table.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import { keyword } from '../../syntax/python/syntax.ts';
import { type At, booleanOf, calleeName, isNone, libraryName, type Source, stringOf, valueAt } from './source.ts';
import { isItemCall } from './table-items.ts';

export interface TableArguments {
  readonly calls: readonly At<Call>[];
  readonly options: ReadonlyMap<string, At<Expression>>;
  /** Something is there that was not understood. */
  readonly unknown: boolean;
}

class Collected {
  readonly calls: At<Call>[] = [];
  readonly options = new Map<string, At<Expression>>();
  unknown = false;

  add({ source, value }: At<Expression>, depth: number): void {
    if (depth > 12) return;
    switch (value.kind) {
      case 'tuple':
      case 'list':
        for (const item of value.items) this.add({ source, value: item }, depth + 1);
        return;
      case 'starred':
        this.add({ source, value: value.value }, depth + 1);
        return;
      case 'binary':
        this.add({ source, value: value.left }, depth + 1);
        this.add({ source, value: value.right }, depth + 1);
        return;
      case 'dict':
        for (const { key, value: option } of value.entries) {
          const name = stringOf(source, key);
          if (name !== undefined) this.options.set(name, { source, value: option });
          else if (key === undefined) this.add({ source, value: option }, depth + 1);
        }
        return;
      case 'call':
        this.#call(source, value, depth);
        return;
      case 'name':
      case 'attribute': {
        const found = valueAt(source, value);
        if (found === undefined || found.value === value) this.unknown = true;
        else this.add(found, depth + 1);
        return;
      }
      case 'none':
        return;
      default:
        this.unknown = true;
    }
  }

  #call(source: Source, call: Call, depth: number): void {
    const name = libraryName(source, call.callee);
    if ((name === 'tuple' || name === 'list') && call.args[0] !== undefined) {
      this.add({ source, value: call.args[0].value }, depth + 1);
    } else if (name === 'dict') {
      for (const arg of call.args) if (arg.name !== undefined) this.options.set(arg.name, { source, value: arg.value });
    } else this.calls.push({ source, value: call });
  }
}

export function readTableArgs(written: At<Expression>): TableArguments {
  const collected = new Collected();
  collected.add(written, 0);
  return collected;
}

export interface SchemaOption {
  readonly name: string | undefined;
  /** Code makes the arguments, and may set the schema that is not seen here. */
  readonly open: boolean;
}

/** `schema` in the dictionary of `__table_args__`, or handed to the function that makes it. */
export function schemaOption(written: At<Expression>): SchemaOption {
  const { options, calls, unknown } = readTableArgs(written);
  const option = options.get('schema');
  if (option !== undefined) return { name: stringOf(option.source, option.value), open: false };
  const makers = calls.filter(({ source, value }) => !isItemCall(source, value));
  for (const { source, value } of makers) {
    const name = stringOf(source, keyword(value.args, 'schema')?.value);
    if (name !== undefined) return { name, open: false };
  }
  return { name: undefined, open: unknown || makers.length > 0 };
}

/** The arguments of `Table(…)` behind its name and metadata. */
export function readTableCall({ source, value }: At<Call>): TableArguments {
  const collected = new Collected();
  const listed = value.args.filter((arg) => arg.name === undefined);
  for (const [index, arg] of listed.entries()) {
    if (index === 0 || (index === 1 && isMetadata(source, arg.value))) continue;
    collected.add({ source, value: arg.value }, 0);
  }
  for (const arg of value.args) {
    if (arg.name !== undefined) collected.options.set(arg.name, { source, value: arg.value });
  }
  return collected;
}

/** Flask-SQLAlchemy's `db.Table` takes none. */
function isMetadata(source: Source, expression: Expression): boolean {
  if (expression.kind === 'name' || expression.kind === 'attribute') {
    const name = calleeName(source, valueAt(source, expression)?.value);
    return name !== 'Column';
  }
  return calleeName(source, expression) === 'MetaData';
}

export function tableOptions({ options }: TableArguments, dialect: Dialect): TableOptions {
  const text = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const option = options.get(name);
      const value = option === undefined ? undefined : stringOf(option.source, option.value);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const flag = (name: string): boolean | undefined => {
    const option = options.get(name);
    return option === undefined ? undefined : booleanOf(option.source, option.value);
  };
  if (dialect === 'mysql') {
    const engine = text('mysql_engine', 'mariadb_engine')?.toLowerCase();
    const charset = text('mysql_charset', 'mysql_default_charset', 'mysql_CHARSET', 'mysql_DEFAULT_CHARSET');
    const collation = text('mysql_collate', 'mysql_default_collate', 'mysql_COLLATE');
    return {
      ...(engine !== undefined && { engine }),
      ...(charset !== undefined && { charset }),
      ...(collation !== undefined && { collation }),
    };
  }
  if (dialect !== 'sqlite') return {};
  return {
    ...(flag('sqlite_strict') === true && { strict: true as const }),
    ...(flag('sqlite_with_rowid') === false && { withoutRowid: true as const }),
  };
}

export function optionText({ options }: TableArguments, name: string): string | undefined {
  const option = options.get(name);
  return option === undefined || isNone(option.value) ? undefined : stringOf(option.source, option.value);
}

/** What stands between CREATE and TABLE. */
export function persistenceOf({ options }: TableArguments): Table['persistence'] {
  const option = options.get('prefixes');
  if (option === undefined || !('items' in option.value)) return 'permanent';
  const words = option.value.items.map((item) => stringOf(option.source, item) ?? '').join(' ');
  return /\btemp/i.test(words) ? 'temporary' : /\bunlogged\b/i.test(words) ? 'unlogged' : 'permanent';
}

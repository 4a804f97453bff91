import type { Dialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Check, Exclusion, ForeignKey, Index, IndexPart, Key } from '../../model/table.ts';
import { printPart } from '../sql/print-index.ts';
import { plainStyle } from '../sql/sql-style.ts';
import { dialectName, type Names, sa } from './names.ts';
import { withoutParameters } from './python-text.ts';

/** What tables and columns take as arguments: constraints, indexes, defaults. */

/** `Name(a, b)`. */
export function call(name: string, args: Iterable<string>): string {
  return `${name}(${[...args].join(', ')})`;
}

/** SQL in Python: `text("…")`. */
export function sqlText(names: Names, sql: string): string {
  return call(sa(names, 'text'), [names.string(withoutParameters(sql.trim()))]);
}

/** SQLAlchemy's prefix for what only one database has. */
export function optionPrefix(dialect: Dialect): string {
  return dialect === 'sqlserver' ? 'mssql' : dialect;
}

/**
 * `Index(…)`; undefined where SQLAlchemy has no word for some of it. Columns go by their names, or by what `columnOf`
 * says where the index stands outside of its table.
 */
export function indexCall(
  names: Names,
  dialect: Dialect,
  index: Index & { readonly name: string },
  columnOf?: (part: IndexPart) => string | undefined,
): string | undefined {
  const parts = index.parts.map((part) => columnOf?.(part) ?? indexPart(names, dialect, part));
  const options = indexOptions(names, dialect, index);
  if (options === undefined || parts.some((part) => part === undefined)) return undefined;
  const unique = index.unique ? ['unique=True'] : [];
  return call(sa(names, 'Index'), [names.string(index.name), ...(parts as string[]), ...unique, ...options]);
}

/** A column by its name, anything more as SQL. */
function indexPart(names: Names, dialect: Dialect, part: IndexPart): string | undefined {
  if (part.column !== undefined && isPlainPart(part)) return names.string(part.column);
  const { length, ...rest } = part;
  const style = plainStyle(dialect);
  const isMysqlColumn = dialect === 'mysql' && part.column !== undefined;
  const sql = printPart(style, isMysqlColumn ? { ...rest, ...(length !== undefined && { length }) } : rest);
  return sql && sqlText(names, sql);
}

/** Operator classes and prefix lengths have options of their own. */
function isPlainPart(part: IndexPart): boolean {
  return part.order === 'asc' && part.nulls === 'last' && part.collation === undefined;
}

function indexOptions(names: Names, dialect: Dialect, index: Index): readonly string[] | undefined {
  const prefix = optionPrefix(dialect);
  const options: string[] = [];
  if (index.only || !index.visible || index.comment !== undefined) return undefined;
  // Known since SQLAlchemy 2.0.
  if (index.nullsNotDistinct && !names.isTwo) return undefined;
  const method = index.method !== 'btree' && methodOption(names, dialect, index.method);
  if (method === undefined) return undefined;
  if (method !== false) options.push(method);
  const plain = index.parts.filter((part) => part.column !== undefined && isPlainPart(part));
  const classes = plain.filter((part) => part.opclass !== undefined);
  if (classes.length > 0)
    options.push(
      `postgresql_ops=${dictOf(
        names,
        classes.map((part) => [part.column!, names.string(part.opclass!)]),
      )}`,
    );
  const lengths = plain.filter((part) => part.length !== undefined);
  if (lengths.length > 0)
    options.push(
      `mysql_length=${dictOf(
        names,
        lengths.map((part) => [part.column!, String(part.length)]),
      )}`,
    );
  if (index.where !== undefined) {
    if (dialect === 'mysql') return undefined;
    options.push(`${prefix}_where=${sqlText(names, index.where.text)}`);
  }
  if (index.include.length > 0) {
    if (dialect !== 'postgresql' && dialect !== 'sqlserver') return undefined;
    options.push(`${prefix}_include=[${index.include.map((name) => names.string(name)).join(', ')}]`);
  }
  if (index.nullsNotDistinct) options.push('postgresql_nulls_not_distinct=True');
  if (index.clustered !== undefined && dialect === 'sqlserver') {
    options.push(`mssql_clustered=${index.clustered ? 'True' : 'False'}`);
  }
  return options;
}

function methodOption(names: Names, dialect: Dialect, method: string): string | undefined {
  if (dialect === 'postgresql') return `postgresql_using=${names.string(method)}`;
  if (dialect === 'sqlserver' && method === 'columnstore') return 'mssql_columnstore=True';
  if (dialect !== 'mysql') return undefined;
  return method === 'hash'
    ? `mysql_using=${names.string(method)}`
    : `mysql_prefix=${names.string(method.toUpperCase())}`;
}

export function dictOf(names: Names, entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${names.string(key)}: ${value}`).join(', ')}}`;
}

/** `UniqueConstraint(…)`, or undefined where the key has what SQLAlchemy cannot say. */
export function keyCall(names: Names, kind: 'PrimaryKeyConstraint' | 'UniqueConstraint', key: Key): string | undefined {
  if (key.lengths !== undefined) return undefined;
  // Known since SQLAlchemy 2.0.
  if ((key.nullsNotDistinct || key.include.length > 0) && !names.isTwo) return undefined;
  return call(sa(names, kind), [...key.columns.map((column) => names.string(column)), ...keyOptions(names, key)]);
}

function* keyOptions(names: Names, key: Key): Iterable<string> {
  if (key.name !== undefined) yield `name=${names.string(key.name)}`;
  if (key.deferrable) yield 'deferrable=True';
  if (key.include.length > 0) yield `postgresql_include=[${key.include.map((name) => names.string(name)).join(', ')}]`;
  if (key.nullsNotDistinct) yield 'postgresql_nulls_not_distinct=True';
  if (key.clustered !== undefined) yield `mssql_clustered=${key.clustered ? 'True' : 'False'}`;
}

export function checkCall(names: Names, dialect: Dialect, check: Check): string {
  const args = [names.string(withoutParameters(check.expression.text.trim()))];
  if (check.name !== undefined) args.push(`name=${names.string(check.name)}`);
  if (!check.validated && dialect === 'postgresql') args.push('postgresql_not_valid=True');
  return call(sa(names, 'CheckConstraint'), args);
}

export function exclusionCall(names: Names, exclusion: Exclusion): string | undefined {
  const elements: string[] = [];
  for (const { part, operator } of exclusion.elements) {
    const printed = indexPart(names, 'postgresql', part);
    if (printed === undefined || part.opclass !== undefined) return undefined;
    elements.push(`(${printed}, ${names.string(operator)})`);
  }
  const args = [...elements, `using=${names.string(exclusion.method)}`];
  if (exclusion.where !== undefined) args.push(`where=${sqlText(names, exclusion.where.text)}`);
  if (exclusion.name !== undefined) args.push(`name=${names.string(exclusion.name)}`);
  return call(dialectName(names, 'postgresql', 'ExcludeConstraint'), args);
}

/** `table.column` as a foreign key names it. */
export function columnPath(table: ObjectName, column: string): string {
  return table.schema === undefined ? `${table.name}.${column}` : `${table.schema}.${table.name}.${column}`;
}

/** What a foreign key says beside its columns. */
export function* foreignKeyOptions(names: Names, dialect: Dialect, foreignKey: ForeignKey): Iterable<string> {
  if (foreignKey.name !== undefined) yield `name=${names.string(foreignKey.name)}`;
  if (foreignKey.onUpdate !== 'no action') yield `onupdate=${names.string(foreignKey.onUpdate.toUpperCase())}`;
  if (foreignKey.onDelete !== 'no action') yield `ondelete=${names.string(foreignKey.onDelete.toUpperCase())}`;
  if (foreignKey.deferrable) yield 'deferrable=True';
  if (foreignKey.deferrable && dialect === 'sqlite') yield `initially=${names.string('DEFERRED')}`;
  if (foreignKey.match !== 'simple') yield `match=${names.string(foreignKey.match.toUpperCase())}`;
  if (!foreignKey.validated && dialect === 'postgresql') yield 'postgresql_not_valid=True';
}

/** The value of `server_default`. */
export function serverDefault(names: Names, dialect: Dialect, value: WrittenExpression): string {
  const { expression } = value;
  const written = value.text.trim();
  if (expression.kind === 'literal' && expression.type === 'string' && written.startsWith("'")) {
    return names.string(expression.value);
  }
  if (expression.kind === 'literal' && expression.type === 'boolean' && dialect === 'postgresql') {
    return `${sa(names, expression.value.toLowerCase())}()`;
  }
  if (dialect === 'postgresql' && /^now\(\)$/i.test(written)) return `${sa(names, 'func')}.now()`;
  if (/^current_timestamp$/i.test(written)) {
    if (dialect === 'postgresql') return `${sa(names, 'func')}.current_timestamp()`;
    if (dialect === 'sqlite' || dialect === 'sqlserver') return `${sa(names, 'func')}.now()`;
  }
  return sqlText(names, written);
}

/** Constraints and indexes as `__table_args__` and `Table(…)` list them, with the columns of one table. */

import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Check, Exclusion, ForeignKey, Index, IndexPart, Key, ReferentialAction } from '../../model/table.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import { keyword, positional } from '../../syntax/python/syntax.ts';
import { expressionIn } from '../sql/read-fragment.ts';
import { byColumn, indexParts } from './index-parts.ts';
import {
  type ConstraintKind,
  conventionalName,
  defaultConvention,
  type NamingConvention,
} from './naming-convention.ts';
import {
  type At,
  booleanOf,
  calleeName,
  isNone,
  libraryName,
  originOf,
  type Source,
  stringOf,
  valueAt,
} from './source.ts';
import { type ColumnNames, sqlOf, textOf } from './sql-text.ts';

export interface Target {
  readonly table: ObjectName;
  readonly column: string | undefined;
  /** A model of a package, whose tables stand in none of the files. */
  readonly isOfPackage?: true;
}

/** What items need to know of their table and of others. */
export interface TableContext extends ColumnNames {
  readonly name: string;
  readonly schema: string | undefined;
  readonly convention: NamingConvention | undefined;
  /** Where a foreign key points: `"users.id"`, `User.id`, `users.c.id`. */
  targetOf(source: Source, expression: Expression, column: string): Target | undefined;
}

export type Item =
  | { readonly kind: 'primary-key'; readonly key: Key }
  | { readonly kind: 'unique'; readonly key: Key }
  | { readonly kind: 'foreign-key'; readonly foreignKey: ForeignKey }
  | { readonly kind: 'check'; readonly check: Check }
  | { readonly kind: 'exclusion'; readonly exclusion: Exclusion }
  | { readonly kind: 'index'; readonly index: Index }
  | { readonly kind: 'gap'; readonly reason: string };

const itemCalls: ReadonlySet<string> = new Set([
  'Index',
  'UniqueConstraint',
  'PrimaryKeyConstraint',
  'ForeignKeyConstraint',
  'CheckConstraint',
  'ExcludeConstraint',
]);

export function isItemCall(source: Source, expression: Expression): boolean {
  const name = calleeName(source, expression);
  return name !== undefined && itemCalls.has(name);
}

export function readItem({ source, value: call }: At<Call>, context: TableContext): Item {
  const reader = new ItemReader(source, call, context);
  switch (calleeName(source, call)) {
    case 'Index':
      return reader.index();
    case 'UniqueConstraint':
      return reader.key('unique');
    case 'PrimaryKeyConstraint':
      return reader.key('primary-key');
    case 'ForeignKeyConstraint':
      return reader.foreignKey();
    case 'CheckConstraint':
      return reader.check();
    case 'ExcludeConstraint':
      return reader.exclusion();
    default:
      return { kind: 'gap', reason: 'a constraint is made by code' };
  }
}

/** The name of a constraint or index, by the convention where none is written. */
export function nameFor(
  context: TableContext,
  kind: ConstraintKind,
  columns: readonly string[],
  written: { readonly name: string | undefined; readonly isFinal: boolean },
  referred?: Target & { readonly columns: readonly string[] },
): string | undefined {
  return conventionalName(
    {
      kind,
      table: context.name,
      schema: context.schema,
      columns,
      ...(referred !== undefined && { referredTable: referred.table.name, referredColumns: referred.columns }),
      ...written,
    },
    context.convention ?? defaultConvention,
    context.dialect,
  );
}

export const unnamed = { name: undefined, isFinal: false };

class ItemReader {
  readonly #source: Source;
  readonly #call: Call;
  readonly #context: TableContext;
  readonly #origin: Origin;

  constructor(source: Source, call: Call, context: TableContext) {
    this.#source = source;
    this.#call = call;
    this.#context = context;
    this.#origin = originOf(source, call);
  }

  #arg(name: string): Expression | undefined {
    const value = keyword(this.#call.args, name)?.value;
    return value === undefined || isNone(value) ? undefined : value;
  }

  #text(name: string): string | undefined {
    return stringOf(this.#source, this.#arg(name));
  }

  #flag(name: string): boolean {
    return booleanOf(this.#source, this.#arg(name)) === true;
  }

  #written(value: Expression | undefined): { readonly name: string | undefined; readonly isFinal: boolean } {
    const callee = value === undefined ? undefined : calleeName(this.#source, value);
    return { name: stringOf(this.#source, value), isFinal: callee === 'f' || callee === 'conv' };
  }

  /** Columns by text or attribute; undefined where one is not known. */
  #columns(expressions: readonly Expression[]): readonly string[] | undefined {
    const names = expressions.map(
      (expression) => this.#context.columnOf(this.#source, expression) ?? stringOf(this.#source, expression),
    );
    return names.every((name) => name !== undefined) ? names : undefined;
  }

  #hasStar(): boolean {
    return this.#call.args.some(({ star }) => star !== undefined);
  }

  key(kind: 'unique' | 'primary-key'): Item {
    const columns = this.#hasStar() ? undefined : this.#columns(positional(this.#call.args));
    const what = kind === 'unique' ? 'a unique constraint' : 'the primary key';
    if (columns === undefined || (columns.length === 0 && kind === 'unique')) {
      return { kind: 'gap', reason: `${what} is made by code` };
    }
    const name = nameFor(this.#context, kind === 'unique' ? 'uq' : 'pk', columns, this.#written(this.#arg('name')));
    const include = this.#include();
    return {
      kind,
      key: {
        ...(name !== undefined && { name }),
        columns,
        include,
        nullsNotDistinct: this.#context.dialect === 'postgresql' && this.#flag('postgresql_nulls_not_distinct'),
        deferrable: this.#flag('deferrable'),
        ...(this.#context.dialect === 'sqlserver' && this.#clustered()),
        origin: this.#origin,
      },
    };
  }

  #clustered(): { readonly clustered?: boolean } {
    const clustered = booleanOf(this.#source, this.#arg('mssql_clustered'));
    return clustered === undefined ? {} : { clustered };
  }

  #include(): readonly string[] {
    const option = { postgresql: 'postgresql_include', sqlserver: 'mssql_include', mysql: '', sqlite: '', mongodb: '' }[
      this.#context.dialect
    ];
    const value = option === '' ? undefined : this.#arg(option);
    return value !== undefined && 'items' in value ? (this.#columns(value.items) ?? []) : [];
  }

  index(): Item {
    const [first, ...rest] = positional(this.#call.args);
    const named = this.#written(first ?? this.#arg('name'));
    const parts = this.#hasStar() ? undefined : indexParts(this.#source, rest, this.#context);
    if (parts === undefined)
      return { kind: 'gap', reason: `index ${named.name ?? ''} is made by code`.replace('  ', ' ') };
    const { dialect } = this.#context;
    const columns = parts.flatMap(({ column }) => column ?? []);
    const name = nameFor(this.#context, 'ix', columns, named);
    const where = this.#where();
    const prefix = dialect === 'mysql' ? this.#text('mysql_prefix')?.toLowerCase() : undefined;
    const using = this.#text(dialect === 'postgresql' ? 'postgresql_using' : 'mysql_using')?.toLowerCase();
    return {
      kind: 'index',
      index: {
        ...(name !== undefined && { name }),
        parts: this.#withOptions(parts),
        unique: this.#flag('unique'),
        method: prefix ?? (dialect === 'postgresql' || dialect === 'mysql' ? (using ?? 'btree') : 'btree'),
        ...(where !== undefined && { where }),
        include: this.#include(),
        nullsNotDistinct: dialect === 'postgresql' && this.#flag('postgresql_nulls_not_distinct'),
        concurrently: dialect === 'postgresql' && this.#flag('postgresql_concurrently'),
        only: false,
        visible: true,
        ...(dialect === 'sqlserver' && this.#clustered()),
        origin: this.#origin,
        nameOrigin: first === undefined || named.name === undefined ? this.#origin : originOf(this.#source, first),
      },
    };
  }

  #withOptions(parts: readonly IndexPart[]): readonly IndexPart[] {
    const { dialect } = this.#context;
    if (dialect === 'postgresql') {
      const classes = byColumn(this.#source, this.#arg('postgresql_ops'));
      return parts.map((part) => {
        const opclass = part.column === undefined ? undefined : classes.get(part.column);
        return opclass === undefined ? part : { ...part, opclass };
      });
    }
    if (dialect !== 'mysql') return parts;
    const lengths = byColumn(this.#source, this.#arg('mysql_length'));
    return parts.map((part) => {
      const length = part.column === undefined ? undefined : (lengths.get(part.column) ?? lengths.get(''));
      return length === undefined ? part : { ...part, length: Number(length) };
    });
  }

  #where(): WrittenExpression | undefined {
    const option = {
      postgresql: 'postgresql_where',
      sqlserver: 'mssql_where',
      sqlite: 'sqlite_where',
      mysql: '',
      mongodb: '',
    }[this.#context.dialect];
    const value = option === '' ? undefined : this.#arg(option);
    return value === undefined ? undefined : this.#condition(value);
  }

  /** A condition that is not understood stays as text that no rule reads. */
  #condition(value: Expression): WrittenExpression {
    const text =
      value.kind === 'string'
        ? stringOf(this.#source, value)
        : (textOf(this.#source, value) ?? sqlOf(this.#source, value, this.#context));
    if (text !== undefined) return expressionIn(text, this.#context.dialect);
    const written =
      this.#source.names.unit(this.#source.file, this.#source.unit)?.text.slice(value.start, value.end) ?? '';
    return { text: written, expression: { kind: 'opaque', text: written } };
  }

  foreignKey(): Item {
    const [ownList, targetList] = positional(this.#call.args).concat(
      [this.#arg('columns'), this.#arg('refcolumns')].filter((value) => value !== undefined),
    );
    const own = ownList === undefined ? undefined : this.#list(ownList);
    const targets = targetList === undefined ? undefined : this.#list(targetList);
    const columns = own === undefined ? undefined : this.#columns(own.value);
    const pointed = targets?.value.map((target, index) =>
      this.#context.targetOf(targets.source, target, columns?.[index] ?? ''),
    );
    const first = pointed?.[0];
    const names = pointed?.map((target) => target?.column).filter((name) => name !== undefined) ?? [];
    if (columns === undefined || first === undefined || names.length !== columns.length || targets === undefined) {
      return { kind: 'gap', reason: 'a foreign key is made by code' };
    }
    const at = targets.value[0]!;
    return {
      kind: 'foreign-key',
      foreignKey: foreignKeyOf(this.#context, {
        call: { source: this.#source, value: this.#call },
        columns,
        target: { ...first, columns: names },
        targetOrigin: originOf(targets.source, at),
        inline: false,
      }),
    };
  }

  #list(expression: Expression): At<readonly Expression[]> | undefined {
    const found = valueAt(this.#source, expression);
    if (found === undefined || !('items' in found.value)) return undefined;
    return { source: found.source, value: found.value.items };
  }

  check(): Item {
    const first = positional(this.#call.args)[0] ?? this.#arg('sqltext');
    if (first === undefined) return { kind: 'gap', reason: 'a check is made by code' };
    const name = nameFor(this.#context, 'ck', [], this.#written(this.#arg('name') ?? positional(this.#call.args)[1]));
    return {
      kind: 'check',
      check: {
        ...(name !== undefined && { name }),
        expression: this.#condition(first),
        validated: !(this.#context.dialect === 'postgresql' && this.#flag('postgresql_not_valid')),
        origin: this.#origin,
      },
    };
  }

  exclusion(): Item {
    if (this.#context.dialect !== 'postgresql')
      return { kind: 'gap', reason: 'an exclusion constraint of another database' };
    const elements = positional(this.#call.args).map((pair) => {
      const [what, operator] = pair.kind === 'tuple' ? pair.items : [];
      const parts = what === undefined ? undefined : indexParts(this.#source, [what], this.#context);
      const text = stringOf(this.#source, operator);
      return parts?.[0] === undefined || text === undefined ? undefined : { part: parts[0], operator: text };
    });
    const known = elements.filter((element) => element !== undefined);
    if (known.length === 0 || known.length < elements.length)
      return { kind: 'gap', reason: 'an exclusion constraint is made by code' };
    const where = this.#arg('where');
    const name = this.#text('name');
    return {
      kind: 'exclusion',
      exclusion: {
        ...(name !== undefined && { name }),
        method: this.#text('using') ?? 'gist',
        elements: known,
        ...(where !== undefined && { where: this.#condition(where) }),
        origin: this.#origin,
      },
    };
  }
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  'no action': 'no action',
  restrict: 'restrict',
  cascade: 'cascade',
  'set null': 'set null',
  'set default': 'set default',
};

/** A foreign key of a `ForeignKey(…)` or `ForeignKeyConstraint(…)` call. */
export function foreignKeyOf(
  context: TableContext,
  written: {
    readonly call: At<Call>;
    readonly columns: readonly string[];
    readonly target: Target & { readonly columns: readonly string[] };
    readonly targetOrigin: Origin;
    readonly inline: boolean;
  },
): ForeignKey {
  const { source, value: call } = written.call;
  const arg = (name: string): Expression | undefined => keyword(call.args, name)?.value;
  const action = (name: string): ReferentialAction =>
    actions[(stringOf(source, arg(name)) ?? '').toLowerCase().trim()] ?? 'no action';
  const nameArg = arg('name');
  const callee =
    nameArg === undefined ? undefined : libraryName(source, nameArg.kind === 'call' ? nameArg.callee : nameArg);
  const own = { name: stringOf(source, nameArg), isFinal: callee === 'f' || callee === 'conv' };
  const name = nameFor(context, 'fk', written.columns, own, written.target);
  const match = stringOf(source, arg('match'))?.toLowerCase();
  const writes = (option: string): boolean => arg(option) !== undefined && !isNone(arg(option));
  return {
    ...(name !== undefined && { name }),
    columns: written.columns,
    references: { table: written.target.table, columns: written.target.columns },
    onDelete: action('ondelete'),
    onUpdate: action('onupdate'),
    match: match === 'full' || match === 'partial' ? match : 'simple',
    deferrable: booleanOf(source, arg('deferrable')) === true,
    validated: !(context.dialect === 'postgresql' && booleanOf(source, arg('postgresql_not_valid')) === true),
    inline: written.inline,
    origin: originOf(source, call),
    targetOrigin: written.targetOrigin,
    orm: { language: 'sqlalchemy', onDeleteWritten: writes('ondelete'), onUpdateWritten: writes('onupdate') },
  };
}

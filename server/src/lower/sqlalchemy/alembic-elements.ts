/** Columns and constraints as operations are given them: `sa.Column(…)`, `sa.ForeignKeyConstraint(…)`. */
import type { Dialect } from '../../model/dialect.ts';
import { aForeignKey, aKey } from '../../model/factories.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Check, Column, Exclusion, ForeignKey, Key, ReferentialAction } from '../../model/table.ts';
import { stringLiteral } from '../sql/read-fragment.ts';
import type { ConstraintNames } from './alembic-names.ts';
import { defaultOf, expressionOf, parseIndexPart, sqlOf } from './alembic-sql-text.ts';
import { noType, type TypeReader } from './alembic-types.ts';
import { type CallValue, flagOf, nameOrigin, textOf, textsOf, type Value } from './alembic-value.ts';
import type { ColumnType } from './column-types.ts';

/** A column with what its definition says beside it. */
export interface ReadColumn {
  readonly column: Column;
  readonly type: ColumnType;
  readonly isPrimaryKey: boolean;
  readonly isUnique: boolean;
  readonly isIndexed: boolean;
  /** `autoincrement=` as written. */
  readonly autoIncrement: boolean | 'auto';
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly at: Origin;
}

export type ReadConstraint =
  | { readonly kind: 'primary-key'; readonly key: Key }
  | { readonly kind: 'unique'; readonly key: Key }
  | { readonly kind: 'foreign-key'; readonly foreignKey: ForeignKey }
  | { readonly kind: 'check'; readonly check: Check }
  | { readonly kind: 'exclusion'; readonly exclusion: Exclusion };

export function classOf(call: CallValue): string {
  return call.name.slice(call.name.lastIndexOf('.') + 1);
}

export class ElementReader {
  readonly dialect: Dialect;
  readonly types: TypeReader;
  readonly names: ConstraintNames;
  readonly #objectName: (name: string, schema: string | undefined) => ObjectName;

  constructor(
    dialect: Dialect,
    types: TypeReader,
    names: ConstraintNames,
    objectName: (name: string, schema: string | undefined) => ObjectName,
  ) {
    this.dialect = dialect;
    this.types = types;
    this.names = names;
    this.#objectName = objectName;
  }

  /** Undefined where the column's name is not known. */
  column(call: CallValue): ReadColumn | undefined {
    const { keywords, at } = call;
    const named = keywords.get('name') ?? call.args[0];
    const name = textOf(named);
    if (named === undefined || name === undefined) return undefined;
    const rest = keywords.has('name') ? call.args : call.args.slice(1);
    const items = rest.filter((item): item is CallValue => item.kind === 'call' && columnItems.has(classOf(item)));
    const typeValue = keywords.get('type_') ?? rest.find((item) => !items.includes(item as CallValue));
    const type = typeValue === undefined || typeValue.kind === 'none' ? noType(at) : this.types.read(typeValue);
    const isPrimaryKey = flagOf(keywords.get('primary_key'), false);
    const identity = this.#identity([...items, ...calls(keywords.get('server_default'))]);
    const generated = this.#generated([...items, ...calls(keywords.get('server_default'))]);
    const isNullable = flagOf(keywords.get('nullable'), !isPrimaryKey && identity === undefined);
    const column: Column = {
      name,
      type: type.type,
      nullable: isNullable && !isPrimaryKey,
      autoIncrement: identity !== undefined,
      ...this.#default(keywords.get('server_default')),
      ...(identity !== undefined && this.dialect === 'postgresql' && { identity }),
      ...(generated !== undefined && { generated }),
      ...(type.collation !== undefined && { collation: type.collation }),
      ...(type.charset !== undefined && { charset: type.charset }),
      ...commentOf(keywords.get('comment')),
      origin: at,
      nameOrigin: nameOrigin(named),
    };
    const autoIncrement = keywords.get('autoincrement');
    const inlineChecks = items.filter((item) => classOf(item) === 'CheckConstraint');
    return {
      column,
      type,
      isPrimaryKey,
      isUnique: flagOf(keywords.get('unique'), false),
      isIndexed: flagOf(keywords.get('index'), false),
      autoIncrement: autoIncrement?.kind === 'boolean' ? autoIncrement.value : 'auto',
      foreignKeys: items.flatMap((item) => this.#inlineForeignKey(item, name) ?? []),
      checks: [...inlineChecks.map((item) => this.#check(item)), ...typeCheck(type, name, at)],
      at,
    };
  }

  constraint(call: CallValue): ReadConstraint | undefined {
    switch (classOf(call)) {
      case 'PrimaryKeyConstraint':
      case 'UniqueConstraint': {
        const columns = textsOf({ kind: 'list', items: call.args, at: call.at });
        if (columns === undefined) return undefined;
        const kind = classOf(call) === 'UniqueConstraint' ? 'unique' : 'primary-key';
        return { kind, key: this.key(columns, call.keywords.get('name'), call.keywords, call.at) };
      }
      case 'ForeignKeyConstraint': {
        const columns = textsOf(argumentOf(call, 'columns', 0));
        const targets = argumentOf(call, 'refcolumns', 1);
        if (columns === undefined || targets?.kind !== 'list') return undefined;
        const foreignKey = this.#foreignKey(columns, targets.items, argumentOf(call, 'name', 2), call);
        return foreignKey === undefined ? undefined : { kind: 'foreign-key', foreignKey };
      }
      case 'CheckConstraint':
        return { kind: 'check', check: this.#check(call) };
      case 'ExcludeConstraint': {
        const exclusion = this.exclusion(call.args, call.keywords, call.at);
        return exclusion === undefined ? undefined : { kind: 'exclusion', exclusion };
      }
      default:
        return undefined;
    }
  }

  key(columns: readonly string[], name: Value | undefined, keywords: ReadonlyMap<string, Value>, origin: Origin): Key {
    const key = aKey(columns, {
      ...named(name),
      include: textsOf(keywords.get('postgresql_include')) ?? [],
      nullsNotDistinct: flagOf(keywords.get('postgresql_nulls_not_distinct'), false),
      deferrable: flagOf(keywords.get('deferrable'), false),
      ...(this.dialect === 'sqlserver' &&
        keywords.has('mssql_clustered') && { clustered: flagOf(keywords.get('mssql_clustered'), true) }),
      origin,
    });
    return this.#withName(key, name);
  }

  #withName<Element extends object>(element: Element, name: Value | undefined): Element {
    if (name?.kind === 'text' && name.isFinal === true) this.names.markFinal(element);
    return element;
  }

  foreignKey(
    columns: readonly string[],
    target: ObjectName,
    targetColumns: readonly string[],
    name: Value | undefined,
    keywords: ReadonlyMap<string, Value>,
    origin: Origin,
    targetOrigin: Origin,
  ): ForeignKey {
    const match = textOf(keywords.get('match'))?.toLowerCase();
    const foreignKey = aForeignKey(columns, target, targetColumns, {
      ...named(name),
      onDelete: actionOf(keywords.get('ondelete')),
      onUpdate: actionOf(keywords.get('onupdate')),
      match: match === 'full' || match === 'partial' ? match : 'simple',
      deferrable: flagOf(keywords.get('deferrable'), false) || keywords.get('initially')?.kind === 'text',
      validated: !flagOf(keywords.get('postgresql_not_valid'), false),
      origin,
      targetOrigin,
    });
    return this.#withName(foreignKey, name);
  }

  exclusion(elements: readonly Value[], keywords: ReadonlyMap<string, Value>, origin: Origin): Exclusion | undefined {
    const parts = elements.flatMap((element) => {
      const [what, operator] = element.kind === 'list' ? element.items : [];
      const text = what === undefined ? undefined : sqlOf(what, this.dialect);
      const part = text === undefined ? undefined : parseIndexPart(text, { schema: undefined, name: '' }, this.dialect);
      return part === undefined ? [] : [{ part, operator: textOf(operator) ?? '' }];
    });
    if (parts.length === 0 || parts.length < elements.length) return undefined;
    const where = keywords.get('where');
    return {
      ...named(keywords.get('name')),
      method: textOf(keywords.get('using')) ?? 'gist',
      elements: parts,
      ...(where !== undefined && where.kind !== 'none' && { where: expressionOf(where, this.dialect) }),
      origin,
    };
  }

  check(condition: Value | undefined, name: Value | undefined, origin: Origin): Check {
    const check: Check = {
      ...named(name),
      expression: condition === undefined ? opaque : expressionOf(condition, this.dialect),
      validated: true,
      origin,
    };
    return this.#withName(check, name);
  }

  #check(call: CallValue): Check {
    return this.check(argumentOf(call, 'sqltext', 0), call.keywords.get('name') ?? call.args[1], call.at);
  }

  #inlineForeignKey(call: CallValue, column: string): ForeignKey | undefined {
    if (classOf(call) !== 'ForeignKey') return undefined;
    const target = argumentOf(call, 'column', 0);
    return target === undefined ? undefined : this.#foreignKey([column], [target], call.keywords.get('name'), call);
  }

  #foreignKey(
    columns: readonly string[],
    targets: readonly Value[],
    name: Value | undefined,
    call: CallValue,
  ): ForeignKey | undefined {
    const paths = targets.map((target) => columnPath(target));
    const [first] = paths;
    const [firstTarget] = targets;
    if (first === undefined || firstTarget === undefined || paths.some((path) => path === undefined)) return undefined;
    return this.foreignKey(
      columns,
      this.#objectName(first.table, first.schema),
      paths.flatMap((path) => (path?.column === undefined ? [] : [path.column])),
      name,
      call.keywords,
      call.at,
      nameOrigin(firstTarget),
    );
  }

  #default(value: Value | undefined): Pick<Column, 'default'> {
    if (value === undefined || value.kind === 'none') return {};
    if (value.kind === 'call' && /^(?:Identity|Computed|Sequence)$/.test(classOf(value))) return {};
    const written = defaultOf(value, this.dialect);
    return written === undefined ? {} : { default: written };
  }

  #identity(items: readonly CallValue[]): Column['identity'] {
    const call = items.find((item) => classOf(item) === 'Identity');
    if (call === undefined || (this.dialect !== 'postgresql' && this.dialect !== 'sqlserver')) return undefined;
    return flagOf(argumentOf(call, 'always', 2), false) ? 'always' : 'by default';
  }

  #generated(items: readonly CallValue[]): Column['generated'] {
    const call = items.find((item) => classOf(item) === 'Computed');
    const expression = call === undefined ? undefined : argumentOf(call, 'sqltext', 0);
    if (call === undefined || expression === undefined) return undefined;
    const stored = flagOf(argumentOf(call, 'persisted', 1), this.dialect === 'postgresql');
    return { expression: expressionOf(expression, this.dialect), stored };
  }
}

const opaque = { text: '…', expression: { kind: 'opaque', text: '…' } } as const;

/** What may stand among the arguments of a column beside its type. */
const columnItems: ReadonlySet<string> = new Set([
  'ForeignKey',
  'CheckConstraint',
  'Identity',
  'Computed',
  'Sequence',
  'ColumnDefault',
  'DefaultClause',
  'FetchedValue',
]);

function calls(value: Value | undefined): readonly CallValue[] {
  return value?.kind === 'call' ? [value] : [];
}

export function argumentOf(call: CallValue, keyword: string, position: number): Value | undefined {
  return call.keywords.get(keyword) ?? call.args[position];
}

/** The name of a constraint or index; without one where it is None or not known. */
export function named(value: Value | undefined): { readonly name?: string } {
  const name = textOf(value);
  return name === undefined ? {} : { name };
}

function commentOf(value: Value | undefined): Pick<Column, 'comment'> {
  const comment = textOf(value);
  return comment === undefined ? {} : { comment };
}

function typeCheck(type: ColumnType, column: string, origin: Origin): readonly Check[] {
  if (type.check === undefined) return [];
  const items = type.check.values.map((value) => ({ kind: 'literal', type: 'string', value }) as const);
  const list = type.check.values.map(stringLiteral).join(', ');
  return [
    {
      ...(type.check.name !== undefined && { name: type.check.name }),
      expression: {
        text: `${column} IN (${list})`,
        expression: { kind: 'in', operand: { kind: 'column', name: column }, items, negated: false },
      },
      validated: true,
      origin,
    },
  ];
}

const actions: ReadonlySet<string> = new Set(['no action', 'restrict', 'cascade', 'set null', 'set default']);

function actionOf(value: Value | undefined): ReferentialAction {
  const written = textOf(value)?.trim().replace(/\s+/g, ' ').toLowerCase();
  return written !== undefined && actions.has(written) ? (written as ReferentialAction) : 'no action';
}

interface ColumnPath {
  readonly schema: string | undefined;
  readonly table: string;
  readonly column: string | undefined;
}

/** `schema.table.column` or `table.column`; `table` alone means its primary key. */
function columnPath(value: Value): ColumnPath | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const parts = text.split('.');
  const column = parts.length > 1 ? parts.pop() : undefined;
  const table = parts.pop();
  if (table === undefined || table === '') return undefined;
  return { schema: parts.length > 0 ? parts.join('.') : undefined, table, column };
}

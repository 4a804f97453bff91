/** A table of the model, made of column calls and constraints. */
import { integerBytes } from '../../model/data-type.ts';
import { type Dialect, defaultSchema } from '../../model/dialect.ts';
import { aKey, anIndex, aTable } from '../../model/factories.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { SqlalchemyTable } from '../../model/orm.ts';
import type { EnumType } from '../../model/schema.ts';
import type { Check, Column, ForeignKey, Gap, Index, Key, Table, TableOptions } from '../../model/table.ts';
import { keyword, positional } from '../../syntax/python/syntax.ts';
import { expressionIn, stringLiteral } from '../sql/read-fragment.ts';
import type { ColumnSpec } from './column-spec.ts';
import { type ColumnType, columnType } from './column-types.ts';
import type { TypeExpression } from './column-types-expression.ts';
import { booleanOf, isNone, originOf, stringOf } from './source.ts';
import { quoted, serverDefault, sqlOf, textOf } from './sql-text.ts';
import { foreignKeyOf, type Item, nameFor, readItem, type TableContext, unnamed } from './table-items.ts';

export interface TableParts {
  readonly name: ObjectName;
  readonly columns: readonly ColumnSpec[];
  readonly items: readonly Item[];
  readonly options: TableOptions;
  readonly comment: string | undefined;
  readonly persistence: Table['persistence'];
  readonly partitionBy: string | undefined;
  readonly gaps: readonly string[];
  /** Gaps that hide columns and nothing else. */
  readonly more: readonly string[];
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  readonly orm: SqlalchemyTable;
}

export interface BuiltTable {
  readonly table: Table;
  /** Enum types that the table's creation creates first. */
  readonly enums: readonly EnumType[];
}

/** The type of a column elsewhere, for foreign keys that say none themselves. */
export type TypeElsewhere = (table: ObjectName, column: string) => TypeExpression | undefined;

export function buildTable(parts: TableParts, context: TableContext, typeElsewhere: TypeElsewhere): BuiltTable {
  return new TableBuilding(parts, context, typeElsewhere).build();
}

class TableBuilding {
  readonly #parts: TableParts;
  readonly #context: TableContext;
  readonly #typeElsewhere: TypeElsewhere;
  readonly #gaps: Gap[];
  readonly #enums: EnumType[] = [];
  readonly #uniques: Key[] = [];
  readonly #foreignKeys: ForeignKey[] = [];
  readonly #checks: Check[] = [];
  readonly #indexes: Index[] = [];

  constructor(parts: TableParts, context: TableContext, typeElsewhere: TypeElsewhere) {
    this.#parts = parts;
    this.#context = context;
    this.#typeElsewhere = typeElsewhere;
    this.#gaps = [
      ...parts.gaps.map((reason) => ({ reason, origin: parts.nameOrigin })),
      ...parts.more.map((reason) => ({ reason, origin: parts.nameOrigin, isOnlyMore: true as const })),
    ];
  }

  build(): BuiltTable {
    const { items, columns: specs } = this.#parts;
    const written = items.findLast((item) => item.kind === 'primary-key');
    const flagged = specs.filter(({ primaryKey }) => primaryKey?.value === true);
    const keyColumns = [...new Set([...(written?.key.columns ?? []), ...flagged.map(({ name }) => name)])];
    const columns = specs.map((spec) => this.#column(spec, keyColumns));
    for (const item of items) this.#add(item);
    const key = this.#primaryKey(keyColumns, written?.key, flagged);
    const { name, orm, options, comment, partitionBy } = this.#parts;
    const exclusions = items.flatMap((item) => (item.kind === 'exclusion' ? [item.exclusion] : []));
    const table = aTable(name, keyOf(this.#context.dialect, name), {
      persistence: this.#parts.persistence,
      columns,
      primaryKey: key,
      uniques: this.#uniques,
      foreignKeys: this.#foreignKeys.filter((each) => this.#isMade(each)),
      checks: this.#checks,
      exclusions,
      indexes: this.#indexes,
      options,
      gaps: this.#gaps,
      origin: this.#parts.origin,
      nameOrigin: this.#parts.nameOrigin,
      orm,
      ...(comment !== undefined && { comment }),
      ...(partitionBy !== undefined && this.#partition(partitionBy)),
    });
    return { table, enums: this.#enums };
  }

  #partition(text: string): Pick<Table, 'partitionBy'> {
    const match = /^\s*(\w+)\s*\(([^()]*)\)\s*$/.exec(text);
    const columns = (match?.[2] ?? '').split(',').map((column) => column.trim().replace(/^"|"$/g, ''));
    return { partitionBy: { strategy: (match?.[1] ?? '').toLowerCase(), columns: columns.filter(Boolean), text } };
  }

  #add(item: Item): void {
    switch (item.kind) {
      case 'unique':
        this.#uniques.push(item.key);
        break;
      case 'foreign-key':
        this.#foreignKeys.push(item.foreignKey);
        break;
      case 'check':
        this.#checks.push(item.check);
        break;
      case 'index':
        this.#indexes.push(item.index);
        break;
      case 'gap':
        this.#gap(item.reason, this.#parts.nameOrigin);
        break;
    }
  }

  /** In SQLite no foreign key can leave its schema, and SQLAlchemy writes none. */
  #isMade({ references }: ForeignKey): boolean {
    return this.#context.dialect !== 'sqlite' || references.table.schema === this.#context.schema;
  }

  #gap(reason: string, origin: Origin): void {
    this.#gaps.push({ reason, origin });
  }

  #primaryKey(columns: readonly string[], written: Key | undefined, flagged: readonly ColumnSpec[]): Key | undefined {
    if (columns.length === 0) return undefined;
    if (written !== undefined && written.columns.length > 0) return { ...written, columns };
    const name = written?.name ?? nameFor(this.#context, 'pk', columns, unnamed);
    return {
      ...(name !== undefined && { name }),
      columns,
      include: [],
      nullsNotDistinct: false,
      deferrable: false,
      origin: written?.origin ?? (flagged.length === 1 ? flagged[0]!.primaryKey!.origin : this.#parts.nameOrigin),
    };
  }

  #column(spec: ColumnSpec, keyColumns: readonly string[]): Column {
    const { dialect } = this.#context;
    for (const reason of spec.unknown) {
      this.#gap(reason === 'type' ? `the type of column ${spec.name} is made by code` : reason, spec.origin);
    }
    this.#addForeignKeys(spec);
    const expression = spec.type ?? this.#typeOfTarget(spec);
    const type = this.#type(spec, expression);
    const inKey = keyColumns.includes(spec.name);
    const counts = this.#counts(spec, type.type, keyColumns);
    this.#addIndex(spec);
    for (const check of spec.checks) this.#add(readItem(check, this.#context));
    if (type.check !== undefined) this.#addEnumCheck(spec, type.check);
    const identity = dialect === 'postgresql' ? spec.identity : undefined;
    const value = this.#default(spec);
    const generated = this.#generated(spec);
    const nullable = !inKey && identity === undefined && (spec.nullable?.value ?? spec.annotatedOptional ?? true);
    return {
      name: spec.name,
      type: counts && dialect === 'postgresql' && identity === undefined ? { ...type.type, serial: true } : type.type,
      nullable,
      autoIncrement: counts || identity !== undefined,
      ...(identity !== undefined && {
        identity:
          booleanOf(identity.source, keyword(identity.value.args, 'always')?.value) === true ? 'always' : 'by default',
      }),
      ...(value !== undefined && { default: value }),
      ...(generated !== undefined && { generated }),
      ...(type.collation !== undefined && { collation: type.collation }),
      ...(type.charset !== undefined && { charset: type.charset }),
      ...(spec.comment !== undefined && hasComments(dialect) && { comment: spec.comment }),
      origin: spec.origin,
      nameOrigin: spec.nameOrigin,
      orm: {
        language: 'sqlalchemy',
        attribute: spec.attribute,
        type: spec.typeName,
        isGenericType: spec.typeName !== undefined && /^sqlalchemy\.\w+$/.test(spec.type?.name ?? ''),
        variants: [...(spec.type?.variants?.keys() ?? [])],
        pythonDefault: spec.pythonDefault,
        pythonOnUpdate: spec.pythonOnUpdate,
        annotatedOptional: spec.annotatedOptional,
        annotationOrigin: spec.annotationOrigin,
        nullableWritten:
          this.#parts.orm.style === 'sqlmodel' && spec.nullable?.origin === spec.annotationOrigin
            ? undefined
            : spec.nullable,
        tracksMutation: spec.tracksMutation,
        primaryKeyFlag: spec.primaryKey?.value === true ? spec.primaryKey.origin : undefined,
        indexFlag: spec.index?.value === true ? spec.index.origin : undefined,
        indexDeclined: spec.index?.value === false,
        uniqueFlag: spec.unique?.value === true ? spec.unique.origin : undefined,
        enumClass: enumClassOf(expression),
      },
    };
  }

  #type(spec: ColumnSpec, expression: TypeExpression | undefined): ColumnType {
    const { dialect } = this.#context;
    if (expression === undefined) {
      const text = spec.typeName ?? '';
      return {
        type: { text, name: text.toLowerCase(), args: [], family: 'unknown', dimensions: 0, origin: spec.typeOrigin },
      };
    }
    const type = columnType(expression, dialect, spec.typeOrigin);
    const native = type.nativeEnum;
    if (native?.isCreated === true && native.values !== undefined) {
      const written = native.schema ?? undefined;
      const schema = written === defaultSchema(dialect) ? undefined : written;
      const name = { schema, name: native.name };
      this.#enums.push({
        ...name,
        key: keyOf(dialect, name),
        values: native.values,
        origin: spec.typeOrigin,
        nameOrigin: spec.typeOrigin,
      });
    }
    return type;
  }

  /** `ForeignKey` columns may leave their type to the column that they point at. */
  #typeOfTarget(spec: ColumnSpec): TypeExpression | undefined {
    if (spec.typeName !== undefined) return undefined;
    const key =
      this.#foreignKeys.find(({ columns }) => columns[0] === spec.name && columns.length === 1) ??
      this.#parts.items
        .flatMap((item) => (item.kind === 'foreign-key' ? [item.foreignKey] : []))
        .find(({ columns }) => columns.includes(spec.name));
    const target = key?.references.columns[key.columns.indexOf(spec.name)];
    const type =
      key === undefined || target === undefined ? undefined : this.#typeElsewhere(key.references.table, target);
    if (type === undefined && spec.annotatedType === undefined) {
      this.#gap(`the type of column ${spec.name} is not known`, spec.origin);
    }
    return type ?? spec.annotatedType;
  }

  #addForeignKeys(spec: ColumnSpec): void {
    for (const call of spec.foreignKeys) {
      const target = positional(call.value.args)[0] ?? keyword(call.value.args, 'column')?.value;
      const pointed = target === undefined ? undefined : this.#context.targetOf(call.source, target, spec.name);
      if (target === undefined || pointed === undefined) {
        this.#gap(`the foreign key of column ${spec.name} is made by code`, spec.origin);
        continue;
      }
      if (pointed.isOfPackage === true) continue;
      this.#foreignKeys.push(
        foreignKeyOf(this.#context, {
          call,
          columns: [spec.name],
          target: { ...pointed, columns: [pointed.column ?? spec.name] },
          targetOrigin: originOf(call.source, target),
          inline: true,
        }),
      );
    }
  }

  /** `index=True` makes an index, unique with `unique=True`; that alone makes a constraint. */
  #addIndex(spec: ColumnSpec): void {
    const { index, unique, name } = spec;
    if (index?.value === true) {
      const own = nameFor(this.#context, 'ix', [name], unnamed);
      this.#indexes.push(
        anIndex([name], {
          ...(own !== undefined && { name: own }),
          unique: unique?.value === true,
          origin: index.origin,
          nameOrigin: index.origin,
        }),
      );
    } else if (unique?.value === true) {
      const own = nameFor(this.#context, 'uq', [name], unnamed);
      this.#uniques.push(aKey([name], { ...(own !== undefined && { name: own }), origin: unique.origin }));
    }
  }

  #addEnumCheck(
    spec: ColumnSpec,
    check: { readonly name: string | undefined; readonly values: readonly string[] },
  ): void {
    const name = nameFor(this.#context, 'ck', [spec.name], { name: check.name, isFinal: false });
    const values = check.values.map(stringLiteral).join(', ');
    this.#checks.push({
      ...(name !== undefined && { name }),
      expression: expressionIn(`${quoted(spec.name, this.#context.dialect)} IN (${values})`, this.#context.dialect),
      validated: true,
      origin: spec.typeOrigin,
    });
  }

  /** Whether the database counts the column up by itself. */
  #counts(spec: ColumnSpec, type: Column['type'], keyColumns: readonly string[]): boolean {
    const { dialect } = this.#context;
    if (!keyColumns.includes(spec.name)) return dialect === 'sqlserver' && spec.identity !== undefined;
    // SQLite's row id counts, whatever is asked for.
    if (dialect === 'sqlite' && keyColumns.length === 1) return type.text.toLowerCase() === 'integer';
    if (spec.autoincrement === false) return false;
    const isInteger = integerBytes(type) !== undefined;
    if (!isInteger || spec.serverDefault !== undefined || (spec.identity !== undefined && dialect === 'postgresql'))
      return false;
    if (spec.sequence !== undefined && dialect === 'postgresql') return false;
    if (keyColumns.length > 1) return spec.autoincrement === true && dialect !== 'sqlite';
    const pointsElsewhere =
      this.#foreignKeys.some(({ columns }) => columns.includes(spec.name)) ||
      this.#parts.items.some((item) => item.kind === 'foreign-key' && item.foreignKey.columns.includes(spec.name));
    return spec.autoincrement === 'auto' ? !pointsElsewhere && spec.pythonDefault === undefined : true;
  }

  #default(spec: ColumnSpec): Column['default'] {
    const { dialect } = this.#context;
    const written = spec.serverDefault;
    if (written === undefined || spec.computed !== undefined) return undefined;
    if (written.value.kind === 'call' && /FetchedValue$/.test(textOfCallee(written.value.callee))) return undefined;
    const text = serverDefault(written.source, written.value, this.#context);
    if (text === undefined) {
      const source = written.source.names.unit(written.source.file, written.source.unit)?.text ?? '';
      const python = source.slice(written.value.start, written.value.end);
      return { text: python, expression: { kind: 'opaque', text: python } };
    }
    return expressionIn(text, dialect);
  }

  #generated(spec: ColumnSpec): Column['generated'] {
    const { computed } = spec;
    if (computed === undefined) return undefined;
    const first = positional(computed.value.args)[0];
    const text =
      first === undefined
        ? undefined
        : first.kind === 'string'
          ? stringOf(computed.source, first)
          : (textOf(computed.source, first) ??
            sqlOf(computed.source, first, this.#context) ??
            stringOf(computed.source, first));
    const persisted = keyword(computed.value.args, 'persisted')?.value;
    const stored =
      persisted === undefined || isNone(persisted)
        ? this.#context.dialect === 'postgresql'
        : booleanOf(computed.source, persisted) === true;
    const expression =
      text === undefined
        ? { text: '', expression: { kind: 'opaque', text: '' } as const }
        : expressionIn(text, this.#context.dialect);
    return { expression, stored };
  }
}

/** SQLAlchemy writes no comments in the other databases. */
export function hasComments(dialect: Dialect): boolean {
  return dialect === 'postgresql' || dialect === 'mysql';
}

function textOfCallee(callee: { readonly kind: string; readonly name?: unknown }): string {
  return typeof callee.name === 'string' ? callee.name : '';
}

function enumClassOf(type: TypeExpression | undefined): string | undefined {
  const first = type?.args[0];
  return first?.kind === 'enum-class' ? first.enumClass.name : undefined;
}

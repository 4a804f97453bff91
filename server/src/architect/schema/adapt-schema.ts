/**
 * A pattern's tables made at home in the workspace: what exists already is referred to, the rest takes the workspace's
 * way with names and keys.
 */
import type { SqlDialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import { aType } from '../../model/factories.ts';
import { displayName, keyOf, type ObjectName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Column, ForeignKey, Index, IndexPart, Key, Table } from '../../model/table.ts';
import { type ExistingTable, type LeftOut, leftOut, matchTables, presentKey, referableKey } from './match-tables.ts';
import { type NamingStyle, namingBeside, plainNaming } from './naming-style.ts';
import { castTo, type Rename, renaming, saying } from './rename-sql.ts';
import { sqlDialectOf, toDialect } from './to-dialect.ts';

export interface AdaptedSchema {
  /** As the knowledge has it. */
  readonly pattern: Schema;
  /** The new tables. */
  readonly schema: Schema;
  readonly existing: readonly ExistingTable[];
  /** Present tables with the name of one of the design, and hardly a column of it. */
  readonly namesakes: readonly Table[];
  /** Tables of the pattern that something present stands in for. */
  readonly leftOut: readonly LeftOut[];
  /** Prose on the pattern: names in backticks as the workspace has them. */
  readonly say: (text: string) => string;
  /** Statements of the pattern with the names of the workspace. */
  readonly rename: Rename;
  /** A text on the tenancy of the pattern: its column `organization_id` as the workspace calls and types it. */
  tenantNamed(text: string): string;
  /** What the workspace's database cannot keep of the pattern, one sentence each. */
  readonly lost: readonly string[];
}

/** Tables for `dialect`. Those of a workspace in another one, or documents of MongoDB, are nothing to build on. */
export function adaptSchema(
  pattern: Schema,
  described: Schema | undefined,
  dialect: SqlDialect = sqlDialectOf(described),
): AdaptedSchema {
  const workspace = described?.dialect === dialect ? described : undefined;
  const { existing, namesakes } =
    workspace === undefined ? { existing: [], namesakes: [] } : matchTables(pattern, workspace);
  const style = workspace === undefined ? plainNaming : namingBeside(workspace, existing);
  const adaption = new Adaption(pattern, existing, style, workspace !== undefined && namesChecks(workspace));
  const left = leftOut(pattern, existing);
  const tables = new Map<string, Table>();
  for (const table of pattern.tables.values()) {
    if (adaption.isThere(table) || left.some((each) => each.table === table)) continue;
    const adapted = adaption.table(table);
    tables.set(adapted.key, adapted);
  }
  const { schema, lost } = toDialect({ ...pattern, tables }, dialect);
  const atHome = existing.map((each) => ({ ...each, missing: adaption.missing(each) }));
  const key = adaption.leadingKey();
  const membership = existing.find(({ wanted }) => wanted.name === 'membership')?.present;
  const memberships = membership === undefined ? style.table('membership') : displayName(membership);
  const tenantNamed = (text: string): string =>
    castTo(
      text.replaceAll(/(?<!app\.)\borganization_id\b/g, style.column('organization_id')),
      key ?? 'bigint',
    ).replaceAll(/\bmembership\b/g, memberships);
  return {
    pattern,
    schema,
    namesakes,
    existing: atHome,
    leftOut: left,
    lost,
    tenantNamed,
    rename: renaming(pattern, existing, style, key),
    say: saying(pattern, existing, style),
  };
}

/** Where a naming convention makes names of constraints from their own, SQLAlchemy refuses a check that has none. */
function namesChecks({ tables }: Schema): boolean {
  return [...tables.values()].some(
    ({ orm }) => orm?.language === 'sqlalchemy' && orm.namingConvention?.includes('ck') === true,
  );
}

class Adaption {
  readonly #pattern: Schema;
  readonly #namesChecks: boolean;
  readonly #existing: ReadonlyMap<string, ExistingTable>;
  readonly #style: NamingStyle;
  readonly #columnNames: ReadonlyMap<string, string>;

  constructor(pattern: Schema, existing: readonly ExistingTable[], style: NamingStyle, named: boolean) {
    this.#pattern = pattern;
    this.#namesChecks = named;
    this.#existing = new Map(existing.map((each) => [each.wanted.key, each]));
    this.#style = style;
    const names = [...pattern.tables.values()].flatMap((table) => table.columns.map(({ name }) => name));
    this.#columnNames = new Map(
      names.map((name) => [name, style.column(name)] as const).filter(([from, to]) => from !== to),
    );
  }

  /** Also the partitions of what is there. */
  isThere(table: Table): boolean {
    const whole = table.partitionOf === undefined ? table.key : this.#keyOf(table.partitionOf);
    return this.#existing.has(whole);
  }

  table(table: Table): Table {
    const name = { schema: table.schema, name: this.#tableName(table) };
    const foreignKeys = table.foreignKeys.map((foreignKey) => this.#foreignKey(foreignKey));
    return {
      ...table,
      ...name,
      key: this.#keyOf(name),
      columns: table.columns.map((column) => this.#column(table, column)),
      primaryKey: table.primaryKey && this.#key(table.primaryKey),
      uniques: table.uniques.map((key) => this.#key(key)),
      foreignKeys,
      checks: this.#checks(table),
      exclusions: table.exclusions.map((exclusion) => ({
        ...exclusion,
        elements: exclusion.elements.map((element) => ({ ...element, part: this.#part(element.part) })),
        ...(exclusion.where !== undefined && { where: this.#written(exclusion.where) }),
      })),
      indexes: table.indexes.map((index) => this.#index(table, name.name, index)),
      policies: table.policies.map((policy) => ({
        ...policy,
        ...(policy.using !== undefined && { using: this.#compared(policy.using) }),
        ...(policy.withCheck !== undefined && { withCheck: this.#compared(policy.withCheck) }),
      })),
      ...(table.partitionOf !== undefined && {
        partitionOf: { ...table.partitionOf, name: this.#style.table(table.partitionOf.name) },
      }),
      ...(table.partitionBy !== undefined && {
        partitionBy: {
          ...table.partitionBy,
          columns: table.partitionBy.columns.map((column) => this.#style.column(column)),
          text: this.#text(table.partitionBy.text),
        },
      }),
    };
  }

  /** A partition is called after its table. */
  #tableName({ name, partitionOf }: Table): string {
    return partitionOf !== undefined && name.startsWith(partitionOf.name)
      ? `${this.#style.table(partitionOf.name)}${name.slice(partitionOf.name.length)}`
      : this.#style.table(name);
  }

  /** The type of the key that the pattern's other tables refer to, where it is not the pattern's own. */
  leadingKey(): string | undefined {
    const [first] = this.#pattern.tables.values();
    const key = first?.primaryKey?.columns.at(-1);
    return first === undefined || key === undefined ? undefined : this.#keyType(first, key, 8)?.name;
  }

  missing({ wanted, missing }: ExistingTable): ExistingTable['missing'] {
    return missing.map((column) => ({ ...this.#column(wanted, column), wantedName: column.wantedName }));
  }

  /** A column that refers takes the type of what it refers to. */
  #column(table: Table, column: Column): Column {
    const renamed = { ...column, name: this.#style.column(column.name) };
    const type = this.#keyType(table, column.name, 8);
    if (type === undefined) return renamed;
    if (table.foreignKeys.some(({ columns }) => columns.includes(column.name))) return { ...renamed, type };
    const { identity: _, default: __, ...rest } = renamed;
    const made = { kind: 'call', name: 'gen_random_uuid', args: [] } as const;
    return { ...rest, type, autoIncrement: false, default: { text: 'gen_random_uuid()', expression: made } };
  }

  /** The type of a key that differs from the pattern's own, followed through references. */
  #keyType(table: Table, column: string, most: number): Column['type'] | undefined {
    const present = this.#existing.get(table.key)?.present;
    if (present !== undefined) {
      const key = referableKey(present);
      const type = present.columns.find(({ name }) => name === key)?.type;
      const isWhole = table.primaryKey?.columns.length === 1;
      const isCounted = table.columns.find(({ name }) => name === column)?.autoIncrement === true;
      if (type !== undefined && table.primaryKey?.columns.at(-1) === column && (isWhole || isCounted)) {
        const { serial: _, ...plain } = type;
        return type.serial === true ? aType(type.name, type.family) : plain;
      }
    }
    for (const { columns, references } of most > 0 ? table.foreignKeys : []) {
      const at = columns.indexOf(column);
      const target = at < 0 ? undefined : this.#pattern.tables.get(this.#keyOf(references.table));
      const named = target && (references.columns[at] ?? target.primaryKey?.columns[at]);
      // A key that refers to its own table has one column in common with it, and others that it takes the type of.
      if (target !== undefined && named !== undefined && (target !== table || named !== column))
        return this.#keyType(target, named, most - 1);
    }
    const own = table.columns.find(({ name }) => name === column);
    // What an index orders by has to say what came first: a random UUID does not.
    const isOrder = table.indexes.some(({ parts }) => parts[0]?.column === column);
    const isOwnKey = own?.autoIncrement === true && table.partitionBy === undefined && !isOrder;
    return isOwnKey && this.#style.uuidKeys ? aType('uuid', 'uuid') : undefined;
  }

  #foreignKey(foreignKey: ForeignKey): ForeignKey {
    const there = this.#existing.get(this.#keyOf(foreignKey.references.table))?.present;
    const columns = foreignKey.columns.map((column) => this.#style.column(column));
    if (there === undefined) {
      const { table, columns: referenced } = foreignKey.references;
      return {
        ...foreignKey,
        columns,
        references: {
          table: { ...table, name: this.#style.table(table.name) },
          columns: referenced.map((column) => this.#style.column(column)),
        },
      };
    }
    const wanted = this.#existing.get(this.#keyOf(foreignKey.references.table))!;
    const several = foreignKey.references.columns.length > 1 ? foreignKey.references.columns : [];
    const whole = several.length === 0 ? undefined : presentKey(wanted, several, [...this.#existing.values()]);
    if (whole !== undefined)
      return {
        ...foreignKey,
        columns,
        references: { table: { schema: there.schema, name: there.name }, columns: whole },
      };
    // Keys of several columns are met by the last of them: what stands before it is the tenant.
    const key = referableKey(there);
    return {
      ...foreignKey,
      columns: key === undefined ? columns : columns.slice(-1),
      references: { table: { schema: there.schema, name: there.name }, columns: key === undefined ? [] : [key] },
    };
  }

  /** Called after their columns, where they have to have a name. */
  #checks({ checks, columns }: Table): Table['checks'] {
    const taken = new Set<string>();
    return checks.map((check) => {
      const expression = this.#written(check.expression);
      if (!this.#namesChecks || check.name !== undefined) return { ...check, expression };
      const words = new Set(check.expression.text.replace(/'[^']*'/g, '').match(/[a-z_]\w*/g));
      const own = columns.filter(({ name }) => words.has(name)).map(({ name }) => name);
      const plain = own.slice(0, 2).join('_') || 'row';
      const name = taken.has(plain) ? `${plain}_${taken.size + 1}` : plain;
      taken.add(name);
      return { ...check, name, expression };
    });
  }

  #key(key: Key): Key {
    return { ...key, columns: key.columns.map((column) => this.#style.column(column)) };
  }

  #index(table: Table, tableName: string, index: Index): Index {
    const name =
      index.name?.startsWith(`${table.name}_`) === true
        ? `${tableName}${index.name.slice(table.name.length)}`
        : index.name;
    return {
      ...index,
      ...(name !== undefined && { name }),
      parts: index.parts.map((part) => this.#part(part)),
      include: index.include.map((column) => this.#style.column(column)),
      ...(index.where !== undefined && { where: this.#written(index.where) }),
    };
  }

  #part(part: IndexPart): IndexPart {
    if (part.column !== undefined) return { ...part, column: this.#style.column(part.column) };
    return part.expression === undefined ? part : { ...part, expression: this.#written(part.expression) };
  }

  #written(written: WrittenExpression): WrittenExpression {
    if (this.#columnNames.size === 0) return written;
    return { text: this.#text(written.text), expression: renamed(written.expression, this.#columnNames) };
  }

  /** A setting is text: it is cast to what the column is. */
  #compared(written: WrittenExpression): WrittenExpression {
    const { text, expression } = this.#written(written);
    const type = this.leadingKey();
    if (type === undefined) return { text, expression };
    return { text: castTo(text, type), expression: withCast(expression, type) };
  }

  /** Renamed columns have capitals, which SQL keeps in quotes only. */
  #text(text: string): string {
    return text.replace(/'[^']*'|[a-z_]\w*/g, (word) => {
      const name = this.#columnNames.get(word);
      return name === undefined ? word : `"${name}"`;
    });
  }

  #keyOf(name: ObjectName): string {
    return keyOf(this.#pattern.dialect, name);
  }
}

function withCast<T>(value: T, type: string): T {
  if (Array.isArray(value)) return value.map((item) => withCast(item, type)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withCast(each, type)] as const));
  return (copy.kind === 'cast' && copy.type === 'bigint' ? { ...copy, type } : copy) as T;
}

function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]) => [key, renamed(each, names)] as const);
  const copy = Object.fromEntries(fields) as T & { readonly kind?: unknown; readonly name?: unknown };
  const isColumn = copy.kind === 'column' && typeof copy.name === 'string';
  return isColumn ? { ...copy, name: names.get(copy.name as string) ?? copy.name } : copy;
}

/** What tables, columns, enums and their values are called in a Prisma schema that is written anew. */
import { foldCase } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Domain, EnumType, Schema } from '../../model/schema.ts';
import type { Column, Table } from '../../model/table.ts';
import { freeName, sanitized, typeName } from './names.ts';
import { type PrismaType, prismaType } from './native-types.ts';
import type { PrismaProvider } from './provider.ts';

/** An enum of the schema, or one that belongs to a column (MySQL). */
export interface NamedEnum {
  readonly name: string;
  /** The database's name where it is another; undefined too for an enum that has none. */
  readonly mapped: string | undefined;
  readonly schema: string | undefined;
  /** Database value → name of the value, in order. */
  readonly values: ReadonlyMap<string, string>;
}

export class SchemaNames {
  readonly #schema: Schema;
  readonly #taken = new Set<string>();
  readonly #models = new Map<string, string>();
  readonly #fields = new Map<string, ReadonlyMap<string, string>>();
  readonly #enums = new Map<string, NamedEnum>();
  readonly #columnEnums = new Map<Column, NamedEnum>();

  constructor(schema: Schema, tables: readonly Table[]) {
    this.#schema = schema;
    const isShared = sharedNames([...tables, ...schema.enums.values()]);
    for (const table of tables) {
      this.#models.set(table.key, this.#typeName(table, isShared));
      this.#fields.set(table.key, this.#fieldNames(table));
    }
    for (const type of schema.enums.values()) {
      if (canBeEnum(type.values)) this.#enums.set(type.key, this.#named(type, isShared));
    }
    if (schema.dialect !== 'mysql') return;
    for (const table of tables) {
      for (const column of table.columns) {
        const { name, values } = column.type;
        if (name !== 'enum' || values === undefined || !canBeEnum(values)) continue;
        this.#columnEnums.set(column, {
          name: freeName(typeName(`${table.name}_${column.name}`), 'Enum', this.#taken),
          mapped: undefined,
          schema: undefined,
          values: valueNames(values),
        });
      }
    }
  }

  /** A name that several objects share is told apart by its schema. */
  #typeName(object: ObjectName, isShared: (name: string) => boolean): string {
    const name = isShared(object.name) && object.schema !== undefined ? `${object.schema}_${object.name}` : object.name;
    return freeName(typeName(name), 'Model', this.#taken);
  }

  #fieldNames(table: Table): ReadonlyMap<string, string> {
    const taken = new Set<string>();
    const fold = (name: string): string => foldCase(this.#schema.dialect, name);
    return new Map(table.columns.map(({ name }) => [fold(name), freeName(sanitized(name), 'field', taken)]));
  }

  #named(type: EnumType, isShared: (name: string) => boolean): NamedEnum {
    const name = this.#typeName(type, isShared);
    const mapped = name === type.name ? undefined : type.name;
    return { name, mapped, schema: type.schema, values: valueNames(type.values) };
  }

  model(table: ObjectName): string | undefined {
    return this.#models.get(keyOf(this.#schema.dialect, table));
  }

  field(table: ObjectName, column: string): string | undefined {
    const fields = this.#fields.get(keyOf(this.#schema.dialect, table));
    return fields?.get(foldCase(this.#schema.dialect, column));
  }

  enumOf(column: Column): NamedEnum | undefined {
    const { type } = column;
    if (type.schema === undefined && type.family !== 'unknown' && type.family !== 'enum') return undefined;
    const name = { schema: type.schema, name: type.name };
    return this.#columnEnums.get(column) ?? this.#enums.get(keyOf(this.#schema.dialect, name));
  }

  /** The type of a column's field. A domain is written as the type behind it. */
  type(provider: PrismaProvider, column: Column): PrismaType {
    const domain = this.domainOf(column);
    const base = domain && { ...domain.base, dimensions: domain.base.dimensions + column.type.dimensions };
    return prismaType(provider, base ?? column.type, this.enumOf(column)?.name);
  }

  domainOf({ type }: Column): Domain | undefined {
    if (type.family !== 'unknown') return undefined;
    return this.#schema.domains.get(keyOf(this.#schema.dialect, { schema: type.schema, name: type.name }));
  }

  /** All enums to be written, those of the schema first. */
  enums(): readonly NamedEnum[] {
    return [...this.#enums.values(), ...this.#columnEnums.values()];
  }
}

function sharedNames(objects: readonly ObjectName[]): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const { name } of objects) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (name) => counts.get(name)! > 1;
}

/** Prisma's enums cannot be empty. */
function canBeEnum(values: readonly string[]): boolean {
  return values.length > 0;
}

export function valueNames(values: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(values.map((value) => [value, freeName(sanitized(value), 'EMPTY_ENUM_VALUE', taken)]));
}

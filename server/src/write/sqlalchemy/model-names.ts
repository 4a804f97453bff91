import type { ObjectName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import { camelCase, pythonName } from './python-text.ts';

/** Names of classes, by the key of the table or enum type behind them. */
export interface ClassNames {
  readonly tables: ReadonlyMap<string, string>;
  readonly enums: ReadonlyMap<string, string>;
}

/** One name for each table and enum; the schema, then a number, keeps those apart that would be the same. */
export function classNames(schema: Schema, taken: Iterable<string>): ClassNames {
  const used = new Set(taken);
  const choose = (object: ObjectName): string => {
    const plain = camelCase(object.name);
    const long = object.schema === undefined ? plain : camelCase(`${object.schema}_${object.name}`);
    let name = used.has(plain) ? long : plain;
    for (let count = 2; used.has(name); count++) name = `${long}${count}`;
    used.add(name);
    return name;
  };
  const tables = new Map([...schema.tables.values()].map((table) => [table.key, choose(table)] as const));
  const enums = new Map([...schema.enums.values()].map((type) => [type.key, choose(type)] as const));
  return { tables, enums };
}

/** Names that a mapped class has already. */
const reserved: readonly string[] = ['metadata', 'registry'];

/** The attribute of each column, by the column's name. */
export function attributeNames(table: Table, taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const used = new Set([...taken, ...reserved]);
  const attributes = new Map<string, string>();
  for (const { name } of table.columns) {
    // A class makes other names of those with two underscores in front.
    let attribute = pythonName(name).replace(/^__+/, '_');
    while (used.has(attribute)) attribute += '_';
    used.add(attribute);
    attributes.set(name, attribute);
  }
  return attributes;
}

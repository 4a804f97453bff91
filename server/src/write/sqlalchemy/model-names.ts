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

/** Names that every class of SQLModel has besides: those of Pydantic's `BaseModel`. */
const ofPydantic: readonly string[] = (
  'copy dict json schema schema_json construct validate parse_obj parse_raw parse_file from_orm update_forward_refs ' +
  'fields model_config model_fields model_extra model_computed_fields model_fields_set model_construct model_copy ' +
  'model_dump model_dump_json model_json_schema model_post_init model_rebuild model_validate model_validate_json ' +
  'sqlmodel_update'
).split(' ');

/** The attribute of each column, by the column's name. SQLModel keeps a field with `_` in front to itself. */
export function attributeNames(
  table: Table,
  taken: ReadonlySet<string>,
  isSqlmodel: boolean,
): ReadonlyMap<string, string> {
  const used = new Set([...taken, ...reserved, ...(isSqlmodel ? ofPydantic : [])]);
  const attributes = new Map<string, string>();
  for (const { name } of table.columns) {
    // A class makes other names of those with two underscores in front.
    let attribute = pythonName(name).replace(/^__+/, '_');
    if (isSqlmodel) attribute = pythonName(attribute.replace(/^_+(?=[A-Za-z])/, '').replace(/^_/, 'c_'));
    while (used.has(attribute)) attribute += '_';
    used.add(attribute);
    attributes.set(name, attribute);
  }
  return attributes;
}

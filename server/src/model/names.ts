import { type Dialect, foldCase } from './dialect.ts';

/** A table, view, type or sequence name; `schema` is undefined in the dialect's default schema. */
export interface ObjectName {
  readonly schema: string | undefined;
  readonly name: string;
}

/** The key under which an object is found in its schema. */
export function keyOf(dialect: Dialect, name: ObjectName): string {
  return foldCase(dialect, name.schema === undefined ? name.name : `${name.schema}.${name.name}`);
}

/** The name as a person writes it: `schema.name`, or only the name in the default schema. */
export function displayName(name: ObjectName): string {
  return name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
}

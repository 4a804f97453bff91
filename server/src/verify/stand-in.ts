/**
 * What a schema takes for granted and the embedded PostgreSQL does not have: roles, schemas of platforms, types of
 * extensions. A stand-in has the name and nothing of the behaviour.
 */
import type { Refusal } from './messages.ts';

/** The SQL that makes what a refused statement lacks; undefined where that is not one of the three. */
export function standInFor(refusal: Refusal, anyType: boolean): string | undefined {
  const role = match(refusal, '42704', /^role "(.+)" does not exist$/);
  if (role !== undefined) return `create role ${quoted(role)}`;
  const type = match(refusal, '42704', /^type "(.+?)(?:\[\])*" does not exist$/);
  if (type !== undefined) return anyType || extensionOfType(type) !== undefined ? typeNamed(type) : undefined;
  const schema = match(refusal, '3F000', /^schema "(.+)" does not exist$/);
  if (schema !== undefined && anyType) return `create schema ${quoted(schema)} authorization architect`;
  return undefined;
}

function match(refusal: Refusal, code: string, pattern: RegExp): string | undefined {
  return refusal.code === code ? pattern.exec(refusal.message)?.[1] : undefined;
}

const types: Readonly<Record<string, string>> = {
  vector: 'pgvector',
  halfvec: 'pgvector',
  sparsevec: 'pgvector',
  geometry: 'PostGIS',
  geography: 'PostGIS',
  box2d: 'PostGIS',
  box3d: 'PostGIS',
  raster: 'PostGIS',
  topogeometry: 'PostGIS',
  h3index: 'h3',
  hll: 'hll',
  semver: 'semver',
  agtype: 'Apache AGE',
  roaringbitmap: 'roaringbitmap',
};

/** The extension that brings a type which the embedded PostgreSQL lacks. */
export function extensionOfType(name: string): string | undefined {
  const bare = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(types, bare) ? types[bare] : undefined;
}

/**
 * A base type that is text inside and takes any modifiers: `vector(1536)`, `geometry(Point, 4326)`. As text is what it
 * can be cast to, it can be compared and indexed.
 */
function typeNamed(written: string): string {
  const dot = written.lastIndexOf('.');
  const schema = dot === -1 ? 'extensions' : written.slice(0, dot);
  const name = written.slice(dot + 1);
  const type = `${quoted(schema)}.${quoted(name)}`;
  const part = (what: string) => `${quoted(schema)}.${quoted(`stand_in_${name}_${what}`)}`;
  return `create schema if not exists ${quoted(schema)};
create type ${type};
create function ${part('in')}(cstring) returns ${type} language internal immutable strict as 'textin';
create function ${part('out')}(${type}) returns cstring language internal immutable strict as 'textout';
create function ${part('modifier')}(cstring[]) returns integer language internal immutable strict as 'array_ndims';
create type ${type} (input = ${part('in')}, output = ${part('out')}, typmod_in = ${part('modifier')}, storage = extended, collatable = true);
create cast (${type} as text) without function as implicit;
create cast (text as ${type}) without function as assignment;
grant usage on schema ${quoted(schema)} to public`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

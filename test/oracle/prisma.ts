/** Compares our model of a Prisma schema with the DDL that Prisma makes of it, read by our reader of SQL. */

import { prisma } from '../../server/src/lower/prisma/prisma-language.ts';
import { prismaSources } from '../../server/src/lower/prisma/prisma-sources.ts';
import { dialectOf, providerNamed } from '../../server/src/lower/prisma/provider.ts';
import { lowerStatement } from '../../server/src/lower/sql/lower-statement.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import { displayName } from '../../server/src/model/names.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { Table } from '../../server/src/model/table.ts';
import { splitStatements } from '../../server/src/syntax/sql/splitter.ts';
import { compareFacts, type Difference, describeExpression, type Facts } from './catalog-table.ts';
import { prismaDdl, type SchemaFile } from './prisma-engine.ts';

export interface Verdict {
  readonly tables: number;
  readonly enums: number;
  readonly differences: readonly Difference[];
}

/** Throws what Prisma says when it refuses the schema. */
export async function judge(files: readonly SchemaFile[]): Promise<Verdict> {
  const provider = providerOf(files);
  const dialect = dialectOf(providerNamed(provider) ?? 'postgresql')!;
  const accepted = files.map(({ path, content }) => ({ path, content: asTodaysPrismaWants(content) }));
  const ddl = await prismaDdl(accepted, provider);
  return compare(readSql(asPostgresWrites(ddl, provider), dialect), readPrisma(files, dialect));
}

export function providerOf(files: readonly SchemaFile[]): string {
  return files.map(({ content }) => prismaSources(content).provider).find((each) => each !== undefined) ?? '';
}

const previewFeatures: ReadonlySet<string> = new Set(['partialIndexes', 'postgresqlExtensions', 'views']);

/** Since Prisma 7 addresses are not written here, and features that are no preview any more are refused. */
function asTodaysPrismaWants(schema: string): string {
  return schema
    .replace(/^[ \t]*(?:url|directUrl|shadowDatabaseUrl)[ \t]*=.*$/gm, '')
    .replace(/^([ \t]*previewFeatures[ \t]*=[ \t]*)\[([^\]]*)\]/gm, (_, start: string, list: string) => {
      const kept = [...list.matchAll(/"(\w+)"/g)].filter(([, name]) => previewFeatures.has(name!));
      return `${start}[${kept.map(([text]) => text).join(', ')}]`;
    });
}

/** CockroachDB's names of types that PostgreSQL has too. */
function asPostgresWrites(ddl: string, provider: string): string {
  if (provider !== 'cockroachdb') return ddl;
  return ddl.replace(/(?<=[ :])STRING\b/g, 'TEXT').replace(/(?<= )BYTES\b/g, 'BYTEA');
}

export function readSql(text: string, dialect: Dialect): Schema {
  const changes = splitStatements(text, dialect).flatMap((statement, unit) => {
    const source = text.slice(statement.start, statement.end);
    return lowerStatement(statement.tokens, source, { file: 'ddl', unit }, dialect, undefined).changes;
  });
  return foldChanges(changes, dialect);
}

export function readPrisma(files: readonly SchemaFile[], dialect: Dialect): Schema {
  return foldChanges(changesOf(files, dialect), dialect);
}

export function changesOf(files: readonly SchemaFile[], dialect: Dialect): readonly SchemaChange[] {
  const program = prisma.newProgram(dialect);
  const places: { readonly file: string; readonly unit: number }[] = [];
  for (const { path, content } of files) {
    const units = prisma.split(content).map(({ start, end }, id) => ({ id, text: content.slice(start, end) }));
    program.setUnits(path, units);
    places.push(...units.map(({ id }) => ({ file: path, unit: id })));
  }
  return places.flatMap(({ file, unit }) => program.lowered(file, unit).changes);
}

/** What differs, table by table. */
export function compare(database: Schema, model: Schema): Verdict {
  const differences: Difference[] = [];
  const note = (difference: Difference | undefined) => {
    if (difference !== undefined) differences.push(difference);
  };
  for (const name of new Set([...database.tables.keys(), ...model.tables.keys()])) {
    note(compareFacts(name, factsOf(database.tables.get(name)), factsOf(model.tables.get(name))));
  }
  const enumFacts = (schema: Schema) =>
    [...schema.enums.values()].map((type) => `${displayName(type)}: ${type.values.join(', ')}`);
  note(compareFacts('enums', enumFacts(database), enumFacts(model)));
  const gaps = [...model.gaps, ...[...model.tables.values()].flatMap((table) => table.gaps)];
  note(
    compareFacts(
      'gaps',
      [],
      gaps.map(({ reason }) => reason),
    ),
  );
  return { tables: database.tables.size, enums: database.enums.size, differences };
}

/** Everything about a table but its places. */
function factsOf(table: Table | undefined): Facts {
  if (table === undefined) return [];
  const { columns, primaryKey, uniques, indexes, foreignKeys, checks } = table;
  return [
    ...columns.map(({ default: value, ...column }) =>
      fact('column', { ...column, ...(value !== undefined && { default: describeExpression(value) }) }),
    ),
    ...(primaryKey === undefined ? [] : [fact('primary key', primaryKey)]),
    ...uniques.map((key) => fact('unique', key)),
    ...indexes.map(({ where, ...index }) =>
      fact('index', { ...index, ...(where !== undefined && { where: describeExpression(where) }) }),
    ),
    ...foreignKeys.filter(({ enforced }) => enforced !== false).map((key) => fact('foreign key', key)),
    ...checks.map((check) => fact('check', check)),
  ];
}

const unsaid: ReadonlySet<string> = new Set([
  'origin',
  'nameOrigin',
  'targetOrigin',
  'orm',
  // Whether the statement says it inside the column is no fact of the database.
  'inline',
  // Spelling of a type, whose name and arguments are compared.
  'text',
]);

function fact(kind: string, element: object): string {
  return `${kind} ${JSON.stringify(element, (key, value) => (unsaid.has(key) ? undefined : sorted(value)))}`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

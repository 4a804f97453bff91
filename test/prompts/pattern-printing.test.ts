/** The schemas of the patterns in each language that the architect answers in, judged by those who own the language. */
import { readdirSync, readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../server/src/model/schema.ts';
import { printPrismaSchema } from '../../server/src/write/prisma/print-schema.ts';
import { printSchema } from '../../server/src/write/sql/print-schema.ts';
import { printSqlalchemyModels } from '../../server/src/write/sqlalchemy/print-models.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { prismaDdl } from '../oracle/prisma-engine.ts';
import { comparable } from '../write/comparable-schema.ts';
import { mistakes } from '../write/prisma-kit.ts';
import { readModels } from '../write/sqlalchemy-kit.ts';
import { promptsFolder } from './prompt-files.ts';

const folder = new URL('patterns/', promptsFolder);
const schemas = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => ({ file, schema: read(readFileSync(new URL(file, folder), 'utf8')) }));

let postgres: PGlite;
beforeAll(async () => {
  postgres = await PGlite.create({ extensions: { btree_gist, pg_trgm } });
});
afterAll(() => postgres.close());

describe.each(schemas)('$file', ({ schema }) => {
  test('as SQL it is the same schema, and executes', async () => {
    const printed = printSchema(schema);
    expect(comparable(read(printed))).toEqual(comparable(schema));
    await execute(printed);
  });

  test('as Prisma it is valid, and what Prisma makes of it executes', async () => {
    const printed = printPrismaSchema(schema);
    expect(mistakes(new Map([['schema.prisma', printed]]))).toEqual([]);
    // Prisma has no checks and no identity columns, so what it can say of the schema keeps these findings.
    const unsayable = new Set(['serial-type', 'jsonb-no-shape-check', 'free-text-enum']);
    expect(findingsIn('schema.prisma', printed).filter((rule) => !unsayable.has(rule))).toEqual([]);
    await execute(await prismaDdl([{ path: 'schema.prisma', content: printed }], 'postgresql'));
  });

  test('as SQLAlchemy it has the same tables and columns, and no findings', () => {
    const printed = printSqlalchemyModels(schema);
    const models = readModels(new Map([['models.py', printed]]), 'postgresql');
    // Whether a program changes documents in place is its own affair; the rule's hint says so of any.
    const open = new Set(['sa-json-mutation-untracked']);
    expect(findingsIn('models.py', printed).filter((rule) => !open.has(rule))).toEqual([]);
    expect(columnsOf(models.schema)).toEqual(columnsOf(schema));
  });
});

function read(text: string): Schema {
  return analyze([{ file: 'schema.sql', text }]).databases()[0]!.schema;
}

function findingsIn(file: string, text: string): readonly string[] {
  return allFindings(analyze([{ file, text, dialect: 'postgresql' }])).map(({ rule }) => rule);
}

/** Extensions are no part of what is printed; whoever shows the schema names those that it needs. */
async function execute(sql: string): Promise<void> {
  await postgres.exec('drop schema if exists public cascade; create schema public; set search_path to public');
  await postgres.exec('create extension btree_gist; create extension pg_trgm');
  await postgres.exec(sql);
}

/** Partitions are left out: their columns are those of the table that they are a part of. */
function columnsOf(schema: Schema): readonly string[] {
  return [...schema.tables.values()]
    .filter((table) => table.partitionOf === undefined)
    .flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`))
    .sort();
}

/** New tables beside those that a workspace has, judged by those who own the language. */
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adaptSchema } from '../../server/src/architect/schema/adapt-schema.ts';
import { printAdapted } from '../../server/src/architect/schema/print-adapted.ts';
import { mistakes } from '../write/prisma-kit.ts';
import { readModels } from '../write/sqlalchemy-kit.ts';
import { readPrompts } from './kit/knowledge.ts';
import { fastapi, prisma, sql, workspaceOf } from './kit/workspaces.ts';

const knowledge = readPrompts();
const names = [...new Set(knowledge.patterns.flatMap(({ schema }) => schema ?? []))];
const schemaOf = (files: typeof sql) => workspaceOf(files).databases[0]!.schema;
const workspaces = { sql: schemaOf(sql), prisma: schemaOf(prisma), fastapi: schemaOf(fastapi) };

let postgres: PGlite;
beforeAll(async () => {
  postgres = await PGlite.create({ extensions: { btree_gist, pg_trgm } });
});
afterAll(() => postgres.close());

describe.each(names)('%s', (name) => {
  const pattern = knowledge.schemaOf(name)!;

  test('as SQL it executes behind the migrations of the workspace', async () => {
    await postgres.exec('drop schema if exists public cascade; create schema public; set search_path to public');
    await postgres.exec('create extension if not exists btree_gist; create extension if not exists pg_trgm');
    for (const [file, text] of Object.entries(sql)) if (file.endsWith('.sql')) await postgres.exec(text);
    const { code } = printAdapted(adaptSchema(pattern, workspaces.sql), 'sql');
    await postgres.exec(code);
  });

  test('as Prisma it is valid beside the models of the workspace, with the lines that they get', () => {
    const { code, additions } = printAdapted(adaptSchema(pattern, workspaces.prisma), 'prisma');
    const present = additions.reduce(
      (text, { model, lines }) => text.replace(`model ${model} {`, `model ${model} {\n  ${lines.join('\n  ')}`),
      prisma['prisma/schema.prisma']!,
    );
    expect(mistakes(new Map([['schema.prisma', `${present}\n${code}\n`]]))).toEqual([]);
  });

  test('as SQLAlchemy it is read with all its tables, and with references to those that exist', () => {
    const adapted = adaptSchema(pattern, workspaces.fastapi);
    const { code } = printAdapted(adapted, 'sqlalchemy');
    const { schema } = readModels(new Map([['models.py', code]]), 'postgresql');
    const wanted = [...adapted.schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
    expect([...schema.tables.values()].map((table) => table.name).sort()).toEqual(
      wanted.map((table) => table.name).sort(),
    );
    for (const table of wanted) {
      const read = schema.tables.get(table.key)!;
      const targets = (foreignKeys: typeof table.foreignKeys) =>
        foreignKeys.map(({ references }) => references.table.name).sort();
      expect(targets(read.foreignKeys), table.name).toEqual(targets(table.foreignKeys));
    }
  });
});

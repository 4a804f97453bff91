/** The schemas of the patterns: a database takes them, our reader understands all of them, our rules find nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allFindings, analyze } from '../kit/analyze.ts';

const folder = new URL('../../prompts/patterns/', import.meta.url);
const schemas = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

let postgres: PGlite;
beforeAll(async () => {
  postgres = await PGlite.create({ extensions: { btree_gist } });
});
afterAll(() => postgres.close());

test('there are schemas', () => expect(schemas.length).toBeGreaterThan(0));

describe.each(schemas)('$file', ({ file, text }) => {
  test('executes', async () => {
    await postgres.exec('drop schema if exists public cascade; create schema public; set search_path to public');
    await postgres.exec(text);
    const created = await postgres.query<{ count: number }>(
      `select count(*)::int as count from pg_tables where schemaname = 'public'`,
    );
    expect(created.rows[0]?.count).toBeGreaterThan(0);
  });

  test('is read without gaps', () => expect(analyze([{ file, text }]).gaps()).toEqual([]));

  test('has no findings', () => {
    const findings = allFindings(analyze([{ file, text }]));
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

/** Embedded databases that say whether they take the files of a test. */
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { printSchema } from '../../server/src/write/sql/print-schema.ts';
import { analyze } from './analyze.ts';
import type { FixtureFile } from './fixture.ts';

/**
 * The error of the first file that a fresh database refuses; undefined when it takes all, or when none is at hand. Of
 * files in other languages than SQL the schema that they describe is executed.
 */
export async function executionError(files: readonly FixtureFile[], dialect: Dialect): Promise<string | undefined> {
  const sorted = [...files].sort((one, other) => (one.file < other.file ? -1 : 1));
  const scripts = [sorted.filter(isSql).map((file) => file.text)];
  if (!files.every(isSql)) {
    const analyzer = analyze(files, { rules: [], dialect });
    const described = analyzer.databases().filter((database) => !database.files.every(isSql));
    scripts.push(...described.map(({ schema }) => [printSchema(schema)]));
  }
  for (const texts of scripts) {
    const error =
      dialect === 'postgresql' ? await postgresError(texts) : dialect === 'sqlite' ? sqliteError(texts) : undefined;
    if (error !== undefined) return error;
  }
  return undefined;
}

function isSql({ file }: { readonly file: string }): boolean {
  return file.endsWith('.sql');
}

let database: Promise<PGlite> | undefined;

/** One database for all tests of a file: starting it takes seconds, a fresh schema in it milliseconds. */
async function postgresError(texts: readonly string[]): Promise<string | undefined> {
  database ??= PGlite.create();
  const postgres = await database;
  await postgres.exec('drop schema if exists public cascade; create schema public; set search_path to public');
  try {
    // CONCURRENTLY cannot run in the implicit transaction of several statements.
    for (const text of texts) await postgres.exec(text.replace(/\bconcurrently\b/gi, ''));
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function sqliteError(texts: readonly string[]): string | undefined {
  const sqlite = new DatabaseSync(':memory:');
  try {
    for (const text of texts) sqlite.exec(text);
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    sqlite.close();
  }
}

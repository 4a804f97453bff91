/** Embedded databases that say whether they take the files of a test. */
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';
import type { Dialect } from '../../server/src/model/dialect.ts';
import type { FixtureFile } from './fixture.ts';

/** The error of the first file that a fresh database refuses; undefined when it takes all, or when none is at hand. */
export async function executionError(files: readonly FixtureFile[], dialect: Dialect): Promise<string | undefined> {
  const texts = [...files].sort((one, other) => (one.file < other.file ? -1 : 1)).map((file) => file.text);
  if (dialect === 'postgresql') return postgresError(texts);
  if (dialect === 'sqlite') return sqliteError(texts);
  return undefined;
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

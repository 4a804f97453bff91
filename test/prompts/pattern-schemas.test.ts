/** The schemas of the patterns: a database takes them, our model of them is its catalog, our rules find nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allFindings, analyze } from '../kit/analyze.ts';
import { judge } from '../oracle/postgres.ts';
import { promptsFolder } from './prompt-files.ts';

const folder = new URL('patterns/', promptsFolder);
const schemas = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

test('PostgreSQL takes every statement, and its catalog is what we read', async () => {
  // Each in a schema of its own, because several have a table of users.
  const apart = schemas.map(({ file, text }, at) => ({
    file,
    text: `create schema pattern_${at};\nset search_path to pattern_${at}, public;\n${text}`,
  }));
  const verdict = await judge([
    { file: '0.sql', text: 'set search_path to public; create extension btree_gist;' },
    ...apart,
  ]);
  expect(verdict.refused).toEqual([]);
  expect(verdict.gaps).toEqual([]);
  expect(verdict.differences).toEqual([]);
  expect(verdict.tables).toBe(apart.flatMap(({ text }) => text.match(/^create table /gm) ?? []).length);
});

describe.each(schemas)('$file', ({ file, text }) => {
  const analyzer = analyze([{ file, text }]);

  test('is read without gaps', () => expect(analyzer.gaps()).toEqual([]));

  test('has no findings', () => {
    expect(allFindings(analyzer).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

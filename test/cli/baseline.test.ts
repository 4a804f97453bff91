import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type BaselineEntry,
  compareWithBaseline,
  countFindings,
  type FindingIdentity,
  readBaseline,
  statementHash,
  writeBaseline,
} from '../../server/src/cli/baseline.ts';
import { folderWith, run } from './kit/command-line.ts';

const known: FindingIdentity = { rule: 'r', file: 'a.sql', table: 't', columns: ['c'], statement: 'hash' };

function compare(findings: readonly FindingIdentity[], entries: readonly BaselineEntry[]) {
  const { fresh, known, stale } = compareWithBaseline(findings, (finding) => finding, entries);
  return { fresh: fresh.length, known: known.length, stale: stale.map(({ count }) => count) };
}

test('a finding is known by everything together', () => {
  const entries = countFindings([known]);
  expect(compare([known], entries)).toEqual({ fresh: 0, known: 1, stale: [] });
  expect(compare([{ ...known, rule: 'other' }], entries)).toEqual({ fresh: 1, known: 0, stale: [1] });
  expect(compare([{ ...known, table: 'other' }], entries)).toEqual({ fresh: 1, known: 0, stale: [1] });
  expect(compare([{ ...known, columns: ['c', 'd'] }], entries)).toEqual({ fresh: 1, known: 0, stale: [1] });
});

test('an edited statement keeps the findings of its table', () => {
  expect(compare([{ ...known, statement: 'other' }], countFindings([known])).known).toBe(1);
});

test('a finding about no table is known by its statement alone', () => {
  const error = { ...known, table: null, columns: [] };
  expect(compare([error], countFindings([error])).known).toBe(1);
  expect(compare([{ ...error, statement: 'other' }], countFindings([error])).fresh).toBe(1);
});

test('a file that moved keeps its findings, one that changed as well does not', () => {
  expect(compare([{ ...known, file: 'b.sql' }], countFindings([known])).known).toBe(1);
  expect(compare([{ ...known, file: 'b.sql', statement: 'other' }], countFindings([known])).fresh).toBe(1);
});

test('as many are known as were counted', () => {
  expect(compare([known, known, known], countFindings([known, known]))).toEqual({ fresh: 1, known: 2, stale: [] });
  expect(compare([known], countFindings([known, known]))).toEqual({ fresh: 0, known: 1, stale: [1] });
});

test('an exact match goes before a similar one', () => {
  const similar = { ...known, statement: 'other' };
  const { fresh } = compareWithBaseline([similar, known], (finding) => finding, countFindings([known]));
  expect(fresh).toEqual([similar]);
});

test('formatting and comments do not change a statement', () => {
  const hash = statementHash('create table a (id int);');
  expect(statementHash('CREATE TABLE a ( -- all of them\n  id int)').length).toBe(hash.length);
  expect(statementHash('CREATE  TABLE a /* x */ (id\n int);')).toBe(hash);
  expect(statementHash('create table b (id int);')).not.toBe(hash);
});

test('written and read again', () => {
  const entries = countFindings([known, known, { ...known, rule: 'a', table: null }]);
  const text = writeBaseline(entries);
  expect(text.split('\n')).toHaveLength(8);
  expect(readBaseline(text, 'x')).toEqual([...entries].sort((a, b) => (a.rule < b.rule ? -1 : 1)));
  expect(readBaseline(writeBaseline([]), 'x')).toEqual([]);
});

test.each([
  ['{', 'it is not JSON'],
  ['[]', 'it has no list of findings'],
  ['{"version":2,"findings":[]}', 'it has version 2, not 1'],
  ['{"version":1,"findings":[{"rule":1}]}', 'finding 1 is not understood'],
])('a broken baseline %j', (text, problem) => {
  expect(() => readBaseline(text, 'b.json')).toThrow(`The baseline b.json cannot be used: ${problem}.`);
});

const old = 'create table a (x int);\ncreate table b (y int);\n';

async function adopted(files: Record<string, string>) {
  const cwd = folderWith(files);
  expect(await run(['check', '--write-baseline'], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Accepted \d+ findings? in \d+ files?\./),
  });
  const check = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(
      ['check', '--format', 'json', '--baseline', 'db-architect-baseline.json', ...args],
      { cwd },
    );
    return { code, stderr, rules: JSON.parse(stdout).findings.map(({ table }: { table: string }) => table) };
  };
  return { cwd, check };
}

test('an old schema is accepted, and only what is new is shown', async () => {
  const { cwd, check } = await adopted({ 'schema.sql': old });
  expect(await check('--severity', 'hint')).toEqual({
    code: 0,
    rules: [],
    stderr: expect.stringMatching(/^The baseline hides [2-9] findings/),
  });
  writeFileSync(`${cwd}/schema.sql`, `-- a line more\n${old}create table c (z int);\n`);
  expect(await check()).toMatchObject({ code: 1, rules: ['c'] });
});

test('findings that are gone are told, and dropped when it is written again', async () => {
  const { cwd, check } = await adopted({ 'schema.sql': old, 'other/schema.sql': old });
  writeFileSync(`${cwd}/schema.sql`, 'create table a (x int primary key);\ncreate table b (y int);\n');
  expect((await check()).stderr).toMatch(/; [1-9] in it (?:is|are) gone/);
  const entriesOf = (table: string) =>
    JSON.parse(readFileSync(`${cwd}/db-architect-baseline.json`, 'utf8')).findings.filter(
      (entry: BaselineEntry) => entry.table === table && entry.rule === 'no-primary-key',
    );
  expect(entriesOf('a')).toHaveLength(2);
  // Only one of the two files is checked: what is known of the other one stays.
  await run(['check', '--write-baseline', 'schema.sql'], { cwd });
  expect(entriesOf('a')).toMatchObject([{ file: 'other/schema.sql' }]);
  expect((await check()).stderr).toMatch(/; 0 in it are gone/);
});

test('files are named relative to the baseline, wherever the check runs', async () => {
  const { cwd } = await adopted({ 'db/schema.sql': old, 'elsewhere/readme.md': '' });
  const { code } = await run(['check', '../db', '--baseline', '../db-architect-baseline.json'], {
    cwd: `${cwd}/elsewhere`,
  });
  expect(code).toBe(0);
});

test('a moved file stays accepted', async () => {
  const { cwd, check } = await adopted({ 'schema.sql': old });
  mkdirSync(`${cwd}/db`);
  renameSync(`${cwd}/schema.sql`, `${cwd}/db/schema.sql`);
  expect(await check()).toMatchObject({ code: 0, rules: [] });
});

test('a baseline that is not there', async () => {
  const cwd = folderWith({ 'schema.sql': old });
  const { code, stderr } = await run(['check', '--baseline', 'none.json'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(`There is no baseline ${cwd}/none.json.`);
});

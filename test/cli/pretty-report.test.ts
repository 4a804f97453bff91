import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { CheckReport } from '../../server/src/cli/check-report.ts';
import { paintFor } from '../../server/src/cli/paint.ts';
import { prettyReport } from '../../server/src/cli/reporters/pretty.ts';
import type { Severity } from '../../server/src/rules/finding.ts';
import { folderWith, run, shop } from './kit/command-line.ts';
import { finding, reportWith } from './kit/report.ts';

async function pretty(files: Record<string, string>, options: { columns?: number } = {}) {
  return (await run(['check'], { cwd: folderWith(files), ...options })).stdout;
}

const plain = (changes: Partial<CheckReport> = {}) =>
  prettyReport(reportWith(changes), { paint: (text) => text, width: 80 });

test('a finding with its frame, its fix and the summary', () => {
  expect(plain()).toBe(`── db/schema.sql ──────────────────────────────────────────────────── 1 warning

warning fk-without-index  db/schema.sql:4:3
  No index begins with orders (customer_id), so each delete from customer reads
  all of orders.

    3 │   id bigint primary key,
    4 │   customer_id bigint not null references customer (id)
      │   ^^^^^^^^^^^
    5 │ );

  see db/schema.sql:1:14 customer is created here
  fix Add an index on orders (customer_id)

More about a rule: db-architect explain fk-without-index
✖ 1 finding in 1 file: 1 warning, 1 fixable with --fix (2 tables, 0.12 s)
`);
});

const lastLine = (changes: Partial<CheckReport>) => plain(changes).trimEnd().split('\n').at(-1);

test('the last line sums up', () => {
  const severe = (severity: Severity) => ({ ...finding, severity, fixable: false });
  expect(lastLine({ findings: [], files: 1234 })).toBe('✔ No findings in 1,234 files (2 tables, 0.12 s)');
  expect(lastLine({ findings: [severe('info'), severe('info')], files: 3 })).toBe(
    '● 2 findings in 1 of 3 files: 2 infos (2 tables, 0.12 s)',
  );
  expect(lastLine({ findings: [severe('hint'), severe('error'), severe('warning')] })).toBe(
    '✖ 3 findings in 1 file: 1 error, 1 warning, 1 hint (2 tables, 0.12 s)',
  );
});

test('a fix that has to be read first says so and is not counted', () => {
  const text = plain({ fixesFor: () => [{ title: 'Make it text', safe: false, edits: [] }] });
  expect(text).toContain('fix Make it text (review it, --fix leaves it out)');
  expect(text).not.toContain('fixable');
});

test('what was fixed and what the baseline hides', () => {
  expect(plain({ fixed: 3, findings: [] })).toContain('Fixed 3 findings.\n✔ No findings');
  expect(plain({ fixed: 0 })).toContain('Nothing could be fixed safely.');
  expect(plain({ fixed: 1 })).toContain('1 finding in 1 file: 1 warning, 1 fixable (');
  expect(plain({ baseline: { known: [finding], stale: 0 } })).toContain('The baseline hides 1 finding.\n');
  expect(plain({ baseline: { known: [], stale: 2 } })).toContain('2 findings in it are gone');
});

test('colours on a terminal, and the same text under them', () => {
  const paint = paintFor({ write: () => {}, columns: 80 }, {});
  const coloured = prettyReport(reportWith(), { paint, width: 80 });
  expect(coloured).toContain('\x1b[1m\x1b[33mwarning\x1b[39m\x1b[22m');
  expect(stripVTControlCharacters(coloured)).toBe(plain());
});

test('colours are for terminals, unless the environment says otherwise', async () => {
  const cwd = folderWith({ 'schema.sql': shop });
  const isColoured = async (env: Record<string, string>, columns?: number) => {
    const { stdout } = await run(['check'], { cwd, env, ...(columns !== undefined && { columns }) });
    return stdout.includes('\x1b[');
  };
  expect(await isColoured({})).toBe(false);
  expect(await isColoured({}, 80)).toBe(true);
  expect(await isColoured({ TERM: 'dumb' }, 80)).toBe(false);
  expect(await isColoured({ NO_COLOR: '1' }, 80)).toBe(false);
  expect(await isColoured({ NO_COLOR: '' }, 80)).toBe(true);
  expect(await isColoured({ FORCE_COLOR: '1' })).toBe(true);
  expect(await isColoured({ FORCE_COLOR: '0' }, 80)).toBe(false);
  expect(await isColoured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
});

test('lines fit the terminal', async () => {
  const wide = `create table customer (id bigint primary key);
create table orders (id bigint primary key, ${'a_rather_long_column_name text, '.repeat(10)} customer_id bigint not null references customer (id));
`;
  const text = await pretty({ 'schema.sql': wide }, { columns: 60 });
  const lines = stripVTControlCharacters(text).split('\n');
  // The summary and the name of a place are not broken.
  for (const line of lines.slice(0, -4)) expect(line.length, line).toBeLessThanOrEqual(60);
  const marked = lines.findIndex((line) => line.includes('^'));
  const column = lines[marked]!.indexOf('^');
  const carets = /\^+/.exec(lines[marked]!)![0].length;
  expect(lines[marked - 1]!.slice(column, column + carets)).toBe('customer_id');
});

test('gaps are told, few of them one by one', async () => {
  const broken = Array.from({ length: 7 }, (_, i) => `alter table a frobnicate ${i};\n`).join('');
  const text = await pretty({ 'schema.sql': `create table a (id bigint primary key);\n${broken}` });
  expect(text).toContain('7 places were not understood.');
  expect(text.match(/schema\.sql:\d+:\d+ \w/g)).toHaveLength(5);
  expect(text).toContain('and 2 more; --format json lists all');
});

test('what a file says cannot steer the terminal', async () => {
  const text = await pretty({
    'schema.sql': shop.replace('not null references', 'not null /* \x1b[31m\x1b]0;title\x07 \u202e */ references'),
  });
  for (const steering of ['\x1b', '\x07', '\u202e']) expect(text).not.toContain(steering);
  expect(text).toContain('\ufffd[31m');
});

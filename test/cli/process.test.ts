/** The bundle in processes of its own: exit codes, streams, and files that are no good. */

import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildBundle, clean, folderWith, runBundle, shop } from './kit/command-line.ts';

let bundle: string;

beforeAll(() => {
  bundle = buildBundle('cli-test');
}, 120_000);

const warned = '{ "rules": { "fk-without-index": "warning" } }';

async function check(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await runBundle(bundle, ['check', '--format', 'json', ...args], { cwd });
  expect(stderr, 'nothing unexpected').not.toContain('mistake');
  const { findings, files } = JSON.parse(stdout);
  return {
    code,
    stderr,
    files,
    findings: findings.map(
      ({ rule, file, message, range }: { rule: string; file: string; message: string; range: { start: object } }) => ({
        rule,
        file,
        message,
        start: range.start,
      }),
    ),
  };
}

test('exit codes', async () => {
  const cwd = folderWith({ 'bad/schema.sql': shop, 'bad/db-architect.jsonc': warned, 'good/schema.sql': clean });
  const code = async (...args: string[]) => (await runBundle(bundle, args, { cwd })).code;
  expect(await code('check', 'good')).toBe(0);
  expect(await code('check', 'bad')).toBe(1);
  expect(await code('check', 'none')).toBe(2);
  expect(await code('--help')).toBe(0);
  expect(await code('--nonsense')).toBe(2);
});

test('the bundle is a program that a shell can start', async () => {
  const { PATH = '' } = process.env;
  const outcome = await new Promise((done, failed) =>
    execFile(bundle, ['--version'], { env: { PATH: `${dirname(process.execPath)}:${PATH}` } }, (error, stdout) =>
      error === null ? done(stdout) : failed(error),
    ),
  );
  expect(outcome).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('the other commands', async () => {
  const cwd = folderWith({ 'schema.sql': shop });
  const stdout = async (...args: string[]) => {
    const outcome = await runBundle(bundle, args, { cwd });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    return outcome.stdout;
  };
  expect(await stdout('schema')).toMatch(/create table customer/i);
  expect(JSON.parse(await stdout('rules', '--format', 'json')).rules.length).toBeGreaterThan(50);
  expect(await stdout('explain', 'fk-without-index')).toMatch(/^# fk-without-index\n/);
  expect(JSON.parse(await stdout('check', '--format', 'sarif')).runs[0].tool.driver.rules[0].help.text).toContain('#');
});

test('a reader that stops early is no failure', async () => {
  const cwd = folderWith({ 'schema.sql': shop.repeat(300) });
  const child = spawn(process.execPath, [bundle, 'check'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.destroy();
  const code = await new Promise((done) => child.on('close', done));
  expect(stderr).toBe('');
  expect(code).not.toBe(2);
});

test('an empty file and one with comments alone', async () => {
  const cwd = folderWith({ 'empty.sql': '', 'comments.sql': '-- nothing\n', 'blank.sql': ' \n\t\r\n' });
  expect(await check(cwd)).toEqual({ code: 0, stderr: '', files: 3, findings: [] });
});

test('a file of 50 MB is passed over with a note, quickly', async () => {
  const cwd = folderWith({
    'dump.sql': Buffer.alloc(50 * 1024 * 1024, `insert into a values (1);\n`),
    'schema.sql': clean,
  });
  const started = performance.now();
  const { code, files, findings } = await check(cwd);
  expect(performance.now() - started).toBeLessThan(5000);
  expect({ code, files }).toEqual({ code: 0, files: 1 });
  expect(findings).toMatchObject([{ rule: 'unreadable-file', file: 'dump.sql', message: /larger than/ }].map(loose));
});

test('a binary file is passed over with a note', async () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7) % 256));
  const cwd = folderWith({ 'image.sql': bytes });
  const { code, files, findings } = await check(cwd);
  expect({ code, files }).toEqual({ code: 0, files: 0 });
  expect(findings).toMatchObject([{ rule: 'unreadable-file', message: /not text/ }].map(loose));
});

test('text in other encodings is text, with the same places', async () => {
  const swapped = Buffer.from(`\ufeff${shop}`, 'utf16le').swap16();
  const cwd = folderWith({
    'utf8/schema.sql': shop,
    'bom/schema.sql': `\ufeff${shop}`,
    'crlf/schema.sql': shop.replaceAll('\n', '\r\n'),
    'utf16le/schema.sql': Buffer.from(`\ufeff${shop}`, 'utf16le'),
    'utf16be/schema.sql': swapped,
  });
  const { findings } = await check(cwd);
  const places = (folder: string) =>
    findings
      .filter(({ file }: { file: string }) => file.startsWith(folder))
      .map(({ rule, start }: { rule: string; start: object }) => ({ rule, start }));
  expect(places('utf8')).toMatchObject([{ rule: 'fk-without-index', start: { line: 3, character: 2 } }]);
  for (const folder of ['bom', 'crlf', 'utf16le', 'utf16be']) expect(places(folder), folder).toEqual(places('utf8'));
});

test('bytes that are not UTF-8 do not stop the reading', async () => {
  const latin = Buffer.from(`-- caf\xe9\n${shop}`, 'latin1');
  expect((await check(folderWith({ 'schema.sql': latin }))).findings).toHaveLength(1);
});

test('symbolic links: loops, to nowhere, to itself, to what is there anyway', async () => {
  const cwd = folderWith({ 'db/schema.sql': shop });
  symlinkSync(cwd, `${cwd}/db/up`);
  symlinkSync('nowhere.sql', `${cwd}/gone.sql`);
  symlinkSync('self.sql', `${cwd}/self.sql`);
  symlinkSync(`${cwd}/db`, `${cwd}/again`);
  symlinkSync('schema.sql', `${cwd}/db/copy.sql`);
  const { code, files, findings } = await check(cwd);
  expect(files).toBe(1);
  expect(code).toBe(0);
  const by = (rule: string) => findings.filter((finding: { rule: string }) => finding.rule === rule);
  expect(by('fk-without-index')).toHaveLength(1);
  expect(by('unreadable-file').map(({ file }: { file: string }) => file)).toEqual(['db/up', 'gone.sql', 'self.sql']);
});

test('a folder that is named as a file, and files that may not be read', async () => {
  const cwd = folderWith({ 'schema.sql': clean, 'secret.sql': shop, 'closed/schema.sql': shop });
  mkdirSync(`${cwd}/folder.sql`);
  writeFileSync(`${cwd}/folder.sql/inner.sql`, clean);
  chmodSync(`${cwd}/secret.sql`, 0);
  chmodSync(`${cwd}/closed`, 0);
  const { code, findings } = await check(cwd, '--severity', 'warning');
  chmodSync(`${cwd}/closed`, 0o755);
  // Whoever may read everything finds what is in them; everybody else gets a note. Nobody gets a failure.
  expect(code).toBe(0);
  expect(findings).toEqual([]);
});

test.each([
  ['an unterminated quote', `create table a (id bigint primary key, note text default 'oops);\n${clean}`],
  ['an unterminated dollar quote', `create function f() returns int as $$ begin\n${clean}`],
  [
    'ten thousand parentheses',
    `create table a (x int check (${'('.repeat(10_000)}1${')'.repeat(10_000)} > 0));\n${clean}`,
  ],
  ['a line of a megabyte', `insert into a values ('${'x'.repeat(1_000_000)}');\n${clean}`],
  ['a hundred thousand columns', `create table a (${'x int, '.repeat(100_000)} y int);`],
  ['control characters', `create table \x01\x02 (\x1b[31m int);\n${clean}`],
])(
  '%s ends in time',
  async (_, text) => {
    const started = performance.now();
    const { code } = await check(folderWith({ 'schema.sql': text }));
    expect([0, 1]).toContain(code);
    expect(performance.now() - started).toBeLessThan(10_000);
  },
  20_000,
);

test('compiled code is kept in the folder of the user, and does not matter when it cannot be', async () => {
  const cwd = folderWith({ 'schema.sql': clean });
  const run = (cache: string) => runBundle(bundle, ['check'], { cwd, env: { XDG_CACHE_HOME: cache } });
  const folder = `${cwd}/cache/db-architect/compiled`;
  expect(await run(`${cwd}/cache`)).toMatchObject({ code: 0, stderr: '' });
  const [name] = readdirSync(folder);
  const kept = readFileSync(`${folder}/${name}`);
  expect(await run(`${cwd}/cache`)).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(`${folder}/${name}`).equals(kept)).toBe(true);
  const header = kept.subarray(0, 256);
  for (const broken of ['', header, Buffer.concat([header, Buffer.alloc(5000, 'x')]), kept.subarray(0, 100_000)]) {
    writeFileSync(`${folder}/${name}`, broken);
    expect(await run(`${cwd}/cache`)).toMatchObject({ code: 0, stderr: '' });
    // What V8 makes of the same source differs in details, but not much.
    expect(Math.abs(statSync(`${folder}/${name}`).size - kept.length)).toBeLessThan(kept.length / 20);
  }
  writeFileSync(`${cwd}/models.prisma`, 'model A {\n  id Int @id\n}\n');
  expect(await run(`${cwd}/cache`)).toMatchObject({ code: 0, stderr: '' });
  expect(statSync(`${folder}/${name}`).size).toBeGreaterThan(kept.length * 1.05);
  expect(readdirSync(folder)).toEqual([name]);
  writeFileSync(`${cwd}/file`, '');
  expect(await run(`${cwd}/file`)).toMatchObject({ code: 0, stderr: '' });
});

/** Patterns for texts. */
function loose<Wanted extends Record<string, unknown>>(wanted: Wanted) {
  return Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => [key, value instanceof RegExp ? expect.stringMatching(value) : value]),
  );
}

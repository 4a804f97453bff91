import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDiff, touches } from '../../server/src/cli/changed-since.ts';
import { folderWith, run } from './kit/command-line.ts';

test('hunks of a diff', () => {
  const changes = readDiff(`diff --git a/a.sql b/a.sql
--- a/a.sql
+++ b/a.sql
@@ -1 +1,2 @@ create
-one
+two
+three
@@ -9,2 +10,0 @@
-+++ b/not-a-file.sql
-gone
\\ No newline at end of file
diff --git a/b c.sql b/b c.sql
new file mode 100644
--- /dev/null
+++ b/b c.sql\t
@@ -0,0 +1 @@
+x
Binary files a/u.sql and b/u.sql differ
`);
  expect([...changes]).toEqual([
    ['a.sql', { whole: false, lines: [{ start: 0, end: 1 }], removals: [10] }],
    ['b c.sql', { whole: false, lines: [{ start: 0, end: 0 }], removals: [] }],
    ['u.sql', { whole: true, lines: [], removals: [] }],
  ]);
});

test('names in quotes', () => {
  expect([...readDiff('+++ "b/a\\"\\tb\\303.sql"\n').keys()]).toEqual(['a"\tb\u00c3.sql']);
});

test('what touches', () => {
  const change = { whole: false, lines: [{ start: 3, end: 4 }], removals: [10] };
  expect(touches(change, { start: 4, end: 8 })).toBe(true);
  expect(touches(change, { start: 5, end: 8 })).toBe(false);
  expect(touches(change, { start: 9, end: 10 })).toBe(true);
  expect(touches(change, { start: 10, end: 11 })).toBe(false);
});

/** A repository with one commit of the files. */
function repository(files: Record<string, string>): { cwd: string; git: (...args: string[]) => void } {
  const cwd = folderWith(files);
  const git = (...args: string[]) =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
  return { cwd, git };
}

async function found(cwd: string, revision: string, ...paths: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(['check', '--format', 'json', '--since', revision, ...paths], { cwd });
  expect(stderr).toBe('');
  return JSON.parse(stdout).findings.map(({ file, table }: Record<string, string>) => `${file} ${table}`);
}

const old = 'create table a (x int);\ncreate table b (\n  y int primary key\n);\n';

test('only findings on lines that changed', async () => {
  const { cwd } = repository({ 'schema.sql': old });
  expect(await found(cwd, 'HEAD')).toEqual([]);
  writeFileSync(`${cwd}/schema.sql`, `-- a new line above\n${old}create table c (z int);\n`);
  expect(await found(cwd, 'HEAD')).toEqual(['schema.sql c']);
});

test('a statement that lost a line has findings about its table', async () => {
  const { cwd } = repository({ 'schema.sql': 'create table b (\n  y int,\n  primary key (y),\n  z int\n);\n' });
  writeFileSync(`${cwd}/schema.sql`, 'create table b (\n  y int,\n  z int\n);\n');
  expect(await found(cwd, 'HEAD')).toEqual(['schema.sql b']);
});

test('files that git does not know yet are new as a whole', async () => {
  const { cwd } = repository({ 'schema.sql': old });
  writeFileSync(`${cwd}/new file.sql`, 'create table c (z int);\n');
  expect(await found(cwd, 'HEAD')).toEqual(['new file.sql c']);
});

test('changes of others on the main branch are not ours', async () => {
  const { cwd, git } = repository({ 'schema.sql': old });
  git('checkout', '--quiet', '-b', 'ours');
  writeFileSync(`${cwd}/ours.sql`, 'create table c (z int);\n');
  git('add', '.');
  git('commit', '--quiet', '--message=ours');
  git('checkout', '--quiet', 'main');
  writeFileSync(`${cwd}/schema.sql`, 'create table b (\n  y int primary key\n);\n');
  git('commit', '--quiet', '--all', '--message=theirs');
  git('checkout', '--quiet', 'ours');
  expect(await found(cwd, 'main')).toEqual(['ours.sql c']);
});

test('from a folder below, of a folder beside, and behind a symbolic link', async () => {
  const { cwd } = repository({ 'db/schema.sql': old, 'app/readme.md': '' });
  writeFileSync(`${cwd}/db/schema.sql`, `${old}create table c (z int);\n`);
  expect(await found(`${cwd}/db`, 'HEAD')).toEqual(['schema.sql c']);
  expect(await found(`${cwd}/app`, 'HEAD', '../db')).toEqual([`${cwd}/db/schema.sql c`]);
  const elsewhere = folderWith();
  symlinkSync(cwd, `${elsewhere}/link`);
  expect(await found(`${elsewhere}/link`, 'HEAD')).toEqual(['db/schema.sql c']);
});

test('settings of the user do not change what git says', async () => {
  const { cwd, git } = repository({ 'schema.sql': old });
  git('config', 'diff.noprefix', 'true');
  git('config', 'color.ui', 'always');
  git('config', 'diff.external', 'false');
  git('config', 'diff.context', '10');
  writeFileSync(`${cwd}/schema.sql`, `${old}create table c (z int);\n`);
  expect(await found(cwd, 'HEAD')).toEqual(['schema.sql c']);
});

test.each(['nowhere', '--output=x', 'HEAD:schema.sql'])('a revision that is none: %s', async (revision) => {
  const { cwd } = repository({ 'schema.sql': old });
  const { code, stderr } = await run(['check', `--since=${revision}`], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/There is no git revision|--since needs a value/);
});

test('outside of a repository', async () => {
  const cwd = folderWith({ 'schema.sql': old });
  mkdirSync(`${cwd}/x`);
  const { code, stderr } = await run(['check', '--since', 'HEAD'], { cwd, env: { GIT_CEILING_DIRECTORIES: '/' } });
  expect(code).toBe(2);
  expect(stderr).toContain('--since needs a git repository');
});

test('settings of the repository neither blur the lines nor run programs', async () => {
  const tables = (type: string) => ['a', 'b', 'c'].map((name) => `create table ${name} (id int, x ${type});\n`);
  const [a, b, c] = tables('text');
  const { cwd, git } = repository({ 's.sql': [a, b, c].join('') });
  const [a2, , c2] = tables('int');
  writeFileSync(`${cwd}/s.sql`, [a2, b, c2].join(''));
  git('config', 'diff.interHunkContext', '50');
  git('config', 'core.fsmonitor', `touch ${cwd}/ran; false`);
  expect(await found(cwd, 'HEAD')).toEqual(['s.sql a', 's.sql c']);
  expect(existsSync(`${cwd}/ran`)).toBe(false);
});

test('what git says when it cannot compare', async () => {
  const { cwd, git } = repository({ 's.sql': 'create table a (id int);\n' });
  writeFileSync(`${cwd}/s.sql`, 'create table a (id bigint);\n');
  git('config', 'diff.orderFile', `${cwd}/none`);
  const { code, stderr } = await run(['check', '--since', 'HEAD'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/git cannot compare .*: fatal: .*none/);
});

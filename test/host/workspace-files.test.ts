import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { encodeText } from '../../server/src/host/text-encoding.ts';
import {
  findFiles,
  isInForeignFolder,
  readFile,
  readFiles,
  unreadableFinding,
} from '../../server/src/host/workspace-files.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
  // Settings above the temporary folder are no concern of these tests.
  mkdirSync(join(root, '.git'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function find(...roots: string[]) {
  const found = await findFiles(
    roots.length > 0 ? roots.map((path) => join(root, path)) : [root],
    () => defaultConfiguration,
  );
  const short = (file: string) => file.slice(root.length + 1);
  return {
    files: found.files.map(short),
    configurations: found.configurations.map(({ file }) => short(file)),
    unreadable: found.unreadable.map(({ file, reason }) => `${short(file)}: ${reason}`),
  };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test('SQL files in order, other folders and other files not', async () => {
  for (const path of [
    'b.sql',
    'a/2.sql',
    'a/1.SQL',
    'readme.md',
    'node_modules/x/a.sql',
    'vendor/a.sql',
    '.venv/a.sql',
    'target/a.sql',
  ]) {
    write(path);
  }
  expect(await find()).toEqual({ files: ['a/1.SQL', 'a/2.sql', 'b.sql'], configurations: [], unreadable: [] });
});

test('what settings ignore is left out, and only below their folder', async () => {
  write('one/db-architect.jsonc', '{ "ignore": ["legacy", "*.dump.sql"] }');
  write('one/legacy/a.sql');
  write('one/x.dump.sql');
  write('one/a.sql');
  write('two/legacy/a.sql');
  expect(await find()).toMatchObject({
    files: ['one/a.sql', 'two/legacy/a.sql'],
    configurations: ['one/db-architect.jsonc'],
  });
});

test('settings above the folder count, up to the repository', async () => {
  write('repo/.git/HEAD');
  write('repo/db-architect.jsonc', '{ "ignore": ["old"] }');
  write('repo/app/old/a.sql');
  write('repo/app/a.sql');
  write('db-architect.jsonc', '{ "ignore": ["*"] }');
  expect(await find('repo/app')).toMatchObject({
    files: ['repo/app/a.sql'],
    configurations: ['repo/db-architect.jsonc'],
  });
});

test('a file that is named is read, wherever it lies', async () => {
  write('vendor/db/a.sql');
  expect((await find('vendor/db/a.sql')).files).toEqual(['vendor/db/a.sql']);
  expect((await find('vendor/db')).files).toEqual(['vendor/db/a.sql']);
});

test('a path that does not exist is noted', async () => {
  expect((await find('nowhere')).unreadable).toEqual(['nowhere: The path could not be read: it does not exist.']);
});

test('links that lead back are noted, links to elsewhere are followed once', async () => {
  write('db/deep/a.sql');
  write(`../outside-${root.split('/').pop()}/b.sql`);
  const outside = join(dirname(root), `outside-${root.split('/').pop()}`);
  try {
    symlinkSync(join(root, 'db'), join(root, 'db', 'deep', 'back'));
    symlinkSync(root, join(root, 'self'));
    symlinkSync(join(root, 'db'), join(root, 'twice'));
    symlinkSync(outside, join(root, 'elsewhere'));
    symlinkSync(outside, join(root, 'elsewhere-again'));
    symlinkSync(join(root, 'missing'), join(root, 'dangling.sql'));
    symlinkSync(join(root, 'missing'), join(root, 'LICENSE.md'));
    symlinkSync(join(root, 'loop.sql'), join(root, 'loop.sql'));
    const { files, unreadable } = await find();
    expect(files).toEqual(['db/deep/a.sql', 'elsewhere/b.sql']);
    expect(unreadable.map((note) => note.replace(/:.*/, ''))).toEqual([
      'dangling.sql',
      'db/deep/back',
      'loop.sql',
      'self',
    ]);
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test('files come in order, whatever they hold', async () => {
  write('0.sql', '');
  write('1.sql', encodeText('select 1;', 'utf-16le'));
  write('2.sql', encodeText('select 2;', 'utf-8-bom'));
  write('3.sql', Uint8Array.of(1, 0, 2, 0));
  write('4.sql', Buffer.alloc(11 * 1024 * 1024, 32));
  const { files } = await findFiles([root], () => defaultConfiguration);
  const read = await all(readFiles(files));
  expect(read.map((reading) => ('text' in reading ? reading.text : reading.reason))).toEqual([
    '',
    'select 1;',
    'select 2;',
    'The file is not text and was passed over.',
    'The file is larger than 10 MB and was passed over.',
  ]);
});

test('a missing file is told from one that cannot be read', async () => {
  mkdirSync(join(root, 'folder.sql'));
  expect(await readFile(join(root, 'folder.sql'))).toEqual({
    file: join(root, 'folder.sql'),
    reason: 'The file could not be read: it is a folder.',
  });
  expect(await readFile(join(root, 'none.sql'))).toMatchObject({ missing: true });
});

test('an aborted reading stops', async () => {
  write('1.sql');
  expect(await all(readFiles([join(root, '1.sql')], AbortSignal.abort()))).toEqual([]);
  expect((await findFiles([root], () => defaultConfiguration, AbortSignal.abort())).files).toEqual([]);
});

test('a passed over file becomes a finding', () => {
  expect(unreadableFinding({ file: 'a.sql', reason: 'Because.' })).toMatchObject({
    rule: 'unreadable-file',
    message: 'Because.',
    file: 'a.sql',
  });
});

test('folders between a root and a file', () => {
  expect(isInForeignFolder('/w', '/w/vendor/a.sql')).toBe(true);
  expect(isInForeignFolder('/w/vendor', '/w/vendor/a.sql')).toBe(false);
  expect(isInForeignFolder('/w', '/w/.cache/a.sql')).toBe(true);
  expect(isInForeignFolder('/w', '/w/db/a.sql')).toBe(false);
});

/** The notices that ship with the bundles. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error: a script without types
import { thirdPartyNotices } from '../scripts/third-party-notices.mjs';

const root = join(import.meta.dirname, '..');

async function notices(inputs: readonly string[], from = root): Promise<string> {
  return thirdPartyNotices(from, inputs);
}

test('have the licence of each package once, and of what is compiled into it', async () => {
  const text = await notices([
    'server/src/lsp/main.ts',
    'node_modules/@electric-sql/pglite/dist/index.js',
    'node_modules/@electric-sql/pglite/dist/chunk.js',
    'node_modules/libpg-query/wasm/libpg-query.wasm',
  ]);
  expect(text.match(/^@electric-sql\/pglite \S+ \(Apache-2\.0\)$/gm)).toHaveLength(1);
  expect(text).toMatch(/^PostgreSQL within @electric-sql\/pglite and libpg-query \(PostgreSQL\)$/m);
  expect(text).toContain('The Regents of the University of California');
  expect(text).toMatch(/^libpg_query within libpg-query \(BSD-3-Clause\)$/m);
});

test('name nothing that is not inside', async () => {
  expect(await notices(['node_modules/jsonc-parser/lib/esm/main.js'])).not.toContain('PostgreSQL');
});

test('a package without a licence file does not ship', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'notices-'));
  try {
    const bare = join(folder, 'node_modules', 'a', 'node_modules', '@b', 'c');
    await mkdir(bare, { recursive: true });
    await writeFile(join(bare, 'package.json'), '{ "name": "@b/c", "version": "1.0.0", "license": "MIT" }');
    const input = 'node_modules/a/node_modules/@b/c/x.js';
    await expect(notices([input], folder)).rejects.toThrow('@b/c 1.0.0 has no licence file');
    await writeFile(join(bare, 'LICENCE.md'), 'Do what you like.\r\n');
    expect(await notices([input], folder)).toContain('@b/c 1.0.0 (MIT)');
  } finally {
    await rm(folder, { recursive: true });
  }
});

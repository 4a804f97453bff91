import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const script = join(root, 'scripts', 'generate-prisma-parser.mjs');
const sources = join(root, 'server', 'src', 'syntax', 'prisma');

function generate(...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

test('the parser is what the grammar says', () => {
  const { status, stderr } = generate('--check');
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('an outdated parser is noticed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parser-'));
  try {
    for (const name of ['block-parser.ts', 'block-terms.ts']) {
      writeFileSync(join(folder, name), readFileSync(join(sources, name), 'utf8').replace('lezer', 'other'));
    }
    const { status, stderr } = generate('--check', '--out', folder);
    expect(status).toBe(1);
    expect(stderr).toContain('out of date');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

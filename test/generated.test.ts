/** Generated files say what the catalogue says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../server/src/rules/catalogue.ts';

const root = join(import.meta.dirname, '..');

function generate(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'scripts', script), ...args], { encoding: 'utf8' });
}

test('the settings schema is current', () => {
  const { status, stderr } = generate('generate-schema.mjs', '--check');
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('an outdated settings schema is noticed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  try {
    const file = join(folder, 'schema.json');
    writeFileSync(
      file,
      readFileSync(join(root, 'schemas', 'db-architect.schema.json'), 'utf8').replace('"off"', '"no"'),
    );
    const { status, stderr } = generate('generate-schema.mjs', '--check', '--out', file);
    expect(status).toBe(1);
    expect(stderr).toContain('out of date');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every rule can be set', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schemas', 'db-architect.schema.json'), 'utf8'));
  expect(Object.keys(schema.properties.rules.properties)).toEqual(catalogue.map(({ id }) => id));
});

test('the list of rules is current', () => {
  const { status, stderr } = generate('generate-docs.mjs', '--check');
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('an outdated list of rules is noticed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    const file = join(folder, 'rules.md');
    writeFileSync(file, readFileSync(join(root, 'docs', 'rules.md'), 'utf8').replace('warning', 'worry'));
    const { status, stderr } = generate('generate-docs.mjs', '--check', '--out', file);
    expect(status).toBe(1);
    expect(stderr).toContain('out of date');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every rule that is listed has its page', () => {
  const list = readFileSync(join(root, 'docs', 'rules.md'), 'utf8');
  const pages = [...list.matchAll(/\]\((.*?)\)/g)].map(([, page]) => page!);
  expect(pages).toHaveLength(catalogue.length);
  for (const page of pages) expect(readFileSync(join(root, 'docs', page), 'utf8')).toMatch(/^# /);
});

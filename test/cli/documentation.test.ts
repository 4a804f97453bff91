import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../../server/src/cli/arguments.ts';
import { commands } from '../../server/src/cli/usage.ts';

const root = join(import.meta.dirname, '..', '..');
const documents = ['README.md', 'docs/command-line.md', 'samples/README.md'];
const text = documents.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
const shown = [
  ...[...text.matchAll(/(?:db-architect|dist\/cli\.js) ([a-z][^\n`#]*)/g)].map(([, line]) => line!),
  ...commands.flatMap(({ examples }) => examples.map(({ command }) => command.replace(/^db-architect /, ''))),
];

test('every command line that is shown is understood', () => {
  const run = shown.flatMap((line) => {
    const [name, ...args] = line
      .replace(/ >.*/, '')
      .replace(/\$\{\{.*?\}\}/g, 'x')
      .trim()
      .split(/\s+/);
    const command = commands.find((known) => known.name === name);
    if (command === undefined) return [];
    expect(() => readArguments(command, args), line).not.toThrow();
    return [line];
  });
  expect(run.length).toBeGreaterThan(15);
});

test('every flag of check is documented', () => {
  const page = readFileSync(join(root, 'docs/command-line.md'), 'utf8');
  const check = commands.find(({ name }) => name === 'check')!;
  for (const flag of Object.keys(check.flags)) if (flag !== 'format') expect(page).toContain(`--${flag}`);
  for (const format of check.flags.format?.choices ?? []) expect(page).toContain(`\`${format}\``);
});

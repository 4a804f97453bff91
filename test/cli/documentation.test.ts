import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../../server/src/cli/arguments.ts';
import { commands } from '../../server/src/cli/usage.ts';
import { run } from './kit/command-line.ts';

const root = join(import.meta.dirname, '..', '..');
const pages = readdirSync(join(root, 'docs')).filter((name) => name !== 'rules.md');
const documents = ['README.md', 'samples/README.md', ...pages.map((name) => `docs/${name}`)];
const page = (name: string) => readFileSync(join(root, name), 'utf8');
const text = documents.map(page).join('\n');
const manifest: Manifest = JSON.parse(page('package.json'));

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly chatParticipants: readonly { readonly commands: readonly { readonly name: string }[] }[];
    readonly languageModelTools: readonly { readonly name: string; readonly toolReferenceName: string }[];
  };
}

test.each([...documents, 'CHANGELOG.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'])(
  'what %s links to and shows is there',
  (name) => {
    const targets = [...page(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
  },
);

test('settings and commands of the editor are those of the README', () => {
  const { commands, configuration } = manifest.contributes;
  const settings = Object.entries(configuration.properties).map(([name, { default: value }]) => {
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `| \`${name}\` | \`${shown}\` |`;
  });
  const readme = page('README.md');
  const promised = [...settings, ...commands.map(({ title }) => `**${title}**`)];
  expect(promised.filter((part) => !readme.includes(part))).toEqual([]);
});

test('every slash command of the chat is documented', () => {
  const architect = page('docs/architect.md');
  const names = manifest.contributes.chatParticipants.flatMap(({ commands }) => commands.map(({ name }) => name));
  expect(names.filter((name) => !architect.includes(`\`/${name}\``))).toEqual([]);
});
const shown = [
  ...[...text.matchAll(/(?:db-architect|dist\/cli\.js) ([a-z][^\n`#]*)/g)].map(([, line]) => line!),
  ...commands.flatMap(({ examples }) => examples.map(({ command }) => command.replace(/^db-architect /, ''))),
];

test('every tool for agents is documented', () => {
  const agents = page('docs/agents.md');
  const names = manifest.contributes.languageModelTools.flatMap(({ name, toolReferenceName }) => [
    `\`${name.replace(/^[^_]+_/, '')}\``,
    `\`#${toolReferenceName}\``,
  ]);
  expect(names.filter((name) => !agents.includes(name))).toEqual([]);
});

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
  const text = page('docs/command-line.md');
  const check = commands.find(({ name }) => name === 'check')!;
  for (const flag of Object.keys(check.flags)) if (flag !== 'format') expect(text).toContain(`--${flag}`);
  for (const format of check.flags.format?.choices ?? []) expect(text).toContain(`\`${format}\``);
});

test('the page of the samples lists what is found in them, and no more', async () => {
  const listed = new Set<string>();
  let file = '';
  for (const [, cell, finding, rule] of page('samples/README.md').matchAll(/^\| (.*?) ?\| (.+) \| `(.+)` \|$/gm)) {
    file = cell!.replaceAll('`', '') || file;
    listed.add(`${file} ${rule}${finding!.startsWith('*') ? ' hint' : ''}`);
  }
  const { stdout } = await run(['check', '--severity', 'hint', '--format', 'json'], { cwd: join(root, 'samples') });
  const { findings }: { findings: { file: string; rule: string; severity: string }[] } = JSON.parse(stdout);
  const found = findings.map(({ file, rule, severity }) => `${file} ${rule}${severity === 'hint' ? ' hint' : ''}`);
  expect([...listed].sort()).toEqual([...new Set(found)].sort());
});

/** Who may import whom. The table here, the one in ARCHITECTURE.md and the imports in the sources say the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** For each folder the folders and the packages that its files may import; `node:` stands for all of Node's modules. */
const directions: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
> = {
  text: { folders: [], packages: [] },
  model: { folders: ['text'], packages: [] },
  'syntax/sql': { folders: ['model', 'text'], packages: [] },
  'syntax/prisma': { folders: ['model', 'text'], packages: ['@lezer/lr', '@lezer/common'] },
  'syntax/python': { folders: ['text'], packages: ['@lezer/python', '@lezer/common'] },
  lower: { folders: ['model', 'text'], packages: [] },
  'lower/sql': { folders: ['syntax/sql', 'model', 'text'], packages: [] },
  'lower/prisma': { folders: ['lower', 'lower/sql', 'syntax/prisma', 'syntax/sql', 'model', 'text'], packages: [] },
  'lower/sqlalchemy': { folders: ['lower', 'lower/sql', 'syntax/python', 'syntax/sql', 'model', 'text'], packages: [] },
  write: { folders: ['write/sql', 'write/prisma', 'write/sqlalchemy', 'model', 'text'], packages: [] },
  'write/sql': { folders: ['write', 'syntax/sql', 'model', 'text'], packages: [] },
  'write/prisma': { folders: ['write', 'write/sql', 'syntax/prisma', 'model', 'text'], packages: [] },
  'write/sqlalchemy': { folders: ['write', 'write/sql', 'syntax/python', 'model', 'text'], packages: [] },
  rules: { folders: ['rules/*', 'model', 'text'], packages: [] },
  'rules/*': { folders: ['rules', 'model', 'text'], packages: [] },
  workspace: { folders: ['model', 'text'], packages: [] },
  analysis: {
    folders: [
      'workspace',
      'rules',
      'write',
      'write/sql',
      'write/prisma',
      'write/sqlalchemy',
      'lower',
      'lower/sql',
      'lower/prisma',
      'lower/sqlalchemy',
      'syntax/sql',
      'model',
      'text',
    ],
    packages: ['jsonc-parser'],
  },
  architect: { folders: ['analysis', 'rules', 'write', 'write/sql', 'model', 'text'], packages: [] },
  host: {
    folders: ['architect', 'analysis', 'rules', 'syntax/sql', 'model', 'text'],
    packages: ['node:', 'libpg-query', 'node-sql-parser'],
  },
  verify: {
    folders: [
      'architect',
      'analysis',
      'write',
      'write/sql',
      'syntax/sql',
      'syntax/prisma',
      'syntax/python',
      'model',
      'text',
    ],
    packages: ['node:', '@electric-sql/pglite'],
  },
  tools: { folders: ['verify', 'architect', 'analysis', 'rules', 'write', 'write/sql', 'model', 'text'], packages: [] },
  mcp: {
    folders: ['tools', 'verify', 'host', 'architect', 'analysis', 'rules', 'write/sql'],
    packages: ['node:', '@modelcontextprotocol/server'],
  },
  conversation: { folders: ['architect'], packages: [] },
  endpoint: { folders: ['conversation'], packages: ['node:', 'openai'] },
  protocol: { folders: [], packages: [] },
  lsp: {
    folders: [
      'host',
      'architect',
      'verify',
      'tools',
      'workspace',
      'analysis',
      'rules',
      'write',
      'write/sql',
      'write/prisma',
      'model',
      'text',
      'protocol',
    ],
    packages: ['node:', 'vscode-languageserver'],
  },
  cli: {
    folders: [
      'host',
      'architect',
      'conversation',
      'endpoint',
      'tools',
      'verify',
      'analysis',
      'rules',
      'write',
      'write/sql',
      'model',
      'text',
    ],
    packages: ['node:'],
  },
  client: { folders: ['protocol', 'conversation', 'endpoint'], packages: ['node:', 'vscode', 'vscode-languageclient'] },
};

interface Import {
  readonly file: string;
  /** A path from the root, or the name of a module. */
  readonly target: string;
}

/** The folder of the table that a file belongs to. */
function folderOf(file: string): string {
  if (file.startsWith('client/src/')) return 'client';
  const [first = '', second = '', third] = file.slice('server/src/'.length).split('/');
  if (second === '') return basename(first, '.ts');
  if (first === 'rules') return third === undefined ? 'rules' : 'rules/*';
  const isOfLanguage = ['syntax', 'lower', 'write'].includes(first) && third !== undefined;
  return isOfLanguage ? `${first}/${second}` : first;
}

function problemOf({ file, target }: Import): string | undefined {
  const from = folderOf(file);
  const allowed = directions[from];
  if (allowed === undefined) return `${file} lies in a folder that the table does not know`;
  if (target === 'package.json') return undefined;
  if (/^(server|client)\//.test(target)) {
    const to = folderOf(target);
    return to === from || allowed.folders.includes(to) ? undefined : `${file} (${from}) imports ${target} (${to})`;
  }
  const name = target.startsWith('node:') ? 'node:' : /^(@[^/]+\/)?[^/]+/.exec(target)![0];
  return allowed.packages.includes(name) ? undefined : `${file} (${from}) imports the package ${target}`;
}

/** Import and export declarations, `import()`, `require()`, and references to files of types. */
const importPattern =
  /^(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\b(?:import|require|requireFrom\w*)\(\s*'([^']+)'|^\/\/\/ <reference path="([^"]+)"/gm;

function importsIn(file: string, text: string): readonly Import[] {
  return [...text.matchAll(importPattern)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? match[4]!;
    return { file, target: target.startsWith('.') ? join(dirname(file), target) : target };
  });
}

const files = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);
const imports = files.flatMap((file) => importsIn(file, readFileSync(join(root, file), 'utf8')));

test('every import goes in an allowed direction', () => {
  expect(imports.length).toBeGreaterThan(files.length);
  expect(imports.map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
});

test('an import in a wrong direction is noticed, however it is written', () => {
  const found = (file: string, text: string) => importsIn(file, text).map(problemOf);
  const rule = 'server/src/rules/keys/some-rule.ts';
  expect(found(rule, "import { a } from '../../model/fold.ts';\nimport '../shared/junction.ts';")).toEqual([
    undefined,
    undefined,
  ]);
  expect(found(rule, "import type {\n  Token,\n} from '../../syntax/sql/lexer.ts';")[0]).toContain('(syntax/sql)');
  expect(found(rule, "export { edits } from '../../write/sql/edits-for.ts';")[0]).toContain('(write/sql)');
  expect(found('server/src/text/span.ts', "import '../model/fold.ts';")[0]).toContain('(model)');
  expect(found('server/src/lsp/handlers/hover.ts', "await import('../../cli/main.ts');")[0]).toContain('(cli)');
  expect(found('server/src/cli/commands/lsp.ts', "import { s } from '../../lsp/server.ts';")[0]).toContain('(lsp)');
  expect(found('server/src/analysis/glob.ts', "import { join } from 'node:path';")[0]).toContain('package node:path');
  expect(found('server/src/lsp/main.ts', "const code = require('vscode');")[0]).toContain('package vscode');
  expect(found('client/src/status.ts', "import { a } from '../../server/src/text/span.ts';")[0]).toContain('(text)');
  expect(found('server/src/other/main.ts', "import '../text/span.ts';")[0]).toContain('does not know');
});

/** Values that a module needs while it is loaded: types, and what is loaded later, make no cycle. */
function cycleAmong(edges: readonly Import[]): readonly string[] | undefined {
  const targets = new Map<string, Import[]>();
  for (const edge of edges) targets.set(edge.file, [...(targets.get(edge.file) ?? []), edge]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const { target } of targets.get(file) ?? []) {
      const cycle = visit(target, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  return [...targets.keys()].map((file) => visit(file, [])).find((cycle) => cycle !== undefined);
}

test('no modules import one another in a circle', () => {
  const values = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replace(/^(?:import|export) type\b[^'";]*?'[^']+'/gm, '');
    return importsIn(file, text).filter(({ target }) => files.includes(target));
  });
  expect(cycleAmong(values)).toBeUndefined();
  const circle = [
    { file: 'a', target: 'b' },
    { file: 'b', target: 'c' },
    { file: 'c', target: 'b' },
  ];
  expect(cycleAmong(circle)).toEqual(['b', 'c', 'b']);
});

/** Names that say nothing about what is inside, and files that only pass on what others export. */
function isNameless(file: string): boolean {
  return /^(utils?|helpers?|common|misc|index|stuff|lib)\./.test(basename(file));
}

test('files are named after what is inside', () => {
  expect(files.filter(isNameless)).toEqual([]);
  expect(files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(basename(file)))).toEqual([]);
  expect(['a/utils.ts', 'a/index.ts', 'a/helper.ts', 'a/database-index.ts'].map(isNameless)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('the core, which knows no Node, is what its project compiles', () => {
  const { include } = JSON.parse(readFileSync(join(root, 'server', 'tsconfig.core.json'), 'utf8'));
  const core = Object.keys(directions).filter(
    (folder) => folder !== 'protocol' && !directions[folder]!.packages.includes('node:'),
  );
  expect(new Set(core.map((folder) => `src/${folder.split('/')[0]}`))).toEqual(new Set(include));
});

function tableIn(markdown: string): readonly string[] {
  const section = markdown.split(/^## /m).find((each) => each.startsWith('Dependency directions')) ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `'));
}

const names = (list: readonly string[]) =>
  list.length === 0 ? 'nothing' : list.map((name) => `\`${name}\``).join(', ');
const rows = Object.entries(directions).map(
  ([folder, { folders, packages }]) => `| \`${folder}\` | ${names(folders)} | ${names(packages)} |`,
);

test('ARCHITECTURE.md shows the same table', () => {
  const markdown = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  expect(tableIn(markdown)).toEqual(rows);
  expect(tableIn(markdown.replace('| `text` | nothing |', '| `text` | `model` |'))).not.toEqual(rows);
});

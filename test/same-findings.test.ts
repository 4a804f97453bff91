/** The editor, the command line and a library call find the same in the same files. */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { createAnalyzer } from '../server/src/analysis/create-analyzer.ts';
import { readConfiguration } from '../server/src/analysis/read-configuration.ts';
import { loadSyntaxJudge } from '../server/src/host/syntax-judge.ts';
import { LineIndex, type Position } from '../server/src/text/line-index.ts';
import { run } from './cli/kit/command-line.ts';
import { openEditor, type TestEditor } from './lsp/kit/editor.ts';

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

const syntaxJudge = await loadSyntaxJudge();
const severityNames = ['', 'error', 'warning', 'info', 'hint'];

async function samples(): Promise<Record<string, string>> {
  const root = join(import.meta.dirname, '..', 'samples');
  const files: Record<string, string> = {};
  for await (const path of glob('**/*.sql', { cwd: root })) files[path] = readFileSync(join(root, path), 'utf8');
  return files;
}

async function open(files: Record<string, string | Uint8Array>, folders?: string[]): Promise<TestEditor> {
  const editor = await openEditor({
    files,
    analyzer: () => createAnalyzer({ syntaxJudge }),
    ...(folders && { folders }),
  });
  onTestFinished(() => editor.close());
  return editor;
}

async function inEditor(editor: TestEditor): Promise<Found[]> {
  const { items } = await editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  return items.flatMap((report) =>
    report.kind === 'full'
      ? report.items.map(({ code, severity, message, range }) => ({
          file: editor.path(report.uri),
          rule: String(code),
          severity: severityNames[severity ?? 0]!,
          message: String(message),
          range,
        }))
      : [],
  );
}

async function onCommandLine(cwd: string, ...paths: string[]): Promise<Found[]> {
  const { stdout } = await run(['check', '--format', 'json', '--severity', 'hint', ...paths], { cwd });
  return JSON.parse(stdout).findings.map(({ file, rule, severity, message, range }: Found) => ({
    file,
    rule,
    severity,
    message,
    range,
  }));
}

function inLibrary(root: string, files: Record<string, string>, settings?: string): Found[] {
  const analyzer = createAnalyzer({ syntaxJudge });
  if (settings !== undefined) analyzer.configure(root, readConfiguration(settings).configuration);
  for (const [path, text] of Object.entries(files)) analyzer.setFile(`${root}/${path}`, text);
  return Object.entries(files).flatMap(([path, text]) => {
    const lines = new LineIndex(text);
    return analyzer.findingsIn(`${root}/${path}`).map(({ rule, severity, message, span }) => ({
      file: path,
      rule,
      severity,
      message,
      range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    }));
  });
}

/** As text, so that the order in which hosts go through files does not matter. */
function sorted(found: readonly Found[]): string[] {
  return found.map((one) => JSON.stringify([one.file, one.rule, one.severity, one.message, one.range])).sort();
}

test('the samples', async () => {
  const files = await samples();
  const editor = await open(files);
  const expected = sorted(inLibrary(editor.root, files));
  expect(expected.length).toBeGreaterThan(10);
  expect(sorted(await onCommandLine(editor.root))).toEqual(expected);
  expect(sorted(await inEditor(editor))).toEqual(expected);
});

test('the samples, file by file', async () => {
  const files = await samples();
  const editor = await open(files);
  const all = await onCommandLine(editor.root);
  for (const path of Object.keys(files)) {
    const own = all.filter(({ file }) => file === path);
    expect(sorted(await onCommandLine(editor.root, path)), path).toEqual(sorted(own));
  }
});

const broken = {
  'db/schema.sql': `create table a (x int, price real);
create tabl b (id int);
-- db-architect-ignore no-primary-key: none needed
create table c (a_id int);
select from where;
`,
};

test('with settings, a syntax error and a suppression', async () => {
  const settings = '{ "rules": { "no-primary-key": "error", "float-for-money": "off" } }';
  const editor = await open({ ...broken, 'db-architect.jsonc': settings });
  const expected = sorted(inLibrary(editor.root, broken, settings));
  expect(expected.join()).toContain('syntax-error');
  expect(sorted(await onCommandLine(editor.root))).toEqual(expected);
  expect(sorted(await inEditor(editor))).toEqual(expected);
});

test('with settings in a folder above', async () => {
  const settings = '{ "rules": { "no-primary-key": "off" } }';
  const editor = await open({ ...broken, 'db-architect.jsonc': settings }, ['db']);
  const expected = sorted(inLibrary(editor.root, broken, settings));
  expect(sorted(await onCommandLine(editor.root, 'db'))).toEqual(expected);
  expect(sorted(await inEditor(editor))).toEqual(expected);
});

test('with files and settings that are no good', async () => {
  const editor = await open({
    ...broken,
    'wide.sql': Buffer.from(`\ufeff${broken['db/schema.sql']}`, 'utf16le'),
    'image.sql': Uint8Array.from([1, 0, 2, 0, 3]),
    'crlf/schema.sql': broken['db/schema.sql'].replaceAll('\n', '\r\n'),
    'db-architect.jsonc': '{ "rules": { "no-primary-keys": "off" }, }',
  });
  const expected = sorted(await onCommandLine(editor.root));
  expect(expected.join()).toContain('unreadable-file');
  expect(expected.join()).toContain('configuration');
  expect(sorted(await inEditor(editor))).toEqual(expected);
});

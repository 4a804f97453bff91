import { afterEach, describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { ServerStatus, WorkspaceCheck } from '../../server/src/protocol.ts';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { capableClient, type EditorOptions, openEditor, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
const start = async (options: EditorOptions = {}) => {
  editor = await openEditor(options);
};
afterEach(() => editor.close());

const keyless = 'create table keyless (x int);\n';
const status = () => editor.received<ServerStatus>('dbArchitect/status').at(-1);
const none = { error: 0, warning: 0, info: 0, hint: 0 };
const isReady = () => status()?.state === 'ready';

interface Progress {
  readonly value: { readonly kind: string; readonly percentage?: number; readonly title?: string };
}

function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${i}/a.sql`, `create table a${i} (id int primary key);\n`]),
  );
}

describe('the start', () => {
  test('what the server offers', async () => {
    await start();
    expect(editor.initialized).toMatchObject({
      serverInfo: { name: 'db-architect' },
      capabilities: {
        textDocumentSync: { openClose: true, change: 2 },
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.db-architect'], resolveProvider: true },
        renameProvider: { prepareProvider: true },
      },
    });
  });

  test('status: indexing, then ready with counts, then new counts', async () => {
    await start({ files: { 'one/a.sql': keyless, 'two/b.sql': keyless } });
    await editor.until(isReady);
    expect(editor.received<ServerStatus>('dbArchitect/status')).toEqual([
      { state: 'indexing', databases: 0, tables: 0, products: [] },
      { state: 'ready', databases: 2, tables: 2, products: ['PostgreSQL'] },
    ]);
    editor.open('one/a.sql', keyless);
    editor.change('one/a.sql', [{ text: keyless + keyless.replace('keyless', 'more') }]);
    await editor.until(() => status()?.tables === 3);
  });

  test('progress that the editor can show', async () => {
    await start({ files: manyFiles(100) });
    await editor.until(isReady);
    const shown = editor.received<Progress>('$/progress').map(({ value }) => value);
    expect(shown[0]).toMatchObject({ kind: 'begin', title: 'Reading the database schema', cancellable: true });
    expect(shown.at(-1)).toEqual({ kind: 'end' });
    const percentages = shown.flatMap(({ percentage }) => percentage ?? []);
    expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
  });

  test('a request during the reading waits for it', async () => {
    await start({ files: { ...manyFiles(100), 'z.sql': keyless } });
    expect(await editor.request<WorkspaceCheck>('dbArchitect/checkWorkspace')).toEqual({
      findings: { ...none, warning: 1 },
      files: 101,
      filesWithFindings: 1,
    });
  });

  test('the reading can be stopped, and taken up again', async () => {
    let isStopped = false;
    await start({
      files: { ...manyFiles(200), 'z.sql': keyless },
      onMessage: (method, params, { notify }) => {
        if (method !== '$/progress' || isStopped) return;
        isStopped = true;
        notify.call(editor, 'window/workDoneProgress/cancel', { token: (params as { token: string }).token });
      },
    });
    await editor.until(() => status()?.state === 'failed');
    expect(status()).toMatchObject({ message: expect.stringContaining('stopped') });
    expect(await editor.request<WorkspaceCheck>('dbArchitect/checkWorkspace')).toMatchObject({
      findings: { warning: 1 },
      files: 201,
    });
    expect(status()).toMatchObject({ state: 'ready', tables: 201 });
  });

  test('without folders: open documents are all there is', async () => {
    await start({ folders: [] });
    editor.open('a.sql', keyless);
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
  });
});

describe('requests of our own', () => {
  test('rules', async () => {
    await start();
    const rules = await editor.request<object[]>('dbArchitect/rules');
    expect(rules).toEqual(catalogue.map(({ id, summary }) => ({ id, summary })));
  });

  test('the page of a rule', async () => {
    await start();
    expect(await editor.request('dbArchitect/explainRule', { rule: 'no-primary-key' })).toEqual({
      markdown: expect.stringMatching(/^# no-primary-key\n(.*\n)*## Why/),
    });
    expect(await editor.request('dbArchitect/explainRule', { rule: 'none' })).toBeNull();
  });

  test('check of the workspace', async () => {
    const hint = "create table c (id bigint primary key, doc jsonb not null default '{}');";
    await start({ files: { 'a.sql': keyless, 'b.sql': keyless.replace('keyless', 'b'), 'c.sql': hint } });
    expect(await editor.request('dbArchitect/checkWorkspace')).toEqual({
      findings: { ...none, warning: 2, hint: 1 },
      files: 3,
      filesWithFindings: 2,
    });
  });
});

describe('trouble', () => {
  const logged = () => editor.received<{ message: string }>('window/logMessage').map(({ message }) => message);

  test('a handler that fails answers nothing, is logged once, and the server lives', async () => {
    const symbolAt = () => {
      throw new Error('broken on purpose');
    };
    const analyzer = () => Object.assign(createAnalyzer(), { symbolAt });
    await start({ analyzer });
    editor.open('a.sql', keyless);
    expect(await editor.at('textDocument/hover', 'a.sql', 'keyless')).toBeNull();
    expect(await editor.at('textDocument/hover', 'a.sql', 'keyless')).toBeNull();
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
    expect(logged().filter((message) => message.includes('broken on purpose'))).toHaveLength(1);
  });

  test('a file that breaks the engine costs nothing but itself', async () => {
    const analyzer = createAnalyzer();
    const whole = analyzer.setFile.bind(analyzer);
    analyzer.setFile = (file, text) => {
      if (file.endsWith('bad.sql')) throw new Error('cannot digest');
      whole(file, text);
    };
    await start({
      analyzer: () => analyzer,
      files: { 'a.sql': keyless, 'bad.sql': keyless, 'z.sql': 'create table z (x int);' },
    });
    expect(await editor.request('dbArchitect/checkWorkspace')).toMatchObject({ files: 2 });
  });

  test('a cancelled request ends', async () => {
    await start({ files: manyFiles(300) });
    const source = new (await import('vscode-languageserver/node')).CancellationTokenSource();
    const answer = editor.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });

  test('changes of documents that are not open are passed over', async () => {
    await start({ capabilities: capableClient });
    editor.notify('textDocument/didChange', {
      textDocument: { uri: editor.uri('none.sql'), version: 2 },
      contentChanges: [{ text: keyless }],
    });
    editor.shut('none.sql');
    expect(await editor.rules('none.sql')).toEqual([]);
  });
});

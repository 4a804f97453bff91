import { afterEach, describe, expect, test } from 'vitest';
import { capableClient, type EditorOptions, openEditor, type TestEditor } from './kit/editor.ts';
import { workspaceFindings } from './kit/workspace-findings.ts';

let editor: TestEditor;
const start = async (options: EditorOptions = {}) => {
  editor = await openEditor(options);
};
afterEach(() => editor.close());

const keyless = 'create table keyless (x int);\n';
const off = '{ "rules": { "no-primary-key": "off" } }';

const findings = () => workspaceFindings(editor);

/** Waits until the files have exactly these findings: settings that are typed apply after a pause. */
async function eventually(expected: Record<string, string[]>): Promise<void> {
  await expect.poll(findings, { timeout: 3000, interval: 50 }).toEqual(expected);
}

describe('db-architect.jsonc', () => {
  test('the nearest one counts', async () => {
    await start({
      files: {
        'db-architect.jsonc': off,
        'a.sql': keyless,
        'sub/db-architect.jsonc': '{ "rules": { "no-primary-key": "error" } }',
        'sub/b.sql': keyless,
      },
    });
    expect(await findings()).toEqual({ 'sub/b.sql': ['no-primary-key'] });
  });

  test('wins over the settings of the editor, which count for the rest', async () => {
    await start({
      files: { 'db-architect.jsonc': '{ "rules": { "no-primary-key": "error" } }', 'a.sql': keyless },
      settings: {
        '': { rules: { 'no-primary-key': 'off' } },
        '.': { severity: 'error', rules: { 'no-primary-key': 'off' } },
      },
    });
    editor.open('a.sql', keyless);
    expect(await editor.pull('a.sql')).toMatchObject({ items: [{ code: 'no-primary-key', severity: 1 }] });
  });

  test('problems stand where they are written, open or not', async () => {
    const text = '{\n  "rules": { "no-primary-kee": "off" }\n}';
    await start({ files: { 'db-architect.jsonc': text } });
    expect(await findings()).toEqual({ 'db-architect.jsonc': ['configuration'] });
    expect(await editor.pull('db-architect.jsonc')).toMatchObject({
      items: [{ range: { start: { line: 1, character: 13 }, end: { line: 1, character: 29 } } }],
    });
    editor.open('db-architect.jsonc', text, 'jsonc');
    expect(await editor.pull('db-architect.jsonc')).toMatchObject({
      items: [{ code: 'configuration', severity: 2, range: editor.range('db-architect.jsonc', '"no-primary-kee"') }],
    });
    const refreshes = () => editor.received('workspace/diagnostic/refresh').length;
    const before = refreshes();
    editor.replace('db-architect.jsonc', 'kee', 'kex');
    await editor.until(() => refreshes() > before);
    editor.replace('db-architect.jsonc', 'kex', 'key');
    await eventually({});
  });

  test('is followed while it is typed, and given up when it is closed without saving', async () => {
    await start({ files: { 'db-architect.jsonc': '{}', 'a.sql': keyless } });
    editor.open('db-architect.jsonc', '{}', 'jsonc');
    expect(await findings()).toEqual({ 'a.sql': ['no-primary-key'] });
    editor.change('db-architect.jsonc', [{ text: off }]);
    await eventually({});
    await editor.until(() => editor.received('workspace/diagnostic/refresh').length >= 2);
    editor.shut('db-architect.jsonc');
    await eventually({ 'a.sql': ['no-primary-key'] });
  });

  test('is followed on the disk: created, changed, deleted', async () => {
    await start({ files: { 'a.sql': keyless, 'legacy/b.sql': keyless } });
    editor.write('db-architect.jsonc', off);
    editor.watched({ 'db-architect.jsonc': true });
    await eventually({});
    editor.write('db-architect.jsonc', '{ "ignore": ["legacy"] }');
    editor.watched({ 'db-architect.jsonc': true });
    await eventually({ 'a.sql': ['no-primary-key'] });
    editor.remove('db-architect.jsonc');
    editor.watched({ 'db-architect.jsonc': false });
    await eventually({ 'a.sql': ['no-primary-key'], 'legacy/b.sql': ['no-primary-key'] });
  });

  test('leaves out what is open, too, and takes it in again', async () => {
    await start({ files: { 'db-architect.jsonc': '{ "ignore": ["*.dump.sql"] }', 'x.dump.sql': keyless } });
    editor.open('x.dump.sql', keyless);
    expect(await editor.rules('x.dump.sql')).toEqual([]);
    editor.change('x.dump.sql', [{ text: keyless + keyless.replace('keyless', 'other') }]);
    editor.write('db-architect.jsonc', '{}');
    editor.watched({ 'db-architect.jsonc': true });
    expect(await editor.rules('x.dump.sql')).toEqual(['no-primary-key', 'no-primary-key']);
    editor.write('db-architect.jsonc', '{ "ignore": ["*.dump.sql"] }');
    editor.watched({ 'db-architect.jsonc': true });
    expect(await editor.rules('x.dump.sql')).toEqual([]);
  });

  test('says which files are one database', async () => {
    const files = {
      'db-architect.jsonc': '{ "databases": [{ "name": "shop", "files": ["b/*.sql", "a/*.sql"] }] }',
      'a/index.sql': 'create index on orders (customer_id);',
      'b/orders.sql':
        'create table customer (id bigint primary key);\n' +
        'create table orders (id bigint primary key, customer_id bigint not null references customer);\n',
    };
    await start({ files });
    expect(await findings()).toEqual({});
  });
});

describe('settings of the editor', () => {
  const settings = (rules: object) => ({ severity: 'hint', dialect: 'auto', rules });

  test('are asked for again when they change', async () => {
    await start({ files: { 'a.sql': keyless } });
    expect(await findings()).toEqual({ 'a.sql': ['no-primary-key'] });
    editor.settings['.'] = settings({ 'no-primary-key': 'off' });
    editor.notify('workspace/didChangeConfiguration', { settings: null });
    expect(await findings()).toEqual({});
  });

  test('come with the start for a client that cannot be asked', async () => {
    const { configuration: _, ...workspace } = capableClient.workspace!;
    await start({
      files: { 'a.sql': keyless },
      capabilities: { ...capableClient, workspace },
      initializationOptions: settings({ 'no-primary-key': 'off' }),
    });
    expect(await findings()).toEqual({});
    editor.notify('workspace/didChangeConfiguration', { settings: { dbArchitect: settings({}) } });
    expect(await findings()).toEqual({ 'a.sql': ['no-primary-key'] });
  });

  test('of an editor that does not tell them are those it came with', async () => {
    await start({
      files: { 'a.sql': keyless },
      initializationOptions: settings({ 'no-primary-key': 'off' }),
      onMessage: (method) => {
        if (method === 'workspace/configuration') throw new Error('refused');
      },
    });
    expect(await findings()).toEqual({});
  });

  test('hide what is less severe', async () => {
    await start({ files: { 'a.sql': keyless }, settings: { '.': { severity: 'error', rules: {} } } });
    expect(await findings()).toEqual({});
  });

  test('choose the dialect', async () => {
    const text = 'create table t (id int primary key, at datetime2 not null);';
    await start({ files: { 'a.sql': text }, settings: { '.': { dialect: 'sqlserver' } } });
    editor.open('a.sql', text);
    const { contents } = await editor.at<{ contents: { value: string } }>('textDocument/hover', 'a.sql', ' t ');
    expect(contents.value).toContain('datetime2');
  });
});

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type EditorOptions, openEditor, type TestEditor } from './kit/editor.ts';
import { workspaceFindings } from './kit/workspace-findings.ts';

let editor: TestEditor;
const start = async (options: EditorOptions = {}) => {
  editor = await openEditor(options);
};
afterEach(() => editor.close());

const customer = 'create table customer (id bigint primary key);\n';
const orders = 'create table orders (id bigint primary key, customer_id bigint not null references customer);\n';
const index = 'create index on orders (customer_id);\n';
const keyless = 'create table keyless (x int);\n';

const findings = () => workspaceFindings(editor);

const refreshed = () => editor.received('workspace/diagnostic/refresh').length;

describe('files on the disk', () => {
  test('that are created, changed and deleted', async () => {
    await start({ files: { 'a.sql': customer + orders } });
    expect(await findings()).toEqual({ 'a.sql': ['fk-without-index'] });

    editor.write('b.sql', index);
    editor.watched({ 'b.sql': true });
    expect(await findings()).toEqual({});

    editor.write('b.sql', keyless);
    editor.watched({ 'b.sql': true });
    expect(await findings()).toEqual({ 'a.sql': ['fk-without-index'], 'b.sql': ['no-primary-key'] });

    editor.remove('b.sql');
    editor.watched({ 'b.sql': false });
    expect(await findings()).toEqual({ 'a.sql': ['fk-without-index'] });
  });

  test('make the editor ask again, but only if something changed', async () => {
    await start({ files: { 'a.sql': customer } });
    await editor.until(() => refreshed() === 1);
    editor.watched({ 'a.sql': true });
    await findings();
    expect(refreshed()).toBe(1);
    editor.write('a.sql', keyless);
    editor.watched({ 'a.sql': true });
    await findings();
    await editor.until(() => refreshed() === 2);
  });

  test('whose folder is renamed or deleted as a whole', async () => {
    await start({ files: { 'old/deep/a.sql': keyless } });
    expect(await findings()).toEqual({ 'old/deep/a.sql': ['no-primary-key'] });
    renameSync(join(editor.root, 'old'), join(editor.root, 'new'));
    editor.notify('workspace/didRenameFiles', { files: [{ oldUri: editor.uri('old'), newUri: editor.uri('new') }] });
    expect(await findings()).toEqual({ 'new/deep/a.sql': ['no-primary-key'] });
    editor.remove('new');
    editor.watched({ new: false });
    expect(await findings()).toEqual({});
  });

  test('announced by the editor’s own file operations', async () => {
    await start({});
    editor.write('a.sql', keyless);
    editor.notify('workspace/didCreateFiles', { files: [{ uri: editor.uri('a.sql') }] });
    expect(await findings()).toEqual({ 'a.sql': ['no-primary-key'] });
    editor.remove('a.sql');
    editor.notify('workspace/didDeleteFiles', { files: [{ uri: editor.uri('a.sql') }] });
    expect(await findings()).toEqual({});
  });

  test('that are none of ours', async () => {
    await start({ files: { 'node_modules/a.sql': keyless, 'notes.md': '' } });
    editor.write('vendor/b.sql', keyless);
    editor.write('alembic.ini', '');
    editor.watched({ 'vendor/b.sql': true, 'alembic.ini': true, 'notes.md': true });
    expect(await findings()).toEqual({});
    editor.open('node_modules/a.sql', keyless);
    expect(await editor.rules('node_modules/a.sql')).toEqual([]);
  });

  test('that cannot be read are noted', async () => {
    await start({ files: { 'a.sql': Uint8Array.of(0, 1, 2), 'b.sql': customer } });
    expect(await findings()).toEqual({ 'a.sql': ['unreadable-file'] });
    editor.write('a.sql', keyless);
    editor.watched({ 'a.sql': true });
    expect(await findings()).toEqual({ 'a.sql': ['no-primary-key'] });
  });

  test('are watched by the server’s own wish', async () => {
    await start({});
    await editor.until(() =>
      editor
        .received<{ registrations: { method: string }[] }>('client/registerCapability')
        .some(({ registrations }) => registrations.some(({ method }) => method === 'workspace/didChangeWatchedFiles')),
    );
  });
});

describe('open documents', () => {
  test('win over the disk until they are closed', async () => {
    await start({ files: { 'a.sql': customer } });
    editor.open('a.sql', keyless);
    editor.write('a.sql', `${keyless}create table other (x int);`);
    editor.watched({ 'a.sql': true });
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
    editor.shut('a.sql');
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key', 'no-primary-key']);
  });

  test('outlive their file', async () => {
    await start({ files: { 'a.sql': keyless } });
    editor.open('a.sql', keyless);
    editor.remove('a.sql');
    editor.watched({ 'a.sql': false });
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
    editor.shut('a.sql');
    expect(await findings()).toEqual({});
  });

  test('that were never saved are databases of their own', async () => {
    await start({ files: { 'a.sql': customer } });
    editor.open('untitled:Untitled-1', orders);
    expect(await editor.at('textDocument/definition', 'untitled:Untitled-1', 'customer)')).toEqual([]);
    editor.open('untitled:Untitled-2', customer);
    editor.replace('untitled:Untitled-2', 'primary key', '');
    expect(await editor.rules('untitled:Untitled-2')).toEqual(['no-primary-key']);
    editor.shut('untitled:Untitled-2');
    expect(await editor.rules('untitled:Untitled-2')).toEqual([]);
    expect(Object.keys(await findings())).not.toContain('untitled:Untitled-1');
  });

  test('outside the workspace are checked with the settings beside them', async () => {
    await start({
      folders: ['app'],
      files: { 'app/a.sql': customer, 'else/db-architect.jsonc': '{ "rules": { "no-primary-key": "off" } }' },
    });
    editor.open('else/b.sql', keyless);
    expect(await editor.rules('else/b.sql')).toEqual([]);
    editor.open('third/c.sql', keyless);
    expect(await editor.rules('third/c.sql')).toEqual(['no-primary-key']);
    editor.shut('third/c.sql');
    expect(await editor.rules('third/c.sql')).toEqual([]);
  });

  test('that are too large are passed over with a note, until they are smaller', async () => {
    await start({});
    editor.open('a.sql', keyless.repeat(400_000));
    expect(await editor.pull('a.sql')).toMatchObject({ items: [{ code: 'unreadable-file', severity: 3 }] });
    editor.change('a.sql', [{ text: keyless }]);
    expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
  });

  test('in a language of another extension', async () => {
    await start({});
    editor.open('notes.txt', keyless, 'plaintext');
    editor.open('query', keyless, 'postgres-sql');
    expect(await editor.rules('notes.txt')).toEqual([]);
    expect(await editor.rules('query')).toEqual(['no-primary-key']);
  });
});

describe('several folders', () => {
  const files = { 'one/a.sql': keyless, 'two/b.sql': keyless };

  test('each with its own settings of the editor', async () => {
    const off = { severity: 'hint', rules: { 'no-primary-key': 'off' }, dialect: 'auto' };
    await start({ folders: ['one', 'two'], files, settings: { one: off } });
    expect(await findings()).toEqual({ 'two/b.sql': ['no-primary-key'] });
  });

  test('come and go', async () => {
    await start({ folders: ['one'], files });
    expect(await findings()).toEqual({ 'one/a.sql': ['no-primary-key'] });
    const event = {
      added: [{ uri: editor.uri('two'), name: 'two' }],
      removed: [{ uri: editor.uri('one'), name: 'one' }],
    };
    editor.notify('workspace/didChangeWorkspaceFolders', { event });
    expect(await findings()).toEqual({ 'two/b.sql': ['no-primary-key'] });
  });

  test('a document of a folder that goes keeps the settings beside it', async () => {
    const settings = { 'two/db-architect.jsonc': '{ "rules": { "no-primary-key": "off" } }' };
    await start({ folders: ['one', 'two'], files: { ...files, ...settings } });
    editor.open('two/b.sql', keyless);
    expect(await editor.rules('two/b.sql')).toEqual([]);
    const event = { added: [], removed: [{ uri: editor.uri('two'), name: 'two' }] };
    editor.notify('workspace/didChangeWorkspaceFolders', { event });
    expect(await editor.rules('two/b.sql')).toEqual([]);
  });
});

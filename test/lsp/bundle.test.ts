/** The bundles as they are shipped, in processes of their own. */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { uriOfPath } from '../../server/src/lsp/to-protocol.ts';
import { capableClient } from './kit/editor.ts';

const root = join(import.meta.dirname, '..', '..');
const bundles = '.cache/bundle-test';
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-')));
  writeFileSync(join(folder, 'shop.sql'), 'create table a (x int);\ncreate tabl b (id int primary key);\n');
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', '--outdir', bundles], { cwd: root });
  expect(String(stderr)).toBe('');
  expect(status).toBe(0);
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(root, bundles), { recursive: true, force: true });
});

async function talk(server: ChildProcess, connection: MessageConnection): Promise<void> {
  connection.listen();
  const exited = new Promise<number | null>((resolve) => server.once('exit', resolve));
  const workspaceFolders = [{ uri: uriOfPath(folder), name: 'shop' }];
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest(() => null);
  const { serverInfo } = await connection.sendRequest<{ serverInfo: object }>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders,
    capabilities: capableClient,
  });
  expect(serverInfo).toEqual({ name: 'db-architect', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  connection.sendNotification('initialized', {});

  const report = await connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri: uriOfPath(join(folder, 'shop.sql')) },
  });
  expect(report).toMatchObject({
    items: [
      { code: 'no-primary-key', range: { start: { line: 0, character: 13 } } },
      { code: 'syntax-error', range: { start: { line: 1, character: 7 }, end: { line: 1, character: 11 } } },
    ],
  });
  const page = await connection.sendRequest('dbArchitect/explainRule', { rule: 'no-primary-key' });
  expect(page).toEqual({ markdown: expect.stringContaining('## Why') });

  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await exited).toBe(0);
}

test('db-architect lsp --stdio', async () => {
  const server = spawn(process.execPath, [join(root, bundles, 'cli.js'), 'lsp', '--stdio'], { stdio: 'pipe' });
  await talk(
    server,
    createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
  );
}, 20_000);

test('the server as the extension starts it', async () => {
  const server = fork(join(root, bundles, 'server.js'), ['--node-ipc'], { silent: true });
  await talk(server, createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server)));
}, 20_000);

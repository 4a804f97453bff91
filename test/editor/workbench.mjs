/** Starts and stops the real editor on a copy of a workspace, and opens it in headless Chromium. */
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from './patience.mjs';
import { root } from './provision.mjs';

const steadySettings = {
  'chat.agentHost.enabled': false,
  'chat.disableAIFeatures': true,
  // In a browser the editor saves by itself after a second, and nothing could be reverted any more.
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
};

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param editor what provision() returned
 * @param vsix installed before the start, as a user would; leave out for an extension under development
 * @param files folder copied into the workspace
 * @param profile further files of the user's profile: name to what is in it, as JSON
 */
export async function startWorkbench(
  editor,
  { vsix, files, smokeTestDriver = false, settings = {}, profile = {} } = {},
) {
  // Short on purpose: the editor puts a socket below this folder, and socket paths end at about 100 characters.
  const home = await mkdtemp(join(tmpdir(), 'dba-'));
  const workspace = join(home, 'workspace');
  const user = join(home, 'user');
  await mkdir(join(user, 'User'), { recursive: true });
  const userFiles = { ...profile, 'settings.json': { ...steadySettings, ...settings } };
  for (const [name, content] of Object.entries(userFiles)) {
    await writeFile(join(user, 'User', name), JSON.stringify(content));
  }
  await writeFile(join(home, 'config.yaml'), 'auth: none\n');
  if (files) await cp(files, workspace, { recursive: true });
  else await mkdir(workspace);

  const common = [
    ...['--config', join(home, 'config.yaml')],
    ...['--user-data-dir', user],
    ...['--extensions-dir', join(home, 'extensions')],
  ];
  // An empty gallery address: the editor otherwise asks a marketplace about the extensions it finds.
  const env = {
    ...process.env,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
  };
  if (vsix) {
    const installed = spawnSync(editor.node, [editor.codeServer, ...common, '--install-extension', vsix], {
      env,
      encoding: 'utf8',
    });
    if (installed.status !== 0) throw new Error(`could not install ${vsix}:\n${installed.stdout}${installed.stderr}`);
  }

  const port = await freePort();
  const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  if (smokeTestDriver) flags.push('--vscode-option', 'enable-smoke-test-driver');
  const args = [editor.codeServer, ...common, ...flags, '--bind-addr', `127.0.0.1:${port}`];
  const server = spawn(editor.node, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  server.stdout.on('data', (chunk) => {
    output += chunk;
  });
  server.stderr.on('data', (chunk) => {
    output += chunk;
  });

  const stop = async () => {
    await endWithDescendants(server.pid);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await listening(port, server, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, home, workspace, user, logs: join(user, 'logs'), stop };
}

/** A page on the workbench; `payload` are the extra pairs for an extension under test. */
export async function openWorkbench(
  editor,
  workbench,
  { payload = [], before = async () => {}, viewport = { width: 1280, height: 800 } } = {},
) {
  const browser = await editor.playwright.chromium.launch({ executablePath: editor.chromium, args: browserFlags });
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(patience);
  page.setDefaultNavigationTimeout(patience);
  await before(page);
  const query = new URLSearchParams({ folder: workbench.workspace });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  await page.goto(`http://127.0.0.1:${workbench.port}/?${query}`);
  await page.waitForSelector('.monaco-workbench');
  return { page, close: () => browser.close() };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function listening(port, server, output) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the editor ended with ${server.exitCode}:\n${output()}`);
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (healthy?.ok) return;
    await sleep(250);
  }
  throw new Error(`the editor did not answer within ${patience / 1000} s:\n${output()}`);
}

/** The last errors that the editor and the extensions in it wrote into their logs, oldest first within a log. */
export async function lastErrors(logs) {
  const names = await readdir(logs, { recursive: true });
  const found = [];
  for (const name of names.filter((name) => name.endsWith('.log'))) {
    const lines = (await readFile(join(logs, name), 'utf8')).split('\n').filter((line) => line.includes('[error]'));
    found.push(...lines.slice(-5).map((line) => `${name}: ${line.slice(0, 300)}`));
  }
  return found.join('\n');
}

/** code-server puts its children into process groups of their own, so they are collected before anything ends. */
async function endWithDescendants(pid) {
  const pids = [pid, ...descendants(pid)];
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const target of pids) send(target, signal);
    for (let attempt = 0; attempt < 20 && pids.some((target) => send(target, 0)); attempt++) await sleep(100);
  }
}

function descendants(pid) {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const children = new Map();
  for (const line of stdout.trim().split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found = [];
  for (const queue = [pid]; queue.length > 0; ) {
    const below = children.get(queue.pop()) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

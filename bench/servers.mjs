/**
 * The programs that are measured: ours as it is built in `dist/`, and the peers as npm delivers them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, '..');

/**
 * How a program is started. Native binaries are started directly, without the Node launcher that npm puts before them:
 * the launcher would be charged to the peer. `check` prints every finding as JSON; `checkBriefly` is there where a program
 * spends much of its time on printing and can be told to print only a summary.
 * @typedef {{
 *   name: string,
 *   version: string,
 *   command: string,
 *   lsp: string[],
 *   check: (file: string, folder: string) => string[],
 *   checkBriefly?: (file: string, folder: string) => string[],
 *   env: (folder: string) => NodeJS.ProcessEnv,
 *   prepare: (folder: string) => void,
 *   countFindings: (stdout: string) => number | null,
 *   reportsOnStderr?: boolean,
 * }} Program
 */

/** @param {string} text @param {(json: any) => number} count @returns {number | null} null where the output is not the JSON expected */
function countIn(text, count) {
  try {
    return count(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The Node that the project pins, else the one that runs this script. */
function projectNode() {
  const pinned = join(ROOT, 'node_modules', 'node', 'bin', 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}

/** Our own command line; null until it is built. @returns {Program | null} */
export function ours() {
  const cli = join(ROOT, 'dist', 'cli.js');
  if (!existsSync(cli)) return null;
  const { version } = createRequire(import.meta.url)(join(ROOT, 'package.json'));
  return {
    name: 'ours',
    version,
    command: projectNode(),
    lsp: [cli, 'lsp', '--stdio'],
    check: (file) => [cli, 'check', file, '--format', 'json'],
    env: () => process.env,
    prepare: () => {},
    countFindings: (stdout) => countIn(stdout, (json) => json.findings.length),
  };
}

/** Installs the peers into the bench's own folder on first use. */
function installPeers() {
  if (existsSync(join(HERE, 'node_modules'))) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: HERE, stdio: ['ignore', 2, 2] });
  if (status !== 0) console.error('bench: the peers could not be installed; only our own figures follow');
}

/** The peers for this platform. @returns {Program[]} those that are there; a platform without binaries has none */
export function peers() {
  installPeers();
  return [squawk(), postgresLanguageServer()].filter((program) => program !== null);
}

/** @param {string} name @param {string} file @returns {{command: string, version: string} | null} */
function binary(name, file) {
  const folder = join(HERE, 'node_modules', name);
  const command = join(folder, file);
  if (!existsSync(command)) return null;
  return { command, version: createRequire(import.meta.url)(join(folder, 'package.json')).version };
}

/** @returns {Program | null} */
function squawk() {
  const found = binary('@squawk-cli/linux-x64', 'bin/squawk');
  return (
    found && {
      name: 'squawk',
      ...found,
      lsp: ['server'],
      // JSON is its fastest reporter: the terminal reporter takes several times as long on a file with many findings.
      check: (file) => ['--reporter', 'json', file],
      env: () => process.env,
      prepare: () => {},
      countFindings: (stdout) => countIn(stdout, (json) => json.length),
    }
  );
}

/** @returns {Program | null} */
function postgresLanguageServer() {
  const found = binary('@postgres-language-server/cli-x86_64-linux-gnu', 'postgres-language-server');
  return (
    found && {
      name: 'postgres-language-server',
      ...found,
      lsp: ['lsp-proxy'],
      check: (file, folder) => ['check', `--config-path=${folder}`, '--reporter=json', '--max-diagnostics=none', file],
      checkBriefly: (file, folder) => ['check', `--config-path=${folder}`, '--reporter=summary', file],
      // Its daemon keeps socket and logs under the cache folder: a private one keeps it apart from any other on the machine.
      env: (folder) => ({ ...process.env, XDG_CACHE_HOME: join(folder, '.cache'), HOME: folder }),
      prepare: (folder) => {
        mkdirSync(join(folder, '.cache', 'pgls'), { recursive: true });
        const config = { db: { disableConnection: true }, files: { maxSize: 64 * 1024 * 1024 } };
        writeFileSync(join(folder, 'postgres-language-server.jsonc'), JSON.stringify(config));
      },
      countFindings: (stdout) =>
        countIn(stdout, (json) => json.summary.errors + json.summary.warnings + (json.summary.infos ?? 0)),
    }
  );
}

/** A linter of Prisma schemas, with as many of its rules as find something to look at. @returns {Program | null} */
export function prismaLint() {
  installPeers();
  const folder = join(HERE, 'node_modules', 'prisma-lint');
  if (!existsSync(folder)) return null;
  const { version } = createRequire(import.meta.url)(join(folder, 'package.json'));
  return {
    name: 'prisma-lint',
    version,
    command: projectNode(),
    lsp: [],
    check: (file, scratch) => [
      join(folder, 'dist', 'cli.js'),
      ...['--config', join(scratch, '.prismalintrc.json'), '--output-format', 'json', file],
    ],
    env: () => process.env,
    prepare: (scratch) => writeFileSync(join(scratch, '.prismalintrc.json'), JSON.stringify({ rules: LINT_RULES })),
    countFindings: (stdout) => countIn(stdout, (json) => json.violations.length),
    reportsOnStderr: true,
  };
}

const LINT_RULES = {
  'field-name-mapping-snake-case': ['error'],
  'field-order': ['error', { order: ['id', '...'] }],
  'forbid-field': ['error', { forbid: ['uuid'] }],
  'model-name-grammatical-number': ['error', { style: 'singular' }],
  'model-name-mapping-snake-case': ['error'],
  'model-name-prefix': ['error', { prefix: '' }],
  'require-field-index': ['error', { forAllRelations: true }],
  'require-field-type': ['error', { require: [{ ifName: 'id', type: 'String' }] }],
};

/**
 * Runs `body` with a scratch folder that is gone afterwards.
 * @template T
 * @param {(folder: string) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function withScratchFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), 'dba-bench-'));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

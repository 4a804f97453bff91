/**
 * Gets the real editor ready: code-server (the VS Code workbench) and Playwright into an ignored folder, Chromium and
 * the headers code-server compiles against from the system. Once; later calls return at once.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installSystemPackages } from '../../scripts/system-packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const root = dirname(dirname(here));
export const cache = join(root, '.cache', 'editor');

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome'];
const kerberosHeader = '/usr/include/gssapi/gssapi.h';

/** Paths to everything the suites start. Throws with what to do when something cannot be had here. */
export async function provision() {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    throw new Error('the editor suites need Node 24: start them with npm run, which puts the right one first');
  }
  const installed = await isInstalled();
  installWhatIsMissing({ compiling: !installed });
  if (!installed) await installEditor();

  const require = createRequire(join(cache, 'package.json'));
  return {
    node: join(cache, 'node_modules', 'node', 'bin', 'node'),
    codeServer: join(cache, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
    chromium: onPath(chromiumNames),
    playwright: require('playwright-core'),
  };
}

function onPath(names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

function installWhatIsMissing({ compiling }) {
  const missing = [];
  if (!onPath(chromiumNames)) missing.push('chromium');
  if (compiling && process.platform === 'linux' && !existsSync(kerberosHeader)) missing.push('libkrb5-dev');
  if (compiling && !onPath(['g++', 'c++'])) missing.push('g++');
  if (compiling && !onPath(['make'])) missing.push('make');
  if (compiling && !onPath(['pkg-config'])) missing.push('pkg-config');
  if (compiling && !onPath(['python3'])) missing.push('python3');
  installSystemPackages(missing);
}

/** The lockfile's hash marks a finished install, so that a new version installs again and half an install does not count. */
async function isInstalled() {
  const marker = await readFile(join(cache, 'installed'), 'utf8').catch(() => '');
  return marker === (await lockfileHash());
}

async function lockfileHash() {
  return createHash('sha256')
    .update(await readFile(join(here, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex');
}

async function installEditor() {
  console.log('installing the editor (once, about two minutes)');
  await mkdir(cache, { recursive: true });
  await copyFile(join(here, 'package.json'), join(cache, 'package.json'));
  await copyFile(join(here, 'package-lock.json'), join(cache, 'package-lock.json'));
  // code-server compiles its native parts for the Node that runs the install; npm's own configuration may name the
  // headers of another one. The npm package `node` brings the right headers, unpacked before anything compiles.
  const platform = process.platform === 'darwin' && process.arch === 'arm64' ? 'bin-darwin' : process.platform;
  const headers = join(cache, 'node_modules', 'node', 'node_modules', `node-${platform}-${process.arch}`);
  // code-server reads the Node version from the user agent, and the npm that started us left its own in there.
  const { npm_config_user_agent: _, ...inherited } = process.env;
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  run(command, [...before, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], 'npm could not install code-server', {
    cwd: cache,
    env: {
      ...inherited,
      npm_config_nodedir: headers,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    },
  });
  await writeFile(join(cache, 'installed'), await lockfileHash());
}

function run(command, args, onFailure, options = {}) {
  const result = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', ...options });
  if (result.status === 0) return;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${onFailure}\n${command} ${args.join(' ')}: ${result.error?.message ?? output}`);
}

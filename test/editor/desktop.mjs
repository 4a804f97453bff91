/**
 * `npm run test:desktop`: the extension-host suite in a desktop VS Code that @vscode/test-electron downloads.
 * For contributors and release checks; `npm test` uses the editor of provision.mjs, which needs no download.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './suite-bundle.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const home = await mkdtemp(join(tmpdir(), 'dba-'));
try {
  const workspace = join(home, 'workspace');
  await cp(join(root, 'samples'), workspace, { recursive: true });
  await runTests({
    version: process.argv[2] ?? 'stable',
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', join(home, 'user')],
  });
} catch (error) {
  console.error(`the desktop suite failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await rm(home, { recursive: true, force: true });
}

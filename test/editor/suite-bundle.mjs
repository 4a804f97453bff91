/** Bundles the extension-host suite: one file that both code-server and the desktop editor can load. */
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { cache, root } from './provision.mjs';

export async function bundleSuite() {
  const outfile = join(cache, 'suite', 'index.js');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/editor/suite/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    // Mocha hands its functions to the suites through its own module, so there must be only one of it.
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

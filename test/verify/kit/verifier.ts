/** The embedded PostgreSQL as built from the sources, one process for a test file. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createVerifier, type Limits } from '../../../server/src/verify/embedded-verifier.ts';
import type { Verifier } from '../../../server/src/verify/verifier.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Bundles the named programs alone from the sources as they are now. Returns the folder. */
export function buildOnly(name: string, programs: readonly string[]): string {
  const args = ['scripts/build.mjs', '--outdir', join('.cache', name), ...programs.flatMap((each) => ['--only', each])];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the bundles could not be built: ${stderr}`);
  return join(root, '.cache', name);
}

/** Call at the top of a test file; `name` is that of the folder of its build. */
export function builtVerifier(
  name: string,
  limits: Partial<Limits> = {},
): { readonly verifier: Verifier; readonly folder: string } {
  const built: { verifier: Verifier; folder: string } = { verifier: absent, folder: '' };
  beforeAll(() => {
    built.folder = buildOnly(name, ['verify.js']);
    built.verifier = createVerifier(join(built.folder, 'verify.js'), limits);
  }, 120_000);
  afterAll(() => built.verifier.stop());
  return built;
}

const absent: Verifier = {
  execute: () => Promise.reject(new Error('not built yet')),
  stop: () => {},
};

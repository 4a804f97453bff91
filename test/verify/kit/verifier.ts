/** The embedded PostgreSQL as built from the sources, one process for a test file. */
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createVerifier, type Limits, type Verifier } from '../../../server/src/verify/verifier.ts';
import { buildBundle } from '../../cli/kit/command-line.ts';

/** Call at the top of a test file; `name` is that of the folder of its build. */
export function builtVerifier(
  name: string,
  limits: Partial<Limits> = {},
): { readonly verifier: Verifier; readonly folder: string } {
  const built: { verifier: Verifier; folder: string } = { verifier: absent, folder: '' };
  beforeAll(() => {
    built.folder = dirname(buildBundle(name));
    built.verifier = createVerifier(join(built.folder, 'verify.js'), limits);
  }, 120_000);
  afterAll(() => built.verifier.stop());
  return built;
}

const absent: Verifier = {
  execute: () => Promise.reject(new Error('not built yet')),
  stop: () => {},
};

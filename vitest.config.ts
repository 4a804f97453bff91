import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The editor suites have runners of their own, which vitest would take for tests.
  // A fix may start an embedded PostgreSQL, which takes seconds on a busy machine.
  test: { testTimeout: 60_000, include: ['test/**/*.test.ts'], exclude: ['test/editor/**'] },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The editor suites have runners of their own, which vitest would take for tests.
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/editor/**'],
    // An embedded PostgreSQL takes seconds to start on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

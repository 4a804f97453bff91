import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The editor suites have runners of their own, which vitest would take for tests.
  test: { include: ['test/**/*.test.ts'], exclude: ['test/editor/**'] },
});

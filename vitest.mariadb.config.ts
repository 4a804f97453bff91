import { defineConfig } from 'vitest/config';

// Not part of `npm test`: it wants a database server, which most machines do not have.
export default defineConfig({ test: { testTimeout: 120_000, include: ['test/oracle/mariadb.on-demand.ts'] } });

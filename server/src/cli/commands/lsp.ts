/** `db-architect lsp`: the language server, which is a bundle of its own beside this one. */
import { join } from 'node:path';
import type { ExitCode } from '../io.ts';

/** Resolves when the connection ends, which ends the process with it. */
export function lsp(): Promise<ExitCode> {
  // The server's bundle reads from the arguments how it is to speak.
  if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
  require(join(__dirname, 'server.js'));
  return new Promise(() => {});
}

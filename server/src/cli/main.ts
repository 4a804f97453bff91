#!/usr/bin/env node
/**
 * Entry of the command line. It is kept tiny: Node compiles the entry itself, everything else comes with the code that
 * an earlier run has compiled.
 */
import 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { lsp } from './commands/lsp.ts';
import { loadBundle } from './compiled-bundle.ts';

const [command, ...options] = process.argv.slice(2);
// What an editor starts does not hold the whole command line in memory beside the server.
if (command === 'lsp' && options.every((option) => option === '--stdio')) lsp();
else runCommand();

function runCommand(): void {
  loadWhatEveryRunNeeds();
  // A run is over before V8's last optimizing compiler has paid for itself, even with ten thousand tables, and most of
  // what the one before it compiles by default is not called often enough either. Engines before 12 have only the last.
  if (command !== 'lsp' && command !== 'mcp' && Number.parseInt(process.versions.v8, 10) >= 12) {
    setFlagsFromString('--no-opt');
    setFlagsFromString('--invocation-count-for-maglev=2000');
  }
  const bundle = loadBundle(join(__dirname, 'command-line.js'), process.env, require);
  const { runProcess } = bundle.exports as typeof import('./command-line.ts');
  runProcess((parts) => bundle.keepCompiled(parts));
}

/** Node's own modules come compiled, but only for the flags that it was started with. */
function loadWhatEveryRunNeeds(): readonly unknown[] {
  return [parseArgs, process.stdout];
}

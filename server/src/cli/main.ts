#!/usr/bin/env node
/**
 * Entry of the command line. It is kept tiny: Node compiles the entry before the compile cache can be switched on, and
 * everything that is loaded afterwards comes out of that cache.
 */
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { compileCacheFolder } from './compile-cache.ts';

const [command] = process.argv.slice(2);
// A run is over before V8's last optimizing compiler has paid for itself, even with ten thousand tables. Engines before
// 12 have no other.
if (command !== 'lsp' && command !== 'mcp' && Number.parseInt(process.versions.v8, 10) >= 12)
  setFlagsFromString('--no-opt');

// Node writes the cache once per file, with the functions that were compiled by then: one folder a command, so that
// `--help` does not leave a cache without the engine behind.
const folder = command === 'check' || command === 'schema' ? compileCacheFolder(process.env, command) : undefined;
// Node 20 has no compile cache; a folder that cannot be written only makes the start slower.
if (folder !== undefined) module.enableCompileCache?.(folder);

import('./command-line.ts').then(({ runProcess }) => runProcess());

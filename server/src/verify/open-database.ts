/** Starts the embedded PostgreSQL from the files that the build lays beside the bundle, all of it in memory. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/** Node has it; its types leave it to those of browsers. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<NonNullable<PGliteOptions['pgliteWasmModule']>> };
};

const unpack = promisify(brotliDecompress);

/** `folder` holds what `scripts/embedded-postgres.mjs` made. */
export async function openDatabase(folder: string): Promise<PGlite> {
  const unpacked = (name: string) => unpack(readFileSync(join(folder, name)));
  const [program, support, data] = await Promise.all([
    unpacked('postgres.wasm.br').then((bytes) => WebAssembly.compile(new Uint8Array(bytes))),
    unpacked('support.data.br'),
    unpacked('data.tar.br'),
  ]);
  return PGlite.create({
    pgliteWasmModule: program,
    fsBundle: new Blob([new Uint8Array(support)]),
    loadDataDir: new Blob([new Uint8Array(data)]),
    extensions: extensionsIn(folder),
    // The least that it starts with: a schema without rows needs no more.
    initialMemory: 128 * 1024 * 1024,
    postgresqlconf: ['shared_buffers = 1MB', 'max_connections = 5'],
  });
}

function extensionsIn(folder: string): Record<string, URL> {
  const archive = /\.tar\.gz$/;
  const files = readdirSync(folder).filter((file) => archive.test(file));
  return Object.fromEntries(files.map((file) => [file.replace(archive, ''), pathToFileURL(join(folder, file))]));
}

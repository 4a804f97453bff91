/** Prisma's own schema engine: the DDL that it makes of a schema, without a database. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

interface EngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  readonly SchemaEngine: {
    new: (
      options: object,
      log: () => void,
      adapters: object,
    ) => Promise<{ diff: (params: object) => Promise<{ stdout: string | null }> }>;
  };
}

/** The engine asks for an adapter of the database that the schema names; it stays idle when nothing is read from one. */
function idleAdapters(provider: string) {
  const done = <Value>(value: Value) => ({ ok: true, value, map: () => done(value), flatMap: () => done(value) });
  const name = provider === 'cockroachdb' || provider === 'postgresql' ? 'postgres' : provider;
  const adapter = {
    provider: name,
    adapterName: 'idle',
    getConnectionInfo: () => done({ supportsRelationJoins: false }),
    queryRaw: async () => done({ columnTypes: [], columnNames: [], rows: [] }),
    executeRaw: async () => done(0),
    executeScript: async () => done(undefined),
    startTransaction: async () => done(undefined),
    dispose: async () => done(undefined),
    errorRegistry: { consumeError: () => undefined },
  };
  return {
    provider: name,
    adapterName: 'idle',
    connect: async () => done(adapter),
    connectToShadowDb: async () => done(adapter),
    errorRegistry: { consumeError: () => undefined },
  };
}

/** The engine says here why it gave up, before it throws. */
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });

/** The WebAssembly build of the engine has no other databases. */
const judged: ReadonlySet<string> = new Set(['postgresql', 'postgres', 'cockroachdb', 'sqlite']);

export function engineKnows(provider: string): boolean {
  return judged.has(provider);
}

let engineModule: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bound: EngineModule = await import(script);
  const compiled = await WebAssembly.compile(new Uint8Array(readFileSync(script.replace(/\.js$/, '.wasm'))));
  const instance = await WebAssembly.instantiate(compiled, { './schema_engine_bg.js': bound as never });
  bound.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return bound;
}

/** What Prisma would run on an empty database. Throws its message when it does not accept the schema. */
export async function prismaDdl(files: readonly SchemaFile[], provider: string): Promise<string> {
  engineModule ??= loadEngine();
  const { SchemaEngine } = await engineModule;
  const datamodels = files.map(({ path, content }) => [path, content]);
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, idleAdapters(provider));
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

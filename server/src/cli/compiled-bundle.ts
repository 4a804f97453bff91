/**
 * Loads a bundle with the code that V8 made of it in an earlier run. Node's own compile cache keeps what is compiled
 * when a file is loaded, which of a bundle is next to nothing: a function is compiled when it is first called.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

type Environment = Readonly<Record<string, string | undefined>>;

/** The exports of a CommonJS file. What V8 makes of it is kept in the user's cache folder, complete from the first run on. */
export function loadBundle(file: string, env: Environment): unknown {
  const source = readFileSync(file, 'utf8');
  const stamp = stampOf(source);
  const cache = stamp === undefined ? undefined : cacheFile(env);
  // Whoever set a folder for all Node programs, or none, is heard.
  if (stamp === undefined || cache === undefined) return createRequire(file)(file);
  const script = withAllFunctions(() => {
    const known = compiledFor(stamp, cache);
    const compiled = compile(file, source, known);
    if (known === undefined || compiled.cachedDataRejected === true) keep(cache, stamp, compiled);
    return compiled;
  });
  const bundle = { exports: {} };
  script.runInThisContext()(bundle.exports, createRequire(file), bundle, file, dirname(file));
  return bundle.exports;
}

const before = '(function (exports, require, module, __filename, __dirname) { ';
const after = '\n})';

function compile(filename: string, source: string, cachedData: Buffer | undefined): Script {
  return new Script(before + source + after, {
    filename,
    columnOffset: -before.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

/**
 * What is compiled is compiled with all functions at once, so that the next run finds those that this one does not call.
 * V8 takes only what was made under the same flags, and the other functions of Node are to stay as they are.
 */
function withAllFunctions(load: () => Script): Script {
  setFlagsFromString('--no-lazy');
  try {
    return load();
  } finally {
    setFlagsFromString('--lazy');
  }
}

/** The last line of a bundle, which the build writes: V8 tells two sources apart by their length only. */
function stampOf(source: string): string | undefined {
  return /\/\/# build=(\w+)\s*$/.exec(source.slice(-100))?.[1];
}

function compiledFor(stamp: string, cache: string): Buffer | undefined {
  try {
    const kept = readFileSync(cache);
    return kept.toString('latin1', 0, stamp.length) === stamp ? kept.subarray(headerLength) : undefined;
  } catch {
    // Nothing is kept yet, or it cannot be read: it is made again.
    return undefined;
  }
}

/** The stamp and zeros: V8 takes the code where it lies only from an address that is a multiple of eight. */
const headerLength = 64;

/** Under another name first: a run at the same time reads all of it or nothing. */
function keep(cache: string, stamp: string, script: Script): void {
  try {
    mkdirSync(dirname(cache), { recursive: true, mode: 0o700 });
    const unfinished = `${cache}.${process.pid}`;
    const header = Buffer.alloc(headerLength);
    header.write(stamp, 'latin1');
    writeFileSync(unfinished, Buffer.concat([header, script.createCachedData()]), { mode: 0o600 });
    renameSync(unfinished, cache);
  } catch {
    // A folder that cannot be written only makes the start slower.
  }
}

/** In the folder of the user, so that nobody else can write there. One file for each Node. */
export function cacheFile(env: Environment, platform: string = process.platform): string | undefined {
  if (env.NODE_COMPILE_CACHE !== undefined || env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  const folder = userCacheFolder(env, platform);
  return folder === undefined
    ? undefined
    : join(folder, 'db-architect', 'compiled', `${process.version}-${process.arch}`);
}

function userCacheFolder(env: Environment, platform: string): string | undefined {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === 'win32') return env.LOCALAPPDATA;
  const home = homedir();
  if (home === '' || home === '/') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

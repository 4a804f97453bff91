/**
 * Loads a bundle with the code that V8 made of it in an earlier run. Node's own compile cache keeps what is compiled
 * when a file is loaded, which of a bundle is next to nothing: a function is compiled when it is first called.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

type Environment = Readonly<Record<string, string | undefined>>;

export interface LoadedBundle {
  readonly exports: unknown;
  /**
   * At the end of a run, when all functions that it called are compiled: keeps them where they are more than before.
   * `parts` are those of the program that it used.
   */
  keepCompiled(parts: ReadonlySet<string>): void;
}

/**
 * Loads a file of ASCII that is one expression: the function that Node makes of a CommonJS module. `require` becomes the
 * module's own. What V8 makes of the file is kept in the user's cache folder.
 */
export function loadBundle(file: string, env: Environment, require: NodeJS.Require): LoadedBundle {
  // Of a text in this encoding the engine takes the bytes as they are. It would copy what has to be put together.
  const source = readFileSync(file, 'latin1');
  const stamp = stampOf(source);
  // Whoever set a folder for all Node programs, or none, is heard.
  const cache = stamp === undefined ? undefined : cacheFile(env);
  const found = stamp === undefined || cache === undefined ? undefined : keptFor(stamp, cache);
  const script = new Script(source, {
    filename: file,
    ...(found === undefined ? {} : { cachedData: found.code }),
  });
  const kept = script.cachedDataRejected === true ? undefined : found;
  const bundle = { exports: {} };
  script.runInThisContext()(bundle.exports, require, bundle, file, dirname(file));
  return {
    exports: bundle.exports,
    keepCompiled(parts) {
      if (stamp === undefined || cache === undefined) return;
      if (kept === undefined) keep(cache, stamp, 1, parts, script);
      else if (isDue(kept, parts)) keep(cache, stamp, kept.times + 1, new Set([...kept.parts, ...parts]), script);
    },
  };
}

interface Kept {
  readonly code: Buffer;
  /** How often it was kept, each time with what the run had compiled, and when for the last time. */
  readonly times: number;
  readonly at: number;
  readonly parts: ReadonlySet<string>;
}

/** For a new part, and after a minute, an hour, two days and so on: later runs call what the first did not. */
function isDue({ times, at, parts: known }: Kept, parts: ReadonlySet<string>): boolean {
  return [...parts].some((part) => !known.has(part)) || Date.now() - at > 60_000 * 60 ** (times - 1);
}

/** The last line of a bundle, which the build writes: V8 tells two sources apart by their length only. */
function stampOf(source: string): string | undefined {
  return /\/\/# build=(\w+)\s*$/.exec(source.slice(-100))?.[1];
}

function keptFor(stamp: string, cache: string): Kept | undefined {
  try {
    const content = readFileSync(cache);
    const [of, times, at, parts = ''] = content.toString('latin1', 0, headerLength).trimEnd().split(' ');
    if (of !== stamp) return undefined;
    const code = content.subarray(headerLength);
    return { code, times: Number(times), at: Number(at), parts: new Set(parts.split(',')) };
  } catch {
    // Nothing is kept yet, or it cannot be read: it is made again.
    return undefined;
  }
}

/** V8 takes the code where it lies only from an address that is a multiple of eight. */
const headerLength = 256;

/** Under another name first: a run at the same time reads all of it or nothing. */
function keep(cache: string, stamp: string, times: number, parts: ReadonlySet<string>, script: Script): void {
  try {
    mkdirSync(dirname(cache), { recursive: true, mode: 0o700 });
    const unfinished = `${cache}.${process.pid}`;
    const header = [stamp, times, Date.now(), [...parts].join(',')].join(' ').padEnd(headerLength);
    writeFileSync(unfinished, Buffer.concat([Buffer.from(header, 'latin1'), script.createCachedData()]), {
      mode: 0o600,
    });
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

/** Where V8's compiled code is kept between runs: the user's own cache folder, so that nobody else can write there. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function compileCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  command: string,
  platform: string = process.platform,
): string | undefined {
  // Whoever set a folder for all Node programs, or none, is heard.
  if (env.NODE_COMPILE_CACHE !== undefined || env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  const cache = userCacheFolder(env, platform);
  return cache === undefined ? undefined : join(cache, 'db-architect', 'compiled', command);
}

function userCacheFolder(env: Readonly<Record<string, string | undefined>>, platform: string): string | undefined {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === 'win32') return env.LOCALAPPDATA;
  const home = homedir();
  if (home === '' || home === '/') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

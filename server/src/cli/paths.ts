/** Paths as the engine and the reports write them: '/'-separated on every system. */
import { resolve, sep } from 'node:path';

export function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

export function absolutePath(folder: string, path: string): string {
  return slashed(resolve(folder, path));
}

/** Relative to the folder when the path lies below it, absolute otherwise. */
export function nameFrom(folder: string, path: string): string {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : path;
}

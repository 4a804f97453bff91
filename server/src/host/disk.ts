/**
 * What is read of the disk. Node's own module of promises takes milliseconds to load, with much that nothing here needs,
 * and a run of the command line is short.
 */
import { access, readdir, readFile, realpath, stat } from 'node:fs';
import { promisify } from 'node:util';

export const disk = {
  access: promisify(access),
  readdir: promisify(readdir),
  readFile: promisify(readFile),
  realpath: promisify(realpath.native),
  stat: promisify(stat),
} as const;

/**
 * What is read of the disk. Node's own module of promises takes milliseconds to load, with much that nothing here needs,
 * and a run of the command line is short.
 */
import {
  access,
  accessSync,
  type Dirent,
  readdir,
  readdirSync,
  readFile,
  readFileSync,
  realpath,
  realpathSync,
  type Stats,
  stat,
  statSync,
} from 'node:fs';
import { promisify } from 'node:util';

/** Errors are those of the system. */
export interface Disk {
  access(path: string, mode: number): Promise<void>;
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>;
  readFile(path: string): Promise<Buffer>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<Stats>;
}

/** Leaves the process free while the system works: for servers, that others wait for. */
export const disk: Disk = {
  access: promisify(access),
  readdir: promisify(readdir),
  readFile: promisify(readFile),
  realpath: promisify(realpath.native),
  stat: promisify(stat),
};

/**
 * Waits for the system: for runs that have nothing else to do. Each of Node's answers from another thread costs more than
 * most readings take.
 */
export const diskInPlace: Disk = {
  access: async (path, mode) => accessSync(path, mode),
  readdir: async (path, options) => readdirSync(path, options),
  readFile: async (path) => readFileSync(path),
  realpath: async (path) => realpathSync.native(path),
  stat: async (path) => statSync(path),
};

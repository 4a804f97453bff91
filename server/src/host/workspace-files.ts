/**
 * Finds and reads the schema files below folders, for the editor and the command line alike. Asynchronous throughout,
 * so that a server stays responsive; what cannot be read becomes a note and never an error.
 */
import type { Dirent, Stats } from 'node:fs';
import type { ReportedFinding } from '../analysis/analyzer.ts';
import type { Configuration, ConfigurationProblem } from '../analysis/configuration.ts';
import { ignoreMatcher, type PathMatcher } from '../analysis/glob.ts';
import { configurationFileName, readConfiguration } from '../analysis/read-configuration.ts';
import { type Disk, disk } from './disk.ts';
import { decodeText, type TextEncoding } from './text-encoding.ts';

/** All paths are absolute and '/'-separated. */
export interface WorkspaceFiles {
  /** Schema files in a stable order; what `ignore` leaves out is not among them. */
  readonly files: readonly string[];
  readonly configurations: readonly ConfigurationFile[];
  readonly unreadable: readonly UnreadableFile[];
}

export interface ConfigurationFile {
  readonly file: string;
  /** The folder whose files it is about. */
  readonly folder: string;
  readonly text: string;
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

export interface UnreadableFile {
  readonly file: string;
  readonly reason: string;
  /** There is no such file at all. */
  readonly missing?: true;
}

export type FileReading =
  | { readonly file: string; readonly text: string; readonly encoding: TextEncoding }
  | UnreadableFile;

/** In bytes; for an open document in UTF-16 units, which is close enough. */
export const largestFile = 10 * 1024 * 1024;
export const tooLarge = 'The file is larger than 10 MB and was passed over.';

/** Sqitch's plan says in which order its scripts run. */
const schemaFile = /\.(?:sql|ddl|psql|pgsql|mysql|tsql|prisma|py)$|^(?:.*\/)?sqitch\.plan$/i;

/** Folders of tools and of copies. A root that is one of them is read all the same. */
const foreignFolders = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  'build',
  'target',
  'venv',
  'site-packages',
  '__pycache__',
  'coverage',
]);

export function isSchemaFile(file: string): boolean {
  return schemaFile.test(file);
}

export function isConfigurationFile(file: string): boolean {
  return file.endsWith(`/${configurationFileName}`);
}

/** Whether a folder on the way from `root` to the file is one that is never searched. */
export function isInForeignFolder(root: string, file: string): boolean {
  const folders = file.slice(root.length).split('/').slice(0, -1);
  return folders.some(isForeign);
}

function isForeign(folder: string): boolean {
  return folder.startsWith('.') || foreignFolders.has(folder);
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.startsWith('/') ? 1 : 0));
}

export function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path of a file as patterns of a configuration in `folder` see it. */
export function relativeTo(folder: string, file: string): string {
  return file.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}

/** The finding that stands for a file that was passed over. */
export function unreadableFinding({ file, reason }: UnreadableFile): ReportedFinding {
  return {
    rule: 'unreadable-file',
    severity: 'info',
    message: reason,
    file,
    span: { start: 0, end: 0 },
    table: undefined,
    columns: [],
    related: [],
    fixable: false,
  };
}

/**
 * Walks folders; a root may also be a single file. `base` are the settings that configuration files are laid over,
 * `from` says how is waited for the disk.
 * An aborted search returns what it has found until then.
 */
export async function findFiles(
  roots: readonly string[],
  base: (root: string) => Configuration,
  signal?: AbortSignal,
  from = disk,
): Promise<WorkspaceFiles> {
  const search = new Search(signal, from);
  // All of them first: a link in one root may lead to another one.
  for (const root of roots) await search.announce(root);
  for (const root of roots) await search.root(root, base(root));
  return {
    files: [...search.files],
    configurations: [...search.configurations.values()],
    unreadable: search.unreadable,
  };
}

/** The nearest configuration in the folders above; the search ends with the repository that `root` is in. */
export async function configurationAbove(
  root: string,
  base: Configuration,
  from = disk,
): Promise<ConfigurationFile | undefined> {
  for (let folder = root; ; ) {
    if (await exists(`${folder}/.git`, from)) return undefined;
    const above = folderOf(folder);
    if (above === folder || above === '') return undefined;
    const found = await readConfigurationFile(above, base, from);
    if (found !== undefined) return found;
    folder = above;
  }
}

export async function readConfigurationFile(
  folder: string,
  base: Configuration,
  from = disk,
): Promise<ConfigurationFile | undefined> {
  const file = `${folder === '/' ? '' : folder}/${configurationFileName}`;
  const reading = await readFile(file, from);
  return 'text' in reading ? { file, folder, text: reading.text, ...readConfiguration(reading.text, base) } : undefined;
}

export async function readFile(file: string, from = disk): Promise<FileReading> {
  try {
    const { size } = await from.stat(file);
    if (size > largestFile) return { file, reason: tooLarge };
    const decoded = decodeText(await from.readFile(file));
    return decoded === undefined ? { file, reason: 'The file is not text and was passed over.' } : { file, ...decoded };
  } catch (error) {
    const reason = `The file could not be read: ${reasonOf(error)}.`;
    return codeOf(error) === 'ENOENT' ? { file, reason, missing: true } : { file, reason };
  }
}

const atOnce = 16;

/** Reads files in order, several at a time. */
export async function* readFiles(
  files: readonly string[],
  signal?: AbortSignal,
  from = disk,
): AsyncGenerator<FileReading> {
  for (let at = 0; at < files.length; at += atOnce) {
    if (signal?.aborted) return;
    yield* await Promise.all(files.slice(at, at + atOnce).map((file) => readFile(file, from)));
  }
}

class Search {
  readonly files = new Set<string>();
  readonly configurations = new Map<string, ConfigurationFile>();
  readonly unreadable: UnreadableFile[] = [];
  readonly #signal: AbortSignal | undefined;
  /** Real paths of the folders that were reached by a symbolic link, and of the roots. */
  readonly #reached = new Set<string>();

  readonly #disk: Disk;

  constructor(signal: AbortSignal | undefined, from: Disk) {
    this.#signal = signal;
    this.#disk = from;
  }

  async announce(root: string): Promise<void> {
    this.#reached.add(await this.#disk.realpath(root).catch(() => root));
  }

  async root(root: string, base: Configuration): Promise<void> {
    const stat = await this.#disk.stat(root).catch((error: unknown) => error);
    if (stat instanceof Error || !isStat(stat)) {
      this.unreadable.push({ file: root, reason: `The path could not be read: ${reasonOf(stat)}.` });
      return;
    }
    const folder = stat.isDirectory() ? root : folderOf(root);
    const above = await configurationAbove(folder, base, this.#disk);
    if (above !== undefined) this.configurations.set(above.file, above);
    const ignores = above === undefined ? [] : [ignoreOf(above)];
    if (stat.isDirectory()) {
      await this.#folder(root, base, ignores);
    } else {
      await this.#configuration(folder, base);
      this.files.add(root);
    }
  }

  async #folder(folder: string, base: Configuration, outer: readonly PathMatcher[]): Promise<void> {
    if (this.#signal?.aborted) return;
    const entries = await this.#list(folder);
    const ignores = [...outer];
    if (entries.some((entry) => entry.name === configurationFileName)) {
      const found = await this.#configuration(folder, base);
      if (found !== undefined && found.configuration.ignore.length > 0) ignores.push(ignoreOf(found));
    }
    for (const entry of entries) {
      const path = `${folder === '/' ? '' : folder}/${entry.name}`;
      if (ignores.some((ignored) => ignored(path))) continue;
      if (entry.isDirectory()) {
        if (!isForeign(entry.name)) await this.#folder(path, base, ignores);
      } else if (entry.isSymbolicLink()) {
        if (!isForeign(entry.name)) await this.#link(path, base, ignores);
      } else if (entry.isFile() && isSchemaFile(entry.name)) this.files.add(path);
    }
  }

  /** What is searched anyway is not read a second time under another name. */
  async #link(path: string, base: Configuration, ignores: readonly PathMatcher[]): Promise<void> {
    try {
      const stat = await this.#disk.stat(path);
      if (!stat.isDirectory() && !isSchemaFile(path)) return;
      const [real, around] = await Promise.all([this.#disk.realpath(path), this.#disk.realpath(folderOf(path))]);
      if (!stat.isDirectory()) {
        if (!this.#isSearched(real)) this.files.add(path);
      } else if (real === around || isBelow(real, around)) {
        this.unreadable.push({ file: path, reason: 'The link leads back to a folder around it and was passed over.' });
      } else if (!this.#isSearched(real)) {
        this.#reached.add(real);
        await this.#folder(path, base, ignores);
      }
    } catch (error) {
      // What is named as another kind of file would not be read if it were there.
      if (/\.\w+$/.test(path) && !isSchemaFile(path)) return;
      this.unreadable.push({ file: path, reason: `The link could not be followed: ${reasonOf(error)}.` });
    }
  }

  #isSearched(real: string): boolean {
    return [...this.#reached].some((folder) => folder === real || isBelow(folder, real));
  }

  async #list(folder: string): Promise<Dirent[]> {
    try {
      const entries = await this.#disk.readdir(folder, { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.unreadable.push({ file: folder, reason: `The folder could not be read: ${reasonOf(error)}.` });
      return [];
    }
  }

  async #configuration(folder: string, base: Configuration): Promise<ConfigurationFile | undefined> {
    const found = await readConfigurationFile(folder, base, this.#disk);
    if (found !== undefined) this.configurations.set(found.file, found);
    return found;
  }
}

function ignoreOf({ folder, configuration }: ConfigurationFile): PathMatcher {
  const ignored = ignoreMatcher(configuration.ignore);
  return (path) => isBelow(folder, path) && ignored(relativeTo(folder, path));
}

async function exists(path: string, from: Disk): Promise<boolean> {
  return from.stat(path).then(
    () => true,
    () => false,
  );
}

function isStat(value: unknown): value is Stats {
  return typeof value === 'object' && value !== null && 'isDirectory' in value;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist',
  ELOOP: 'the symbolic links form a loop',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? (code || String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

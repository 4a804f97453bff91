/** Projects of Python that Alembic migrates: their models and revisions describe one database, in one dialect. */
import type { Dialect } from '../model/dialect.ts';

/** A Python file that has to do with schemas. */
export interface DialectWitness {
  readonly file: string;
  /** What the file itself says. */
  readonly dialect: Dialect | undefined;
  readonly text: string;
}

/**
 * The dialect of each project, by its folder: the one above the folder of the migrations, or the package around it that
 * the migrations import. What most files say counts; SQLite stands beside the real database for tests and first steps.
 */
export function alembicProjects(files: readonly DialectWitness[]): ReadonlyMap<string, Dialect> {
  const folders = projectFolders(files);
  const votes = new Map<string, Map<Dialect, number>>();
  if (folders.size === 0) return new Map();
  for (const { file, dialect } of files) {
    const folder = dialect === undefined ? undefined : projectOf(file, folders);
    if (folder === undefined || dialect === undefined) continue;
    const counts = votes.get(folder) ?? new Map<Dialect, number>();
    votes.set(folder, counts.set(dialect, (counts.get(dialect) ?? 0) + 1));
  }
  return new Map([...votes].map(([folder, counts]) => [folder, chosen(counts)]));
}

/** By the path alone: revisions are in `versions`, or in folders of it, below the folder that Alembic was made in. */
const aboveMigrations = /^(.*)\/[^/]+\/versions\/(?:.*\/)?[^/]+\.py$/;
const imported = /^(?:from|import)[ \t]+(\w+)\./gm;

function projectFolders(files: readonly DialectWitness[]): ReadonlySet<string> {
  const packages = new Map<string, Set<string>>();
  for (const { file, text } of files) {
    const folder = aboveMigrations.exec(file)?.[1];
    if (folder === undefined) continue;
    const names = packages.get(folder) ?? new Set();
    for (const [, name] of text.matchAll(imported)) if (name !== 'sqlalchemy') names.add(name!);
    packages.set(folder, names);
  }
  return new Set([...packages].map(([folder, names]) => packageAround(folder, names) ?? folder));
}

function packageAround(folder: string, names: ReadonlySet<string>): string | undefined {
  const parts = folder.split('/');
  const at = parts.findLastIndex((part) => names.has(part));
  return at < 0 ? undefined : parts.slice(0, at + 1).join('/');
}

/** The nearest of the folders that the file is in. */
export function projectOf(
  file: string,
  folders: { has(folder: string): boolean; readonly size: number },
): string | undefined {
  if (folders.size === 0) return undefined;
  for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
    const folder = file.slice(0, slash);
    if (folders.has(folder)) return folder;
  }
  return undefined;
}

function chosen(counts: ReadonlyMap<Dialect, number>): Dialect {
  const real = [...counts].filter(([dialect]) => dialect !== 'sqlite');
  const [best] = real.sort((one, other) => other[1] - one[1] || (one[0] > other[0] ? -1 : 1));
  return best?.[0] ?? 'sqlite';
}

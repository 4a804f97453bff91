/** Files in their places, and groups of files that belong together. */
import type { Dialect } from '../model/dialect.ts';
import { rememberedByElement } from '../model/remembered.ts';
import type { Revision } from '../model/revision.ts';
import { type MigrationName, migrationName } from './migration-naming.ts';

/** What the layout needs to know of a file. Names are keys as `keyOf` makes them. */
export interface FileFeatures {
  readonly file: string;
  readonly dialect: Dialect;
  readonly language: 'sql' | 'prisma' | 'python';
  /** Tables that the file creates. */
  readonly creates: readonly string[];
  /** Tables that the file alters, indexes or points a foreign key at, and does not create. */
  readonly refers: readonly string[];
  /** Of those, what it alters. */
  readonly alters: readonly string[];
  /** Tables that the file drops or renames, and does not create again. */
  readonly removes: readonly string[];
  /** Drops tables or schemas. */
  readonly drops: boolean;
  /** Rolls back all that it does. */
  readonly takesBack: boolean;
  /** Paths of files that it runs, in order and as they are written. */
  readonly includes?: readonly string[];
  /** Files with the same name are one declaration: a Prisma schema, the models of a declarative base. */
  readonly declaration?: string;
  /** The file is an Alembic revision. */
  readonly revision?: Revision;
}

const undoName = /(?:^|[._-])(?:drop|down|rollback|undo|revert|teardown|cleanup|uninstall|delete)(?:[._-]|$)/i;

export interface Place {
  readonly folder: string;
  readonly name: string;
  readonly migration: MigrationName | undefined;
}

export interface Placed extends FileFeatures, Place {
  /** Its folder is named by a version. */
  readonly isStep?: boolean;
}

export interface Group {
  /** `upgrade`: scripts without an order that lead older installations to what another group declares. */
  readonly kind: 'history' | 'loose' | 'upgrade' | 'declared';
  readonly folder: string;
  readonly dialect: Dialect;
  readonly files: readonly Placed[];
  /** A script says the order of its files. */
  readonly isOrdered?: true;
  /** Steps for all systems stand beside those for one, and are read for another one. */
  readonly isPartial?: true;
}

/** Files are laid out anew with every name that comes or goes, and nearly all of them are as they were. */
export const place = rememberedByElement(
  (features: FileFeatures): Placed => ({
    ...features,
    ...placeOf(features.file),
  }),
);

export function placeOf(file: string): Place {
  const parts = file.split('/');
  const name = parts.pop() ?? '';
  const last = parts[parts.length - 1] ?? '';
  const migration = migrationName(last, name);
  if (migration?.tool === 'directory') parts.pop();
  return { folder: parts.join('/'), name, migration };
}

/** By the words of the file's name, also where they are written `DropIndexes.sql`. */
export function isCalledUndo(name: string): boolean {
  return undoName.test(name.replace(/\.sql$/i, '').replace(/([a-z\d])(?=[A-Z])/g, '$1_'));
}

export const isUndo = rememberedByElement((file: Placed): boolean => {
  if (file.takesBack) return true;
  if (file.migration?.direction === 'down' || isCalledUndo(file.name)) return true;
  // A file that only drops clears the ground for the others, wherever its name would place it.
  return file.drops && file.creates.length === 0 && file.refers.length === 0;
});

/** Files that create come before those that only add to what others create. */
export function rank(file: Placed): number {
  if (isUndo(file)) return 2;
  return file.creates.length > 0 ? 0 : 1;
}

/** Documents that are no files yet, named by a URI, are databases of their own. A drive has one letter. */
export function isUnsaved({ folder }: Group): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(folder);
}

/** Whichever file was read first, what belongs together stays the same. */
export function byFirstFile(one: Group, other: Group): number {
  return one.files[0]!.file < other.files[0]!.file ? -1 : 1;
}

export function commonFolder(folders: readonly string[]): string {
  const split = folders.map((folder) => folder.split('/'));
  const first = split[0] ?? [];
  let length = 0;
  while (length < first.length && split.every((parts) => parts[length] === first[length])) length++;
  return first.slice(0, length).join('/');
}

export function lastPart(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1) || 'database';
}

export function grouped<Item, Key>(items: readonly Item[], keyOfItem: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [item]);
    else list.push(item);
  }
  return groups;
}

/** The tables that are left when the files have run one after another. */
export function tablesLeft(files: readonly Placed[]): Set<string> {
  const left = new Set<string>();
  for (const file of files) {
    // A step of a history that is called drop_users means it.
    if (file.migration === undefined ? isUndo(file) : file.migration.direction === 'down') continue;
    for (const table of file.removes) left.delete(table);
    for (const table of file.creates) if (!file.removes.includes(table)) left.add(table);
  }
  return left;
}

/** How many of the names are among the tables. */
export function countIn(names: ReadonlySet<string>, tables: ReadonlySet<string>): number {
  let count = 0;
  for (const name of names) if (tables.has(name)) count++;
  return count;
}

/** Tables that files change or point at and none of them creates: more of the database is kept elsewhere. */
import type { FileFeatures } from './file-group.ts';

/** How many names of tables there are, each counted once. */
export interface UnknownTables {
  /** Tables that the files create. */
  readonly known: number;
  /** Tables that they alter and do not create. */
  readonly altered: number;
  /** Tables that they alter, index or point at and do not create. */
  readonly missing: number;
}

export function unknownTables(files: readonly FileFeatures[]): UnknownTables {
  const known = new Set(files.flatMap((file) => file.creates));
  const unknown = (names: readonly string[]): number => new Set(names.filter((name) => !known.has(name))).size;
  return {
    known: known.size,
    altered: unknown(files.flatMap((file) => file.alters)),
    missing: unknown(files.flatMap((file) => file.refers)),
  };
}

/** One name may be misspelt; many of them are a schema of which we see the later changes only. */
export function areLaterChanges({ known, altered, missing }: UnknownTables): boolean {
  return altered >= 2 || (missing >= 3 && missing * 4 > known);
}

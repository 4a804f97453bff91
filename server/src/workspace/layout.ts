/** Decides which files describe one database, in which order they fold, and in which dialect they are written. */
import type { Dialect } from '../model/dialect.ts';
import { withDeclarations } from './database-layouts.ts';
import { byFirstFile, commonFolder, type FileFeatures, type Group, grouped, type Placed, place } from './file-group.ts';
import { joinVersions, revisionHistories, separateHistories } from './histories.ts';
import { withoutIncidental, withoutTests } from './incidental-models.ts';
import { groupLoose, joinReferring } from './loose-files.ts';

/**
 * `history` is a migration beside a declaration that already says where it led, `counterpart` a second declaration of
 * the same tables: both are folded beside the schema, to be compared with it.
 */
export type FileRole = 'schema' | 'migration' | 'rollback' | 'history' | 'counterpart' | 'queries';

export interface LaidOutFile {
  readonly file: string;
  readonly role: FileRole;
}

export interface DatabaseLayout {
  readonly id: string;
  readonly name: string;
  readonly dialect: Dialect;
  /** In folding order. */
  readonly files: readonly LaidOutFile[];
  /** The files change tables that none of them creates: more of the database is kept elsewhere. */
  readonly isPart: boolean;
}

/** A database that the settings describe: its files in folding order. */
export interface FixedDatabase {
  readonly name: string;
  readonly dialect: Dialect | undefined;
  readonly files: readonly string[];
}

export function layOut(files: readonly FileFeatures[], fixed: readonly FixedDatabase[]): readonly DatabaseLayout[] {
  const byFile = new Map(files.map((features) => [features.file, features]));
  return databasesOf(files, byFile, fixed).map((layout) => ({
    ...layout,
    isPart: layout.isPart || changesUnknownTables(layout, byFile),
  }));
}

function databasesOf(
  files: readonly FileFeatures[],
  byFile: ReadonlyMap<string, FileFeatures>,
  fixed: readonly FixedDatabase[],
): readonly DatabaseLayout[] {
  const layouts: DatabaseLayout[] = [];
  const taken = new Set<string>();
  for (const database of fixed) {
    const members = database.files.filter((file) => byFile.has(file) && !taken.has(file));
    for (const file of members) taken.add(file);
    const first = members[0] === undefined ? undefined : byFile.get(members[0]);
    if (first === undefined) continue;
    layouts.push({
      id: `configured:${database.name}`,
      name: database.name,
      dialect: database.dialect ?? first.dialect,
      files: members.map((file) => ({ file, role: 'schema' })),
      isPart: false,
    });
  }
  const free = files.filter((features) => !taken.has(features.file)).map(place);
  const placed = joinVersions(free.filter((file) => file.language === 'sql'));
  const { histories, loose } = separateHistories(placed);
  const groups = joinReferring([...histories, ...groupLoose(loose)]);
  layouts.push(...withDeclarations([...groups, ...revisionHistories(free)], declaredGroups(free)));
  return layouts;
}

/** One name may be misspelt; many of them are a schema of which we see the later changes only. */
function changesUnknownTables(layout: DatabaseLayout, byFile: ReadonlyMap<string, FileFeatures>): boolean {
  const folded = layout.files.flatMap(({ file, role }) =>
    role === 'schema' || role === 'migration' ? (byFile.get(file) ?? []) : [],
  );
  const known = new Set(folded.flatMap((file) => file.creates));
  const unknown = (names: readonly string[]): number => new Set(names.filter((name) => !known.has(name))).size;
  const missing = unknown(folded.flatMap((file) => file.refers));
  return unknown(folded.flatMap((file) => file.alters)) >= 2 || (missing >= 3 && missing * 4 > known.size);
}

/** The models of each declarative base, and each Prisma schema. */
function declaredGroups(files: readonly Placed[]): readonly Group[] {
  const declared = files.filter((file) => file.declaration !== undefined && file.revision === undefined);
  const groups = [...grouped(declared, (file) => `${file.dialect} ${file.declaration}`).values()].map(
    (members): Group => {
      const folder = commonFolder(members.map((file) => file.folder));
      const files = withoutTests(members, folder);
      return {
        kind: 'declared',
        folder,
        dialect: members[0]!.dialect,
        files: [...files].sort((one, other) => (one.file < other.file ? -1 : 1)),
      };
    },
  );
  return withoutIncidental(groups).toSorted(byFirstFile);
}

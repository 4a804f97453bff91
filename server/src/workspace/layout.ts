/** Decides which files describe one database, in which order they fold, and in which dialect they are written. */
import type { Dialect } from '../model/dialect.ts';
import { withDeclarations } from './database-layouts.ts';
import { byFirstFile, commonFolder, type FileFeatures, type Group, grouped, type Placed, place } from './file-group.ts';
import { joinVersions, revisionHistories, separateHistories } from './histories.ts';
import { withoutIncidental, withoutTests } from './incidental-models.ts';
import { groupIncluded } from './included-files.ts';
import { groupLoose, joinReferring } from './loose-files.ts';
import { markTests } from './test-databases.ts';
import { areLaterChanges, type UnknownTables, unknownTables } from './unknown-tables.ts';

/**
 * `history` is a migration beside a declaration that already says where it led, `counterpart` a second declaration of
 * the same tables: both are folded beside the schema, to be compared with it. `upgrade` is a script that leads there
 * from somewhere else, or in no order that we know: it is read and not folded.
 */
export type FileRole = 'schema' | 'migration' | 'rollback' | 'history' | 'upgrade' | 'counterpart' | 'queries';

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
  /** Made for tests, beside a schema that is not: nothing is said about it. */
  readonly isOfTests?: true;
}

/** A database that the settings describe: its files in folding order. */
export interface FixedDatabase {
  readonly name: string;
  readonly dialect: Dialect | undefined;
  readonly files: readonly string[];
}

export interface Layout {
  readonly databases: readonly DatabaseLayout[];
  /** For each database which tables its files do not create. */
  readonly unknown: readonly UnknownTables[];
  /** The groups of files that are no history, before they are joined; undefined where there is anything else. */
  readonly loose: readonly Group[] | undefined;
}

export function layOut(files: readonly FileFeatures[], fixed: readonly FixedDatabase[]): Layout {
  const byFile = new Map(files.map((features) => [features.file, features]));
  const { databases, loose } = databasesOf(files, byFile, fixed);
  const unknown = databases.map((database) =>
    unknownTables(
      database.files.flatMap(({ file, role }) =>
        role === 'schema' || role === 'migration' ? (byFile.get(file) ?? []) : [],
      ),
    ),
  );
  return {
    databases: databases.map((database, at) => ({
      ...database,
      isPart: database.isPart || areLaterChanges(unknown[at]!),
    })),
    unknown,
    loose,
  };
}

function databasesOf(
  files: readonly FileFeatures[],
  byFile: ReadonlyMap<string, FileFeatures>,
  fixed: readonly FixedDatabase[],
): Pick<Layout, 'databases' | 'loose'> {
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
  const { scripts, others } = groupIncluded(placed);
  const { histories, loose } = separateHistories(others);
  const looseGroups = [...scripts, ...groupLoose(loose)];
  const groups = joinReferring([...histories, ...looseGroups]);
  const revisions = revisionHistories(free);
  const declared = declaredGroups(free);
  const found = withDeclarations([...groups, ...revisions], declared);
  // What the settings name is meant, wherever it lies.
  layouts.push(...markTests(found, (file) => byFile.get(file)));
  const isAllLoose =
    histories.length + revisions.length + declared.length === 0 && looseGroups.every(({ kind }) => kind === 'loose');
  return { databases: layouts, loose: isAllLoose ? looseGroups : undefined };
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

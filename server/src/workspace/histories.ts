/** Which files are the steps of a migration history. */
import { rememberedByElement } from '../model/remembered.ts';
import { isCalledAfterSystem, isForRelative } from './dialect-evidence.ts';
import { commonFolder, type Group, grouped, isCalledUndo, type Place, type Placed, placeOf } from './file-group.ts';
import { compareMigrations, type MigrationName } from './migration-naming.ts';
import { historyFolders, orderRevisions } from './revisions.ts';

const migrationFolder =
  /^(?:\w+[-_.])?(?:migrations?|migrate|versions|versioned|changelogs?|patches|deltas?|revisions)$/i;
export const upgradeFolder = /^(?:upgrades?|updates?|upgrader)$/i;
/** `2`, `v1.4`, `3.0.0_schema`: a version, with words behind it only where dots leave no doubt. */
const versionFolder = /^v?(\d+|\d+(?:\.\d+)+(?:[_-][a-z]\w*)?)$/i;

/**
 * Steps in a folder for each version (`migrations/2/01_users.sql`, `upgrade/3.0.0/mysql/ddl.sql`) are one history: the
 * folder's version stands before the file's. Versions that create the same tables over again are releases.
 */
export function joinVersions(files: readonly Placed[]): readonly Placed[] {
  const steps = new Map<Placed, VersionStep>();
  for (const file of files) {
    const step = stepOfVersion(file);
    if (step !== undefined) steps.set(file, step);
  }
  const joined = new Map<Placed, Placed>();
  for (const members of grouped([...steps], ([, step]) => `${step.folder}#${step.dialect}`).values()) {
    const versions = new Set(members.map(([, step]) => step.versionFolder));
    if (versions.size < 2 || recreates(members.map(([, step]) => step))) continue;
    for (const [file, step] of members) joined.set(file, step);
  }
  return files.map((file) => joined.get(file) ?? file);
}

/** The file as a step of the history that the folder above its version is; its own name may say nothing. */
const stepOfVersion = rememberedByElement((file: Placed): VersionStep | undefined => {
  const step = versionStep(file);
  return step === undefined ? undefined : { ...file, ...step, isStep: true };
});

/** The folder of the history that a file is a step of, as far as a path tells. */
export function historyFolder(file: string): string | undefined {
  const place = placeOf(file);
  return versionStep(place)?.folder ?? (place.migration === undefined ? undefined : place.folder);
}

function versionStep(file: Place): (Place & { readonly versionFolder: string }) | undefined {
  const parts = file.folder.split('/');
  for (const at of [parts.length - 1, parts.length - 2]) {
    const part = parts[at] ?? '';
    const above = parts[at - 1] ?? '';
    if (at < 1 || !versionFolder.test(part)) continue;
    const collects = migrationFolder.test(above) || upgradeFolder.test(above);
    if (
      file.migration === undefined ? !collects : file.migration.tool !== 'sequence' && file.migration.tool !== 'paired'
    )
      continue;
    const numbers = part.match(/\d+/g)!.map(BigInt);
    const own = file.migration ?? unnumbered(file);
    return {
      name: file.name,
      folder: [...parts.slice(0, at), ...parts.slice(at + 1)].join('/'),
      migration: { ...own, version: [...numbers, ...own.version] },
      versionFolder: part,
    };
  }
  return undefined;
}

type VersionStep = Placed & { readonly versionFolder: string };

function unnumbered({ name }: Place): MigrationName {
  return {
    tool: 'sequence',
    version: [],
    prefix: '',
    separator: '',
    direction: isCalledUndo(name) ? 'down' : 'up',
    repeatable: false,
    suffix: '.sql',
  };
}

/**
 * A folder holds a migration history when its name says so, or when at least two of its files are named as migrations
 * and they are most of its SQL files.
 */
export function separateHistories(files: readonly Placed[]): { histories: Group[]; loose: Placed[] } {
  const histories: Group[] = [];
  const loose: Placed[] = [];
  for (const [folder, members] of grouped(files, (file) => file.folder)) {
    const migrations = members.filter((file) => file.migration !== undefined);
    const systems = [...grouped(migrations, systemOf).values()].map((same) => same.sort(byMigration));
    const named = folder
      .split('/')
      .slice(-2)
      .some((part) => migrationFolder.test(part));
    const isHistory =
      migrations.some(
        (file) => file.isStep || file.migration?.tool === 'flyway' || file.migration?.tool === 'directory',
      ) ||
      (named && migrations.length > 0) ||
      (migrations.length >= 2 && migrations.length * 2 > members.length && !systems.some(recreates));
    if (!isHistory) {
      loose.push(...members);
      continue;
    }
    const isMixed = migrations.some(isForSystem) && !migrations.every(isForSystem);
    for (const same of systems) {
      histories.push({
        kind: 'history',
        folder,
        dialect: same[0]!.dialect,
        files: same,
        ...(isMixed && same.every(isForSystem) && { isPartial: true }),
      });
    }
    loose.push(...members.filter((file) => file.migration === undefined));
  }
  return { histories, loose };
}

function isForSystem({ name }: Placed): boolean {
  return isCalledAfterSystem(name);
}

/** CockroachDB is read as PostgreSQL, and its steps stand beside PostgreSQL's. */
function systemOf({ dialect, name }: Placed): string {
  return isForRelative(name) ? 'cockroach' : dialect;
}

function byMigration(one: Placed, other: Placed): number {
  return compareMigrations(
    { migration: one.migration!, file: one.file },
    { migration: other.migration!, file: other.file },
  );
}

/** Numbered files that create the same tables over again are examples or variants, not steps. */
export function recreates(files: readonly Placed[]): boolean {
  const seen = new Set<string>();
  let again = 0;
  let all = 0;
  for (const file of files) {
    for (const table of file.removes) seen.delete(table);
    // SQLite changes a table by creating it anew.
    if (file.dialect === 'sqlite' && file.drops) continue;
    for (const table of file.creates) {
      all++;
      if (seen.has(table)) again++;
      seen.add(table);
    }
  }
  return all > 0 && again * 2 >= all;
}

/** Alembic's revisions. */
export function revisionHistories(files: readonly Placed[]): Group[] {
  const revisions = files.flatMap((file) => (file.revision === undefined ? [] : { ...file, revision: file.revision }));
  const historyOf = historyFolders(revisions);
  return [...grouped(revisions, ({ dialect, folder }) => `${dialect} ${historyOf(folder)}`).values()].map(
    (members) => ({
      kind: 'history',
      folder: commonFolder(members.map(({ folder }) => folder)),
      dialect: members[0]!.dialect,
      files: orderRevisions(members),
    }),
  );
}

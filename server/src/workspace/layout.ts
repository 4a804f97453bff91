/** Decides which files describe one database, in which order they fold, and in which dialect they are written. */
import type { Dialect } from '../model/dialect.ts';
import { rememberedByElement } from '../model/remembered.ts';
import type { Revision } from '../model/revision.ts';
import { type DeclaredDatabase, pairDeclarations } from './declarations.ts';
import { withoutIncidental, withoutTests } from './incidental-models.ts';
import { compareMigrations, type MigrationName, migrationName } from './migration-naming.ts';
import { orderRevisions } from './revisions.ts';

/** What the layout needs to know of a file. Names are keys as `keyOf` makes them. */
export interface FileFeatures {
  readonly file: string;
  readonly dialect: Dialect;
  readonly language: 'sql' | 'prisma' | 'python';
  /** Tables that the file creates. */
  readonly creates: readonly string[];
  /** Tables that the file alters, indexes or points a foreign key at, and does not create. */
  readonly refers: readonly string[];
  /** Drops tables or schemas. */
  readonly drops: boolean;
  /** Rolls back all that it does. */
  readonly takesBack: boolean;
  /** Files with the same name are one declaration: a Prisma schema, the models of a declarative base. */
  readonly declaration?: string;
  /** The file is an Alembic revision. */
  readonly revision?: Revision;
}

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
}

/** A database that the settings describe: its files in folding order. */
export interface FixedDatabase {
  readonly name: string;
  readonly dialect: Dialect | undefined;
  readonly files: readonly string[];
}

const migrationFolder = /^(?:migrations?|migrate|versions|changelogs?|patches|deltas|revisions)$/i;
const upgradeFolder = /^(?:upgrades?|updates?)$/i;
/** `2`, `v1.4`, `3.0.0_schema`: a version, with words behind it only where dots leave no doubt. */
const versionFolder = /^v?(\d+|\d+(?:\.\d+)+(?:[_-][a-z]\w*)?)$/i;
const exampleFolder = /^(?:tests?|specs?|__tests__|testdata|fixtures?|examples?|samples?|docs?)$/i;
const declarationName = /^(?:schema|structure|dump|schema[._-]?dump|init[._-]?schema|full[._-]?schema)\.sql$/i;
const undoName = /(?:^|[._-])(?:drop|down|rollback|undo|revert|teardown|cleanup|uninstall|delete)(?:[._-]|$)/i;

interface Placed extends FileFeatures {
  readonly folder: string;
  readonly name: string;
  readonly migration: MigrationName | undefined;
  /** Its folder is named by a version. */
  readonly isStep?: boolean;
}

export function layOut(files: readonly FileFeatures[], fixed: readonly FixedDatabase[]): readonly DatabaseLayout[] {
  const layouts: DatabaseLayout[] = [];
  const taken = new Set<string>();
  const byFile = new Map(files.map((features) => [features.file, features]));
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
    });
  }
  const free = files.filter((features) => !taken.has(features.file)).map(place);
  const placed = joinVersions(free.filter((file) => file.language === 'sql'));
  const { histories, loose } = separateHistories(placed);
  const groups = joinReferring([...histories, ...groupLoose(loose)]);
  layouts.push(...withDeclarations([...groups, ...revisionHistories(free)], declaredGroups(free)));
  return layouts;
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

/** Whichever file was read first, what belongs together stays the same. */
function byFirstFile(one: Group, other: Group): number {
  return one.files[0]!.file < other.files[0]!.file ? -1 : 1;
}

/** Alembic's revisions, a history for each folder. */
function revisionHistories(files: readonly Placed[]): Group[] {
  const revisions = files.flatMap((file) => (file.revision === undefined ? [] : { ...file, revision: file.revision }));
  return [...grouped(revisions, (file) => `${file.dialect} ${file.folder}`).values()].map((members) => ({
    kind: 'history',
    folder: members[0]!.folder,
    dialect: members[0]!.dialect,
    files: orderRevisions(members),
  }));
}

/** Files are laid out anew with every name that comes or goes, and nearly all of them are as they were. */
const place = rememberedByElement((features: FileFeatures): Placed => {
  const parts = features.file.split('/');
  const name = parts.pop() ?? '';
  const last = parts[parts.length - 1] ?? '';
  const migration = migrationName(last, name);
  if (migration?.tool === 'directory') parts.pop();
  return { ...features, folder: parts.join('/'), name, migration };
});

/**
 * Steps in a folder for each version (`migrations/2/01_users.sql`, `upgrade/3.0.0/mysql/ddl.sql`) are one history: the
 * folder's version stands before the file's. Versions that create the same tables over again are releases.
 */
function joinVersions(files: readonly Placed[]): readonly Placed[] {
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
      ...file,
      folder: [...parts.slice(0, at), ...parts.slice(at + 1)].join('/'),
      migration: { ...own, version: [...numbers, ...own.version] },
      isStep: true,
      versionFolder: part,
    };
  }
  return undefined;
});

type VersionStep = Placed & { readonly versionFolder: string };

function unnumbered({ name }: Placed): MigrationName {
  return {
    tool: 'sequence',
    version: [],
    prefix: '',
    separator: '',
    direction: undoName.test(name.replace(/\.sql$/i, '')) ? 'down' : 'up',
    repeatable: false,
    suffix: '.sql',
  };
}

interface Group {
  /** `upgrade`: scripts without an order that lead older installations to what another group declares. */
  readonly kind: 'history' | 'loose' | 'upgrade' | 'declared';
  readonly folder: string;
  readonly dialect: Dialect;
  readonly files: readonly Placed[];
}

/**
 * A folder holds a migration history when its name says so, or when at least two of its files are named as migrations
 * and they are most of its SQL files.
 */
function separateHistories(files: readonly Placed[]): { histories: Group[]; loose: Placed[] } {
  const histories: Group[] = [];
  const loose: Placed[] = [];
  for (const [folder, members] of grouped(files, (file) => file.folder)) {
    const migrations = members.filter((file) => file.migration !== undefined);
    const named = migrationFolder.test(folder.slice(folder.lastIndexOf('/') + 1));
    const isHistory =
      migrations.some(
        (file) => file.isStep || file.migration?.tool === 'flyway' || file.migration?.tool === 'directory',
      ) ||
      (named && migrations.length > 0) ||
      (migrations.length >= 2 && migrations.length * 2 > members.length && !recreates(migrations));
    if (!isHistory) {
      loose.push(...members);
      continue;
    }
    for (const [dialect, same] of grouped(migrations, (file) => file.dialect)) {
      histories.push({ kind: 'history', folder, dialect, files: same.sort(byMigration) });
    }
    loose.push(...members.filter((file) => file.migration === undefined));
  }
  return { histories, loose };
}

function byMigration(one: Placed, other: Placed): number {
  return compareMigrations(
    { migration: one.migration!, file: one.file },
    { migration: other.migration!, file: other.file },
  );
}

/** Numbered files that create the same tables over again are examples or variants, not steps. */
function recreates(files: readonly Placed[]): boolean {
  const seen = new Set<string>();
  let again = 0;
  let all = 0;
  for (const file of files) {
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

/** Files of a folder are one database unless they create the same tables or speak another dialect. */
function groupLoose(files: readonly Placed[]): Group[] {
  const groups: Group[] = [];
  for (const [folder, members] of grouped(files, (file) => file.folder)) {
    for (const [dialect, same] of grouped(members, (file) => file.dialect)) {
      const clusters: { files: Placed[]; creates: Set<string> }[] = [];
      const ordered = [...same].sort((one, other) => rank(one) - rank(other) || (one.file < other.file ? -1 : 1));
      for (const file of ordered) {
        const undo = isUndo(file);
        const home = clusters.find((cluster) => undo || !file.creates.some((table) => cluster.creates.has(table)));
        if (home === undefined) clusters.push({ files: [file], creates: new Set(file.creates) });
        else {
          home.files.push(file);
          if (!undo) for (const table of file.creates) home.creates.add(table);
        }
      }
      const kind = folder
        .split('/')
        .slice(-3)
        .some((part) => upgradeFolder.test(part))
        ? 'upgrade'
        : 'loose';
      for (const cluster of clusters) groups.push({ kind, folder, dialect, files: cluster.files });
    }
  }
  return groups;
}

const isUndo = rememberedByElement((file: Placed): boolean => {
  if (file.takesBack) return true;
  if (file.migration?.direction === 'down' || undoName.test(file.name.replace(/\.sql$/i, ''))) return true;
  // A file that only drops clears the ground for the others, wherever its name would place it.
  return file.drops && file.creates.length === 0 && file.refers.length === 0;
});

/** Files that create come before those that only add to what others create. */
function rank(file: Placed): number {
  if (isUndo(file)) return 2;
  return file.creates.length > 0 ? 0 : 1;
}

/**
 * Folders that point at each other's tables are one database: a table per file in folders by schema, indexes in a
 * folder of their own. A group joins the nearest one that creates what it misses, if there is only one such.
 */
function joinReferring(groups: readonly Group[]): readonly Group[] {
  if (groups.length < 2) return groups;
  const parent = groups.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  /** By root, what the groups that were joined to it create. */
  const tables = groups.map((group) => new Set(group.files.flatMap((file) => file.creates)));
  const creators = new Map<string, number[]>();
  for (const [index, group] of groups.entries()) {
    if (group.kind !== 'loose' || isUnsaved(group)) continue;
    for (const table of new Set(group.files.filter((file) => !isUndo(file)).flatMap((file) => file.creates))) {
      const key = `${group.dialect}:${table}`;
      const list = creators.get(key);
      if (list === undefined) creators.set(key, [index]);
      else list.push(index);
    }
  }
  for (const [index, group] of groups.entries()) {
    if (group.kind !== 'loose' || isUnsaved(group)) continue;
    const own = new Set(group.files.flatMap((file) => file.creates));
    for (const table of new Set(group.files.flatMap((file) => file.refers))) {
      if (own.has(table)) continue;
      const nearest = nearestOf(group, creators.get(`${group.dialect}:${table}`) ?? [], groups);
      if (nearest === undefined) continue;
      const [from, to] = [root(index), root(nearest)];
      // Two groups that create the same table describe two databases, whoever points where.
      if (from === to || shareOne(tables[from]!, tables[to]!)) continue;
      parent[from] = to;
      const [more, less] = tables[from]!.size > tables[to]!.size ? [from, to] : [to, from];
      for (const each of tables[less]!) tables[more]!.add(each);
      tables[to] = tables[more]!;
    }
  }
  const joined = new Map<number, Group[]>();
  for (const [index, group] of groups.entries()) {
    const key = root(index);
    const list = joined.get(key);
    if (list === undefined) joined.set(key, [group]);
    else list.push(group);
  }
  return [...joined.values()].map((members) => {
    const first = members[0]!;
    if (members.length === 1) return first;
    const files = members
      .flatMap((member) => member.files)
      .sort((one, other) => rank(one) - rank(other) || (one.file < other.file ? -1 : 1));
    return { ...first, folder: commonFolder(members.map((member) => member.folder)), files };
  });
}

/** Documents that are no files yet, named by a URI, are databases of their own. A drive has one letter. */
function isUnsaved({ folder }: Group): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(folder);
}

function shareOne(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [less, more] = one.size < other.size ? [one, other] : [other, one];
  for (const each of less) if (more.has(each)) return true;
  return false;
}

function nearestOf(group: Group, candidates: readonly number[], groups: readonly Group[]): number | undefined {
  let best: number | undefined;
  let bestShared = -1;
  let tie = false;
  for (const candidate of candidates) {
    const shared = commonFolder([group.folder, groups[candidate]!.folder]).split('/').length;
    if (shared > bestShared) {
      best = candidate;
      bestShared = shared;
      tie = false;
    } else if (shared === bestShared) tie = true;
  }
  return tie ? undefined : best;
}

function commonFolder(folders: readonly string[]): string {
  const split = folders.map((folder) => folder.split('/'));
  const first = split[0] ?? [];
  let length = 0;
  while (length < first.length && split.every((parts) => parts[length] === first[length])) length++;
  return first.slice(0, length).join('/');
}

/**
 * A schema file in, or right above, the folder of a history says where the history led: it is what counts. So do files
 * elsewhere that create what the history creates.
 */
function withDeclarations(groups: readonly Group[], declared: readonly Group[]): DatabaseLayout[] {
  const layouts: DatabaseLayout[] = [];
  const led = new Map<Group, Group[]>();
  const named = new Set<Group>();
  const alone: Group[] = [];
  const histories = groups.filter(({ kind }) => kind === 'history');
  const modelled = pairDeclarations(declared, histories.toSorted(byFirstFile));
  const paired = new Set(modelled.flatMap((database) => database.histories));
  for (const database of modelled) layouts.push(layoutOfModels(database));
  for (const group of groups) {
    if (group.kind === 'loose' || paired.has(group)) continue;
    const byName = group.kind === 'history' ? namedDeclaration(group, groups) : undefined;
    const declaration = byName !== undefined && !named.has(byName) ? byName : currentState(group, groups);
    if (declaration === undefined) {
      alone.push(group);
      continue;
    }
    if (declaration === byName) named.add(byName);
    led.set(declaration, [...(led.get(declaration) ?? []), group]);
  }
  for (const [declaration, histories] of led) {
    layouts.push({
      id: `${declaration.folder}#${declaration.dialect}`,
      name: lastPart(declaration.folder),
      dialect: declaration.dialect,
      files: [
        ...declaration.files.map(looseRole),
        ...histories.flatMap(({ files }) => files.map((file): LaidOutFile => ({ file: file.file, role: 'history' }))),
      ],
    });
  }
  for (const group of alone) {
    if (group.kind !== 'history') continue;
    layouts.push({
      id: `${group.folder}#${group.dialect}`,
      name: lastPart(group.folder),
      dialect: group.dialect,
      files: group.files.map((file) => ({
        file: file.file,
        role: file.migration?.direction === 'down' ? 'rollback' : 'migration',
      })),
    });
  }
  const ids = new Map<string, number>();
  for (const group of groups) {
    if (
      group.kind === 'history' ||
      paired.has(group) ||
      led.has(group) ||
      (group.kind === 'upgrade' && !alone.includes(group))
    )
      continue;
    const base = `${group.folder}#${group.dialect}`;
    const count = ids.get(base) ?? 0;
    ids.set(base, count + 1);
    layouts.push({
      id: count === 0 && !layouts.some((layout) => layout.id === base) ? base : `${base}#${group.files[0]!.name}`,
      name: group.files.length === 1 || count > 0 ? group.files[0]!.name : lastPart(group.folder),
      dialect: group.dialect,
      files: group.files.map(looseRole),
    });
  }
  return layouts;
}

function layoutOfModels({ declarations, histories, counterparts }: DeclaredDatabase<Group>): DatabaseLayout {
  const files = declarations.flatMap((group) => group.files);
  const [first] = files;
  const folder = commonFolder(declarations.map((group) => group.folder));
  const { dialect } = declarations[0]!;
  const inRole = (groups: readonly Group[], role: FileRole): readonly LaidOutFile[] =>
    groups.flatMap((group) => group.files.map(({ file }) => ({ file, role })));
  return {
    id: `${first!.declaration}#${dialect}`,
    name: files.length === 1 ? first!.name : lastPart(folder),
    dialect,
    files: [...inRole(declarations, 'schema'), ...inRole(histories, 'history'), ...inRole(counterparts, 'counterpart')],
  };
}

function namedDeclaration(history: Group, groups: readonly Group[]): Group | undefined {
  const above = history.folder.slice(0, Math.max(0, history.folder.lastIndexOf('/')));
  return groups.find(
    (other) =>
      other.kind === 'loose' &&
      other.dialect === history.dialect &&
      (other.folder === history.folder || other.folder === above) &&
      other.files.some((file) => declarationName.test(file.name) && file.creates.length > 0),
  );
}

/**
 * The files that create what the steps come to: a base that the steps build on would not have the tables which they
 * add. Of several, the one with most of the tables, then the nearest.
 */
function currentState(steps: Group, groups: readonly Group[]): Group | undefined {
  const forward = steps.files.filter((file) => !isUndo(file));
  const creates = new Set(forward.flatMap((file) => file.creates));
  const needs = new Set(forward.flatMap((file) => file.refers).filter((table) => !creates.has(table)));
  if (steps.kind === 'history' && creates.size === 0) return undefined;
  let best: { readonly group: Group; readonly shared: number; readonly near: number } | undefined;
  for (const group of groups) {
    if (group.kind !== 'loose' || group.dialect !== steps.dialect || isUnsaved(group)) continue;
    const common = commonFolder([group.folder, steps.folder]);
    if (
      group.folder
        .slice(common.length)
        .split('/')
        .some((part) => exampleFolder.test(part))
    )
      continue;
    const tables = new Set(group.files.filter((file) => !isUndo(file)).flatMap((file) => file.creates));
    const made = countIn(creates, tables);
    const needed = countIn(needs, tables);
    if (made + needed === 0 || made + needed < (creates.size + needs.size) * 0.6) continue;
    if (made < creates.size * 0.4 || needed < needs.size * 0.6) continue;
    // A history that stands on its own is what counts, unless all that the other files create comes from it.
    if (needs.size === 0 && (made < 3 || made < tables.size * 0.8)) continue;
    const near = common.split('/').length;
    const shared = made + needed;
    if (best === undefined || shared > best.shared || (shared === best.shared && near > best.near)) {
      best = { group, shared, near };
    }
  }
  return best?.group;
}

function countIn(names: ReadonlySet<string>, tables: ReadonlySet<string>): number {
  let count = 0;
  for (const name of names) if (tables.has(name)) count++;
  return count;
}

function looseRole(file: Placed): LaidOutFile {
  if (isUndo(file)) return { file: file.file, role: 'rollback' };
  return { file: file.file, role: file.creates.length > 0 || file.refers.length > 0 ? 'schema' : 'queries' };
}

function lastPart(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1) || 'database';
}

function grouped<Item, Key>(items: readonly Item[], keyOfItem: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [item]);
    else list.push(item);
  }
  return groups;
}

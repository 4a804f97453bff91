/** Pairs what models declare with the histories that lead there, and declarations of the same tables with one another. */
import type { Dialect } from '../model/dialect.ts';
import { countIn } from './file-group.ts';

/** Files that describe tables together. */
export interface Description {
  readonly folder: string;
  readonly dialect: Dialect;
  readonly files: readonly {
    readonly file: string;
    readonly creates: readonly string[];
    readonly refers: readonly string[];
  }[];
}

export interface DeclaredDatabase<Group extends Description> {
  /** More than one where one history leads to the tables of several bases. */
  readonly declarations: readonly Group[];
  readonly histories: readonly Group[];
  /** Declarations of the same tables in another language, or written out once more. */
  readonly counterparts: readonly Group[];
}

export function pairDeclarations<Group extends Description>(
  declarations: readonly Group[],
  histories: readonly Group[],
): readonly DeclaredDatabase<Group>[] {
  let databases: Known<Group>[] = declarations.map((group) => ({
    declarations: [group],
    histories: [],
    tables: tablesOf(group),
  }));
  for (const history of histories) {
    const tables = tablesOf(history);
    const candidates = databases.filter(({ declarations: [first] }) => first!.dialect === history.dialect);
    const beside = candidates.filter(({ declarations: groups }) => groups.some((group) => isBeside(history, group)));
    const led =
      beside.length > 0
        ? beside.filter((database) => tables.size === 0 || countIn(tables, database.tables) > 0)
        : candidates.filter(
            (database) =>
              share(tables, database.tables) >= leastShare(database) && !hasNearer(database, history, histories),
          );
    const [first] = led;
    if (first === undefined) continue;
    const isOne = led.length > 1 && led.every(isPython);
    const joined = isOne
      ? led
      : [led.reduce((a, b) => (countIn(tables, b.tables) > countIn(tables, a.tables) ? b : a))];
    databases = [
      ...databases.filter((database) => !joined.includes(database)),
      {
        declarations: joined.flatMap((database) => database.declarations),
        histories: [...joined.flatMap((database) => database.histories), history],
        tables: new Set(joined.flatMap((database) => [...database.tables])),
      },
    ];
  }
  return withCounterparts(withExtensions(databases, histories));
}

function leastShare<Group extends Description>(database: Known<Group>): number {
  return isPython(database) ? 0.3 : 0.5;
}

/** A service with two databases of like tables keeps a history beside the models of each. */
function hasNearer<Group extends Description>(
  database: Known<Group>,
  history: Group,
  histories: readonly Group[],
): boolean {
  const [first] = database.declarations;
  const near = (each: Group): number => commonDepth(each.folder, first!.folder);
  return histories.some(
    (other) =>
      other.dialect === history.dialect &&
      near(other) > near(history) &&
      share(tablesOf(other), database.tables) >= leastShare(database),
  );
}

/**
 * Revisions of an extension only change tables that others create: they belong to the history of the one database that
 * has these tables, behind what was there before.
 */
function withExtensions<Group extends Description>(
  databases: readonly Known<Group>[],
  histories: readonly Group[],
): readonly Known<Group>[] {
  const taken = new Set(databases.flatMap((database) => database.histories));
  const extensions = histories.filter(
    (history) => !taken.has(history) && history.files[0]!.file.endsWith('.py') && tablesOf(history).size === 0,
  );
  return databases.map((database) => {
    if (database.histories.length === 0 || !isPython(database)) return database;
    const own = extensions.filter((history) => {
      const homes = databases.filter((each) => each.histories.length > 0 && mayExtend(history, each));
      return homes.length === 1 && homes[0] === database;
    });
    return { ...database, histories: [...database.histories, ...own] };
  });
}

function mayExtend<Group extends Description>(history: Group, database: Known<Group>): boolean {
  const changed = history.files.flatMap((file) => file.refers);
  return (
    isPython(database) &&
    database.declarations[0]!.dialect === history.dialect &&
    changed.length > 0 &&
    changed.every((table) => database.tables.has(table))
  );
}

interface Known<Group> {
  readonly declarations: readonly Group[];
  readonly histories: readonly Group[];
  readonly tables: ReadonlySet<string>;
}

/** Of two declarations of the same tables the one with a history, else the larger one, is what counts. */
function withCounterparts<Group extends Description>(
  databases: readonly Known<Group>[],
): readonly DeclaredDatabase<Group>[] {
  const ordered = [...databases].sort(
    (one, other) => other.histories.length - one.histories.length || other.tables.size - one.tables.size,
  );
  const taken = new Set<Known<Group>>();
  const found: DeclaredDatabase<Group>[] = [];
  for (const database of ordered) {
    if (taken.has(database)) continue;
    const counterparts = ordered.filter(
      (other) =>
        other !== database &&
        !taken.has(other) &&
        other.histories.length === 0 &&
        other.declarations[0]!.dialect === database.declarations[0]!.dialect &&
        countIn(other.tables, database.tables) >= 3 &&
        (isPython(other) === isPython(database)
          ? isCopy(other, database)
          : share(other.tables, database.tables) >= 0.6),
    );
    for (const each of [database, ...counterparts]) taken.add(each);
    found.push({
      declarations: database.declarations,
      histories: database.histories,
      counterparts: counterparts.flatMap((other) => other.declarations),
    });
  }
  return found;
}

/** Prisma schemas of one database are written out more than once: for a pooler, for each package that reads them. */
function isCopy<Group extends Description>(one: Known<Group>, other: Known<Group>): boolean {
  const most = Math.max(one.tables.size, other.tables.size);
  return !isPython(one) && countIn(one.tables, other.tables) >= most * 0.9;
}

function isPython<Group extends Description>({ declarations }: Known<Group>): boolean {
  return declarations[0]!.files[0]!.file.endsWith('.py');
}

/** Prisma keeps `migrations` in the folder of the schema, or beside the folder of its files. */
function isBeside(history: Description, { folder, files }: Description): boolean {
  const above = history.folder.slice(0, Math.max(0, history.folder.lastIndexOf('/')));
  return files[0]!.file.endsWith('.prisma') && (folder === above || folder.startsWith(`${above}/`));
}

function commonDepth(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')];
  const end = left.findIndex((part, at) => part !== right[at]);
  return end < 0 ? left.length : end;
}

function tablesOf({ files }: Description): ReadonlySet<string> {
  return new Set(files.flatMap((file) => file.creates));
}

/** How much of the smaller one both have. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  return least === 0 ? 0 : countIn(one, other) / least;
}

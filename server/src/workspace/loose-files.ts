/** Which of the files that are no history are one database. */
import { commonFolder, type Group, grouped, isUndo, isUnsaved, type Placed, rank } from './file-group.ts';
import { recreates, upgradeFolder } from './histories.ts';

/** Files of a folder are one database unless they create the same tables or speak another dialect. */
export function groupLoose(files: readonly Placed[]): Group[] {
  const groups: Group[] = [];
  for (const [folder, members] of grouped(files, (file) => file.folder)) {
    for (const [dialect, same] of grouped(members, (file) => file.dialect)) {
      const clusters: { files: Placed[]; creates: Set<string> }[] = [];
      const former = formerReleases(same);
      const ordered = same
        .filter((file) => !former.has(file))
        .sort((one, other) => rank(one) - rank(other) || (one.file < other.file ? -1 : 1));
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
      if (former.size > 0) groups.push({ kind: 'upgrade', folder, dialect, files: [...former] });
    }
  }
  return groups;
}

/** A version in the name of a file: `schema-1.2.0-mysql.sql`, `tables_v3.sql`. */
const version = /(?:^|[._-])v?(\d+(?:\.\d+)+|(?<=v)\d+)(?=[._-])/i;
/** From one version to the next: `upgrade-1.2.0-to-1.3.0-mysql.sql`, `3.x_to_3.4.0_schema.sql`. */
const fromTo = /\d(?:\.[\dx]+)*[-_]to[-_]v?\d/i;

/**
 * Schemas that differ in the version of their names alone are releases of one, and only the newest is in use; scripts
 * between two versions lead older ones there.
 */
function formerReleases(files: readonly Placed[]): ReadonlySet<Placed> {
  const releases = files.flatMap((file) => {
    const found = isUndo(file) || fromTo.test(file.name) ? null : version.exec(file.name);
    if (found === null || file.creates.length === 0) return [];
    return [{ file, name: file.name.replace(found[1]!, '#'), numbers: found[1]!.split('.').map(Number) }];
  });
  const former = new Set<Placed>();
  for (const same of grouped(releases, ({ name }) => name).values()) {
    if (!recreates(same.map(({ file }) => file))) continue;
    const newest = same.reduce((one, other) => (isLater(other.numbers, one.numbers) ? other : one));
    for (const { file } of same) if (file !== newest.file) former.add(file);
  }
  const hasSchema = files.some(
    (file) => file.creates.length > 0 && !former.has(file) && !isUndo(file) && !fromTo.test(file.name),
  );
  if (hasSchema) for (const file of files) if (fromTo.test(file.name)) former.add(file);
  return former;
}

function isLater(one: readonly number[], other: readonly number[]): boolean {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/**
 * Folders that point at each other's tables are one database: a table per file in folders by schema, indexes in a
 * folder of their own. A group joins the nearest one that creates what it misses, if there is only one such.
 */
export function joinReferring(groups: readonly Group[]): readonly Group[] {
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
    const ordered = members.filter(({ isOrdered }) => isOrdered).flatMap(({ files }) => files);
    const others = members.filter(({ isOrdered }) => !isOrdered).flatMap(({ files }) => files);
    const files = [
      ...ordered,
      ...others.sort((one, other) => rank(one) - rank(other) || (one.file < other.file ? -1 : 1)),
    ];
    return { ...first, folder: commonFolder(members.map((member) => member.folder)), files };
  });
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

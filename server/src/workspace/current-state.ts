/** Which files say where a history led, and which ones it began with. */
import { commonFolder, countIn, type Group, isUndo, isUnsaved, tablesLeft } from './file-group.ts';
import { recreates } from './histories.ts';

const exampleFolder = /^(?:tests?|specs?|__tests__|testdata|fixtures?|examples?|samples?|docs?)$/i;
const declarationName = /^(?:latest|schema|structure|dump|schema[._-]?dump|init[._-]?schema|full[._-]?schema)\.sql$/i;

export function namedDeclaration(history: Group, groups: readonly Group[]): Group | undefined {
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
export function currentState(steps: Group, groups: readonly Group[]): Group | undefined {
  const creates = tablesLeft(steps.files);
  if (steps.kind === 'history' && creates.size === 0) return undefined;
  const needs = tablesNeeded(steps, creates, groups);
  let best: { readonly group: Group; readonly shared: number; readonly near: number } | undefined;
  for (const { group, tables, near } of beside(steps, groups)) {
    const made = countIn(creates, tables);
    const needed = countIn(needs, tables);
    if (made + needed === 0 || made + needed < (creates.size + needs.size) * 0.6) continue;
    if (made < creates.size * 0.4 || needed < needs.size * 0.6) continue;
    // A history that stands on its own is what counts, unless all that the other files create comes from it.
    if (steps.kind === 'history' && needs.size === 0 && (made < 3 || made < tables.size * 0.8)) continue;
    const shared = made + needed;
    if (best === undefined || shared > best.shared || (shared === best.shared && near > best.near)) {
      best = { group, shared, near };
    }
  }
  return best?.group;
}

/**
 * The files that create what the steps take for granted, and nothing of what they add: an installation of the first
 * version, which the steps then bring up to date. Undefined when several could be.
 */
export function baseOf(steps: Group, groups: readonly Group[]): Group | undefined {
  const creates = tablesLeft(steps.files);
  const needs = tablesNeeded(steps, creates, groups);
  let nearest: { readonly group: Group; readonly near: number } | undefined;
  let isTie = false;
  const depth = steps.folder.split('/').length;
  for (const { group, tables, near } of beside(steps, groups)) {
    if (
      depth - near > 2 ||
      needs.size === 0 ||
      countIn(needs, tables) < needs.size * 0.6 ||
      countIn(creates, tables) > 0
    )
      continue;
    if (nearest !== undefined && near <= nearest.near) isTie ||= near === nearest.near;
    else [nearest, isTie] = [{ group, near }, false];
  }
  return isTie ? undefined : nearest?.group;
}

/** Whether the steps begin with nothing and go on in order, so that what they come to can be compared. */
export function buildsAll(steps: Group, declaration: Group): boolean {
  if (steps.kind !== 'history' || recreates(steps.files)) return false;
  const own = new Set(steps.files.flatMap((file) => file.creates));
  const declared = new Set(declaration.files.flatMap((file) => file.creates));
  return !steps.files.some((file) => file.refers.some((table) => declared.has(table) && !own.has(table)));
}

/** What the steps point at and do not create, as far as anybody creates it. */
function tablesNeeded(steps: Group, creates: ReadonlySet<string>, groups: readonly Group[]): Set<string> {
  const own = new Set(steps.files.flatMap((file) => file.creates));
  const needs = new Set<string>();
  for (const file of steps.files) {
    if (isUndo(file)) continue;
    for (const table of file.refers) if (!creates.has(table) && !own.has(table)) needs.add(table);
  }
  const known = new Set<string>();
  for (const { tables } of beside(steps, groups)) for (const table of tables) if (needs.has(table)) known.add(table);
  return known;
}

/** Loose files of the same dialect that are no examples, with what they create and how near they are. */
function* beside(
  steps: Group,
  groups: readonly Group[],
): Iterable<{ readonly group: Group; readonly tables: ReadonlySet<string>; readonly near: number }> {
  for (const group of groups) {
    if (group.kind !== 'loose' || group.dialect !== steps.dialect || isUnsaved(group)) continue;
    const common = commonFolder([group.folder, steps.folder]);
    const apart = group.folder.slice(common.length).split('/');
    if (apart.some((part) => exampleFolder.test(part))) continue;
    const tables = new Set(group.files.filter((file) => !isUndo(file)).flatMap((file) => file.creates));
    yield { group, tables, near: common.split('/').length };
  }
}

/** Which files say where a history led. */
import { commonFolder, countIn, type Group, isUndo, isUnsaved } from './file-group.ts';

const exampleFolder = /^(?:tests?|specs?|__tests__|testdata|fixtures?|examples?|samples?|docs?)$/i;
const declarationName = /^(?:schema|structure|dump|schema[._-]?dump|init[._-]?schema|full[._-]?schema)\.sql$/i;

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

/** Alembic's revisions: which of them are one history, and in which order they ran. */
import type { Revision } from '../model/revision.ts';

interface RevisionFile {
  readonly file: string;
  readonly folder: string;
  readonly revision: Revision;
}

/**
 * For each folder the first one of its history. The revisions of a folder are one history, and so are those of several
 * (`version_locations`, a folder for each release) where one builds upon a revision that only the other has.
 */
export function historyFolders(files: readonly RevisionFile[]): (folder: string) => string {
  const homes = new Map<string, Set<string>>();
  for (const { folder, revision } of files) homes.set(revision.id, (homes.get(revision.id) ?? new Set()).add(folder));
  const joined = new Map<string, string>();
  const rootOf = (folder: string): string => {
    let root = folder;
    for (let above = joined.get(root); above !== undefined; above = joined.get(root)) root = above;
    return root;
  };
  for (const { folder, revision } of files) {
    for (const id of [...revision.down, ...revision.dependsOn]) {
      const [home, ...others] = homes.get(id) ?? [];
      // What several folders have is numbered, not named: nobody knows which one is meant.
      if (home === undefined || others.length > 0) continue;
      const [one, other] = [rootOf(folder), rootOf(home)].sort();
      if (one !== other) joined.set(other!, one!);
    }
  }
  return rootOf;
}

/**
 * Every revision behind those it builds on. Where the order is open the names of the files decide, so it is the same
 * every time; a cycle, which Alembic refuses, is broken where it is met.
 */
export function orderRevisions<File extends { readonly file: string; readonly revision: Revision }>(
  files: readonly File[],
): File[] {
  const sorted = [...files].sort((one, other) => (one.file < other.file ? -1 : 1));
  const byId = new Map(sorted.map((file) => [file.revision.id, file]));
  const named = (id: string): File | undefined =>
    byId.get(id) ?? sorted.find((file) => id.length >= 4 && file.revision.id.startsWith(id));
  const ordered: File[] = [];
  const state = new Map<File, 'open' | 'done'>();
  for (const root of sorted) {
    // A history is often longer than the stack is deep.
    const path: File[] = [root];
    while (path.length > 0) {
      const file = path[path.length - 1]!;
      const before =
        state.get(file) === 'done'
          ? undefined
          : [...file.revision.down, ...file.revision.dependsOn]
              .map(named)
              .find((earlier) => earlier !== undefined && !state.has(earlier));
      if (before !== undefined) {
        state.set(file, 'open');
        path.push(before);
        continue;
      }
      path.pop();
      if (state.get(file) === 'done') continue;
      state.set(file, 'done');
      ordered.push(file);
    }
  }
  return ordered;
}

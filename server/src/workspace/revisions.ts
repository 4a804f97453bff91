/** The order of Alembic's revisions: what each one names as the one before it, not their file names. */
import type { Revision } from '../model/revision.ts';

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

import type { AccessPath } from '../../model/access-path.ts';
import { accessPaths } from '../../model/access-path.ts';
import type { Table } from '../../model/table.ts';

export type CandidateKey = AccessPath & { readonly columns: readonly string[] };

/**
 * The unique constraint or unique index that could be the table's primary key: without condition, over whole columns,
 * none of them nullable. The one with the fewest columns where there are several.
 */
export function candidateKey(table: Table): CandidateKey | undefined {
  let best: CandidateKey | undefined;
  for (const path of accessPaths(table)) {
    if (path.kind === 'primary key' || !path.unique || path.where !== undefined || !path.usable) continue;
    const columns = path.parts.flatMap((part) =>
      part.column !== undefined && part.length === undefined ? [part.column] : [],
    );
    if (columns.length === 0 || columns.length !== path.parts.length) continue;
    if (!columns.every((name) => table.columns.find((column) => column.name === name)?.nullable === false)) continue;
    if (best === undefined || columns.length < best.columns.length) best = { ...path, columns };
  }
  return best;
}

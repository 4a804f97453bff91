import { displayName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Table } from '../model/table.ts';
import type { Span } from '../text/span.ts';
import type { FileEdit } from '../text/text-edit.ts';

/**
 * Tables whose columns the edits would change in a place that declares them for several tables at once, as a mixin does:
 * what is right for one of them may be wrong for another.
 */
export function tablesChangedTogether(
  edits: readonly FileEdit[],
  tables: Iterable<Table>,
  spanOf: (origin: Origin) => Span | undefined,
): ReadonlySet<string> {
  const files = new Set(edits.map(({ file }) => file));
  const byPlace = new Map<string, { readonly origin: Origin; readonly names: Set<string> }>();
  for (const table of tables) {
    for (const { origin } of table.columns) {
      if (!files.has(origin.file)) continue;
      const place = `${origin.file} ${origin.unit} ${origin.start}`;
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, { origin, names: new Set([displayName(table)]) });
      else known.names.add(displayName(table));
    }
  }
  const changed = new Set<string>();
  for (const { origin, names } of byPlace.values()) {
    const span = names.size > 1 ? spanOf(origin) : undefined;
    if (span === undefined || !edits.some((edit) => edit.file === origin.file && isWithin(edit.span, span))) continue;
    for (const name of names) changed.add(name);
  }
  return changed;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

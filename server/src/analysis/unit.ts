import type { LoweredPiece } from '../lower/program.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** A piece of a file that is read as a whole: a SQL statement, a Prisma block, a Python statement. */
export interface Unit {
  readonly file: string;
  /** Unique within its file; stays as long as the unit's own text does. */
  readonly id: number;
  /** Absolute offsets; they move when text before the unit changes. Offsets of its contents count from `start`. */
  boundary: number;
  start: number;
  end: number;
  next: number;
  /** Place among the units of its file. */
  index: number;
  /** Comments in and before the unit that look like a message to a linter or a tool; offsets count from `start`. */
  readonly comments: readonly Span[];
  readonly lowered: LoweredPiece;
  /** Its syntax is right for certain; false says nothing. */
  readonly isCertainlyRight: boolean;
}

export interface DocumentDelta {
  readonly removed: readonly Unit[];
  readonly added: readonly Unit[];
  /** What of the text was cut anew, as it was and as it is; left out where that was all of it, or is not known. */
  readonly recut?: { readonly before: string; readonly after: string };
}

export const noDelta: DocumentDelta = { removed: [], added: [] };

/** A file as units that survive edits. */
export interface SourceDocument {
  readonly file: string;
  readonly dialect: Dialect;
  readonly text: string;
  readonly units: readonly Unit[];
  /** The units as deltas have told them so far: an edit that is not settled yet shows in `units` alone. */
  readonly told: Iterable<Unit>;
  unit(id: number): Unit | undefined;
  sourceOf(unit: Unit): string;
  /** The places in a unit that name a table or a column. */
  occurrencesIn(unit: Unit): readonly Occurrence[];
  /** The last unit whose code begins at or before the offset. */
  unitAt(offset: number): Unit | undefined;
  /** Takes an edit over; the delta is what it changed at once. */
  edit(edit: TextEdit): DocumentDelta;
}

/** The last unit that begins at or before an offset. */
export function unitAt<U extends Unit>(units: readonly U[], offset: number): U | undefined {
  let low = 0;
  let high = units.length - 1;
  let found: U | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const unit = units[middle]!;
    if (unit.start <= offset) {
      found = unit;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

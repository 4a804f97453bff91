import { applyEdits, type TextEdit } from './text-edit.ts';

interface Placed {
  readonly edit: TextEdit;
  /** Where the new text stands once all edits are made. */
  readonly start: number;
  readonly end: number;
}

interface Hull {
  start: number;
  end: number;
  readonly second: TextEdit[];
}

/**
 * The edits of a text that do what `first` does and then `second`, whose spans count in the text that `first` leaves.
 * Neither may overlap within itself.
 */
export function composeEdits(
  text: string,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): readonly TextEdit[] {
  if (second.length === 0) return first;
  const between = applyEdits(text, first);
  const placed = placesOf(first);
  const hulls = hullsOf(placed, second);
  const kept = placed.filter(({ start, end }) => !hulls.some((hull) => touches(hull, start, end)));
  const joined = hulls.map(({ start, end, second: own }): TextEdit => {
    const local = own.map(({ span, newText }) => ({
      span: { start: span.start - start, end: span.end - start },
      newText,
    }));
    return {
      span: { start: offsetBefore(placed, start, 'start'), end: offsetBefore(placed, end, 'end') },
      newText: applyEdits(between.slice(start, end), local),
    };
  });
  return [...kept.map(({ edit }) => edit), ...joined].sort((one, other) => one.span.start - other.span.start);
}

function placesOf(edits: readonly TextEdit[]): readonly Placed[] {
  let shift = 0;
  return [...edits]
    .sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end)
    .map((edit) => {
      const start = edit.span.start + shift;
      const end = start + edit.newText.length;
      shift += edit.newText.length - (edit.span.end - edit.span.start);
      return { edit, start, end };
    });
}

/** Each second edit with the first ones that it touches; those that share one are one. */
function hullsOf(placed: readonly Placed[], second: readonly TextEdit[]): readonly Hull[] {
  const hulls: Hull[] = [];
  for (const edit of [...second].sort((one, other) => one.span.start - other.span.start)) {
    const hull: Hull = { ...edit.span, second: [edit] };
    for (const { start, end } of placed) {
      if (!touches(hull, start, end)) continue;
      hull.start = Math.min(hull.start, start);
      hull.end = Math.max(hull.end, end);
    }
    const last = hulls.at(-1);
    if (last === undefined || hull.start > last.end) hulls.push(hull);
    else {
      last.start = Math.min(last.start, hull.start);
      last.end = Math.max(last.end, hull.end);
      last.second.push(edit);
    }
  }
  return hulls;
}

function touches(hull: Hull, start: number, end: number): boolean {
  return start <= hull.end && end >= hull.start;
}

/** The offset in the text before the first edits; one at an edit's own boundary takes the edit in. */
function offsetBefore(placed: readonly Placed[], offset: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const { edit, start, end } of placed) {
    if (side === 'start' ? start >= offset : start > offset || (start === offset && end > offset)) break;
    if (end > offset) break;
    shift += edit.newText.length - (edit.span.end - edit.span.start);
  }
  return offset - shift;
}

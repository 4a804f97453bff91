import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EditTrail } from '../../server/src/host/edit-trail.ts';
import { applyEdits, type TextEdit } from '../../server/src/text/text-edit.ts';

test('edits after one another come to the same as the edits it says', () => {
  const rounds = fc.array(fc.array(fc.record({ at: fc.nat(), length: fc.nat({ max: 3 }), newText: fc.string() })));
  fc.assert(
    fc.property(fc.string(), rounds, (original, rounds) => {
      const trail = new EditTrail(original.length);
      let text = original;
      for (const round of rounds) {
        const edits = withoutOverlap(round, text.length);
        trail.apply(edits);
        text = applyEdits(text, edits);
      }
      expect(applyEdits(original, trail.edits())).toBe(text);
    }),
  );
});

test('what was not touched is not among the edits', () => {
  const trail = new EditTrail(10);
  trail.apply([{ span: { start: 2, end: 2 }, newText: 'ab' }]);
  trail.apply([{ span: { start: 8, end: 9 }, newText: '' }]);
  expect(trail.edits()).toEqual([
    { span: { start: 2, end: 2 }, newText: 'ab' },
    { span: { start: 6, end: 7 }, newText: '' },
  ]);
});

function withoutOverlap(round: readonly { at: number; length: number; newText: string }[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { at, length: wanted, newText } of round) {
    const start = at % (length + 1);
    const span = { start, end: Math.min(length, start + wanted) };
    if (edits.every((other) => span.end < other.span.start || other.span.end < span.start))
      edits.push({ span, newText });
  }
  return edits;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocumentLines } from '../../server/src/lsp/document-lines.ts';
import { LineIndex } from '../../server/src/text/line-index.ts';
import { applyEdits } from '../../server/src/text/text-edit.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', 'é') });

function expectSameLines(lines: DocumentLines, text: string): void {
  const fresh = new LineIndex(text);
  expect(lines.lineCount).toBe(fresh.lineCount);
  expect(lines.length).toBe(text.length);
  for (let offset = 0; offset <= text.length; offset++) {
    const position = fresh.positionAt(offset);
    expect(lines.positionAt(offset)).toEqual(position);
    expect(lines.offsetAt(position)).toBe(offset);
  }
}

test('edits leave what a fresh reading gives', () => {
  const edits = fc.array(fc.record({ from: fc.nat(), to: fc.nat(), newText: text }), { maxLength: 8 });
  fc.assert(
    fc.property(text, edits, (start, edits) => {
      const lines = new DocumentLines(start);
      let current = start;
      for (const { from, to, newText } of edits) {
        const ends = [from % (current.length + 1), to % (current.length + 1)].sort((a, b) => a - b);
        const span = { start: ends[0]!, end: ends[1]! };
        lines.edit(span, newText);
        current = applyEdits(current, [{ span, newText }]);
        expectSameLines(lines, current);
      }
    }),
  );
});

test('many new lines fit', () => {
  const lines = new DocumentLines('a');
  const block = 'x\n'.repeat(5000);
  lines.edit({ start: 1, end: 1 }, block);
  expectSameLines(lines, `a${block}`);
});

test('says whether lines moved', () => {
  const lines = new DocumentLines('one\ntwo');
  expect(lines.edit({ start: 0, end: 1 }, 'O')).toBe(false);
  expect(lines.edit({ start: 3, end: 4 }, ' ')).toBe(true);
  expect(lines.edit({ start: 3, end: 4 }, '\n')).toBe(true);
});

test('positions beyond a line or the text are clamped', () => {
  const lines = new DocumentLines('one\ntwo');
  expect(lines.offsetAt({ line: 0, character: 99 })).toBe(3);
  expect(lines.offsetAt({ line: 9, character: 0 })).toBe(7);
  expect(lines.offsetAt({ line: -1, character: 5 })).toBe(0);
  expect(lines.positionAt(-3)).toEqual({ line: 0, character: 0 });
  expect(lines.positionAt(99)).toEqual({ line: 1, character: 3 });
});

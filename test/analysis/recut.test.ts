/** Pieces that are cut anew behind an edit are those of the whole text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { programLanguages } from '../../server/src/analysis/languages.ts';
import { recut } from '../../server/src/analysis/recut.ts';
import type { Piece } from '../../server/src/lower/program.ts';
import { runs } from '../properties/runs.ts';

const words = {
  prisma: [
    ...[
      'model A {',
      '\nmodel B {',
      '\nenum E {',
      '}',
      '}\n',
      '{',
      '"',
      '\\',
      '//',
      '/*',
      '*/',
      '// ignore',
      '\n',
      '\r\n',
    ],
    ...[' ', 'id Int', '\ndatasource db ', 'model', '\n\n', '/', 'model  x'],
  ],
  python: [
    ...[
      '"""',
      "'''",
      '"',
      "'",
      '\\',
      '\n',
      '\n',
      '    ',
      ' ',
      '(',
      ')',
      '[',
      '#',
      '# noqa',
      'class A:',
      'class ',
      'x = 1',
    ],
    ...['def f():', '@d', 'else:', 'els', 'async  def', 'import a', '\r\n', 'é', '\uFEFF', ';', 'if x:\n    pass\n'],
  ],
};

for (const [name, language] of Object.entries(programLanguages)) {
  const word = fc.constantFrom(...words[name as keyof typeof words]);
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    deletes: fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 40 })),
    text: fc.array(word, { maxLength: 3 }).map((parts) => parts.join('')),
  });
  test(`${name}: as the whole text is cut`, () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 50 }), fc.array(edit, { minLength: 1, maxLength: 6 }), (parts, edits) => {
        let text = parts.join('');
        let pieces = language.split(text);
        for (const { at, deletes, text: written } of edits) {
          const start = Math.floor(at * text.length);
          const end = Math.min(text.length, start + deletes);
          text = text.slice(0, start) + written + text.slice(end);
          const change = recut(pieces, text, { start, end, length: written.length }, language.splitFrom);
          const by = written.length - (end - start);
          const behind = pieces.slice(change.to).map((piece) => moved(piece, by));
          pieces = [...pieces.slice(0, change.from), ...change.pieces, ...behind];
          expect(pieces.map(withoutReach)).toEqual(language.split(text).map(withoutReach));
        }
      }),
      runs(3000),
    );
  });
}

function moved({ boundary, start, end, next, reach, comments }: Piece, by: number): Piece {
  return { boundary: boundary + by, start: start + by, end: end + by, next: next + by, reach: reach + by, comments };
}

/** How far was looked may be more than a first cut needs, never less. */
function withoutReach({ boundary, start, end, next, comments }: Piece): Omit<Piece, 'reach'> {
  return { boundary, start, end, next, comments };
}

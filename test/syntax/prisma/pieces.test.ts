import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPrisma } from '../../../server/src/syntax/prisma/pieces.ts';

function piecesOf(text: string): readonly string[] {
  return splitPrisma(text).map(({ start, end }) => text.slice(start, end));
}

test('each block is a piece; comments before it are not in it', () => {
  const text =
    '// first\n/// documents A\nmodel A {\n  id Int @id // "}\n}\n\nenum B { X }\nfoo bar\ntype C {\n  a String @default("}{")\n}';
  expect(piecesOf(text)).toEqual([
    'model A {\n  id Int @id // "}\n}',
    'enum B { X }',
    'foo bar',
    'type C {\n  a String @default("}{")\n}',
  ]);
});

test('a missing brace costs one block', () => {
  expect(piecesOf('model A {\n  id Int\n\n/// B\nmodel B {\n  id Int\n}\nmodel C {\n')).toEqual([
    'model A {\n  id Int',
    'model B {\n  id Int\n}',
    'model C {',
  ]);
});

test('a field called model begins no block', () => {
  expect(piecesOf('model A {\nmodel String\ntype Kind\n}')).toEqual(['model A {\nmodel String\ntype Kind\n}']);
});

test('messages to linters are found before, in and behind blocks, counted from the start of the block', () => {
  const text =
    '// plain\n// db-architect-ignore x\nmodel A {\n  id Int // prisma-lint-ignore-line\n}\n\n// db-architect-disable\n';
  const [piece] = splitPrisma(text);
  expect(piece!.comments.map(({ start, end }) => text.slice(piece!.start + start, piece!.start + end))).toEqual([
    '// db-architect-ignore x',
    '// prisma-lint-ignore-line',
    '// db-architect-disable',
  ]);
});

const fragments = [
  'model A {',
  'enum B {',
  '}',
  '{',
  '"',
  '\\',
  '//',
  '/*',
  '*/',
  '\n',
  '\r\n',
  ' ',
  'id Int',
  '@',
  '/',
];

test('pieces follow one another to the end of any text', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string())), (parts) => {
      const text = parts.join('');
      const pieces = splitPrisma(text);
      let boundary = 0;
      for (const piece of pieces) {
        expect(piece.boundary).toBe(boundary);
        expect(piece.start).toBeGreaterThanOrEqual(boundary);
        expect(piece.end).toBeGreaterThan(piece.start);
        expect(piece.next).toBeGreaterThanOrEqual(piece.end);
        boundary = piece.next;
      }
      if (pieces.length > 0) expect(boundary).toBe(text.length);
    }),
  );
});

/** The search of words agrees with the plain definition of `prompts/README.md`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsIn } from '../../server/src/architect/words.ts';
import { wordsIn as wordsByPattern } from '../prompts/word-match.ts';
import { readPrompts } from './kit/knowledge.ts';

const { kinds, requirements, samples, patterns, technologies } = readPrompts();
const all = [
  ...[...kinds, ...requirements].flatMap(({ words }) => words),
  ...patterns.flatMap(({ words }) => words.flatMap(({ any }) => any)),
  ...technologies.flatMap(({ aliases }) => aliases),
];

test('in the sample questions', () => {
  for (const { text } of samples) expect(wordsIn(text, all)).toEqual(wordsByPattern(text, all));
});

test('in any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(...all.map((word) => word.replace('*', ''))),
    fc.constantFrom(' ', '\n\t', '-', 's', 'x', '9', 'É', '.', '_', '\u{1F600}'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(wordsIn(text, all)).toEqual(wordsByPattern(text, all));
    }),
    { numRuns: 60 },
  );
});

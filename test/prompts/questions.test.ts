/** The words of the front matter lead the sample questions where they belong. */
import { describe, expect, test } from 'vitest';
import { promptFilesIn, readVocabulary } from './prompt-files.ts';
import { wordsIn } from './word-match.ts';

const questions = promptFilesIn('questions');
const experts = promptFilesIn('expertise');
const patterns = promptFilesIn('patterns');
const { kinds } = readVocabulary();

interface WeightedWords {
  readonly in?: string;
  readonly weight: number;
  readonly any: readonly string[];
}

test('fifteen questions, numbered', () => {
  const numbers = questions.map(({ frontMatter }) => frontMatter.number as number);
  expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
});

describe.each(questions)('$name', ({ body, frontMatter }) => {
  test('its expertise scores highest', () => {
    const scores = experts.map(({ name, frontMatter: expert }) => ({
      name,
      score: (expert.floor as number) + scoreOf(body, questionSignals(expert.signals as readonly WeightedWords[])),
    }));
    scores.sort((one, other) => other.score - one.score);
    expect(scores[0]?.name, JSON.stringify(scores)).toBe(frontMatter.expertise);
  });

  test('its first kind is recognised', () => {
    const found = kinds.filter(({ words }) => wordsIn(body, words).length > 0).map(({ id }) => id);
    expect(found).toContain((frontMatter.kinds as readonly string[])[0]);
  });

  test('its first pattern is among the first three', () => {
    const scores = patterns.map(({ name, frontMatter: pattern }) => ({
      name,
      score: scoreOf(body, pattern.words as readonly WeightedWords[]),
    }));
    scores.sort((one, other) => other.score - one.score);
    const first = scores.slice(0, 3).filter(({ score }) => score > 0);
    expect(first.map(({ name }) => name)).toContain((frontMatter.patterns as readonly string[])[0]);
  });
});

test('words match whole, in any case, with open ends where they say so', () => {
  expect(wordsIn('Two Tenants share an index.', ['tenant', 'tenant*', 'INDEX', 'share  an', 'dex'])).toEqual([
    'tenant*',
    'INDEX',
    'share  an',
  ]);
  expect(wordsIn('C++ and next.js at 99.9 %', ['next.js', 'nextxjs', '99.9', 'c++'])).toEqual([
    'next.js',
    '99.9',
    'c++',
  ]);
});

function questionSignals(signals: readonly WeightedWords[]): readonly WeightedWords[] {
  return signals.filter((signal) => signal.in === 'question');
}

function scoreOf(text: string, groups: readonly WeightedWords[]): number {
  return groups.reduce((sum, { weight, any }) => sum + weight * wordsIn(text, any).length, 0);
}

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
    const scores = expertScores(body).sort((one, other) => other.score - one.score);
    expect(scores[0]?.name, JSON.stringify(scores)).toBe(frontMatter.expertise);
  });

  test('its first kind is recognised', () => {
    const found = kinds.filter(({ words }) => wordsIn(body, words).length > 0).map(({ id }) => id);
    expect(found).toContain((frontMatter.kinds as readonly string[])[0]);
  });

  test('its first pattern is among the first three', () => {
    const scores = patternScores(body).sort((one, other) => other.score - one.score);
    const first = scores.slice(0, 3).filter(({ score }) => score > 0);
    expect(first.map(({ name }) => name)).toContain((frontMatter.patterns as readonly string[])[0]);
  });
});

test.each([
  ["How should 300 customers share one Postgres without seeing each other's rows?", 'core', 'tenancy'],
  ['Should I store last_login on users or keep a log of everything users do?', undefined, 'activity-events'],
  ['Is Mongo better than Postgres for a social app with followers?', 'polyglot', 'activity-feeds'],
  ['We want to leave Oracle for Postgres and cannot stop the shop', 'core', 'migration-strategies'],
  ['Model a dentist booking system where nobody is booked twice', 'core', 'appointment-booking'],
  ['Where should my Flask app keep PDFs and OCR output?', 'application-stack', 'files-processing'],
  ['I need login with Google and email plus password reset', 'application-stack', 'authentication-sessions'],
  ['Schema for a chatbot with branches and regenerate, several LLM vendors', 'ai-data', 'conversations'],
  ['Which DB does DeepSeek Coder write best code for?', 'platform', 'generated-backends'],
  [
    'Our app builder creates thousands of apps, should each get a Postgres or SQLite?',
    'platform',
    'project-provisioning',
  ],
  ['When do I need Redis and Elasticsearch beside Postgres?', 'polyglot', 'polyglot'],
  ['How do I store a category tree with 100k nodes?', 'core', 'hierarchies'],
  ['How do I delete a user under GDPR when there are invoices?', 'core', 'retention'],
] as const)('asked otherwise: %s', (text, expertise, pattern) => {
  const best = (scores: readonly Score[]): string | undefined =>
    [...scores].sort((one, other) => other.score - one.score)[0]?.name;
  if (expertise !== undefined) expect(best(expertScores(text))).toBe(expertise);
  expect(best(patternScores(text))).toBe(pattern);
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

interface Score {
  readonly name: string;
  readonly score: number;
}

function expertScores(text: string): Score[] {
  return experts.map(({ name, frontMatter }) => ({
    name,
    score:
      (frontMatter.floor as number) + scoreOf(text, questionSignals(frontMatter.signals as readonly WeightedWords[])),
  }));
}

function patternScores(text: string): Score[] {
  return patterns.map(({ name, frontMatter }) => ({
    name,
    score: scoreOf(text, frontMatter.words as readonly WeightedWords[]),
  }));
}

function questionSignals(signals: readonly WeightedWords[]): readonly WeightedWords[] {
  return signals.filter((signal) => signal.in === 'question');
}

function scoreOf(text: string, groups: readonly WeightedWords[]): number {
  return groups.reduce((sum, { weight, any }) => sum + weight * wordsIn(text, any).length, 0);
}

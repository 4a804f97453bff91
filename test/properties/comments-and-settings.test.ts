import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfiguration } from '../../server/src/analysis/read-configuration.ts';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { damaged, randomDamage } from '../kit/random-damage.ts';
import { randomSql } from '../kit/random-sql.ts';
import { examine } from './invariants.ts';
import { runs } from './runs.ts';

const ruleIds = catalogue.map((rule) => rule.id);

/** Every form of a comment that silences, of ours and of other tools, with what belongs in it and what does not. */
const silencer = fc
  .record({
    open: fc.constantFrom('-- ', '--', '/* ', '/*\n * ', '# ', '--\t'),
    word: fc.constantFrom(
      'db-architect-ignore',
      'db-architect-ignore-file',
      'db-architect-ignore-next-line',
      'DB-ARCHITECT-IGNORE',
      'db-architect-ignores',
      'squawk-ignore',
      'squawk-ignore-file',
      'pgls-ignore lint/safety',
      'eugene: ignore',
      'pgm-lint:suppress',
      'migrationpilot-disable',
      'tsqllint-disable',
    ),
    rules: fc.array(
      fc.constantFrom(...ruleIds, 'prefer-big-int', 'PGM502', 'nothing', '__proto__', 'constructor', '*', ''),
      { maxLength: 4 },
    ),
    between: fc.constantFrom(', ', ',', ' ,\t', ' ', ',,'),
    reason: fc.oneof(fc.constantFrom('', ': kept', ':', ': ', ' : : '), fc.string({ unit: 'binary', maxLength: 10 })),
    close: fc.constantFrom('\n', ' */ ', '\n */\n', '\r\n', ''),
  })
  .map(({ open, word, rules, between, reason, close }) => `${open}${word} ${rules.join(between)}${reason}${close}`);

test('a comment that silences, in any form at any place, silences or is told of; nothing else happens', () => {
  fc.assert(
    fc.property(
      randomSql(),
      fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), text: silencer }), {
        minLength: 1,
        maxLength: 5,
      }),
      ({ text, dialect }, comments) => {
        const commented = comments.reduce((before, { at, text: comment }) => {
          const offset = Math.floor(at * before.length);
          return before.slice(0, offset) + comment + before.slice(offset);
        }, text);
        examine([{ file: 'schema.sql', text: commented, dialect }]);
      },
    ),
    runs(200),
  );
});

const settings = JSON.stringify(
  {
    dialect: 'mysql',
    severity: 'warning',
    rules: { 'no-primary-key': 'off', 'wide-table': ['error', { max: 50 }], 'eav-table': { max: 1 } },
    ignore: ['legacy/**', '*.bak.sql'],
    databases: [{ name: 'shop', files: ['a.sql', 'b/*.sql'], dialect: 'sqlite' }],
  },
  undefined,
  2,
);

test('settings are read whatever is written, and each problem has its place', () => {
  const texts = fc.oneof(
    fc.array(randomDamage, { minLength: 1, maxLength: 4 }).map((damages) => damaged(settings, damages)),
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.anything({ withNullPrototype: false }).map((value) => `{ "rules": ${JSON.stringify(value) ?? ''} }`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { configuration, problems } = readConfiguration(text);
      expect(configuration.rules).toBeInstanceOf(Map);
      for (const { span, message } of problems) {
        expect(message).not.toBe('');
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { ...runs(1500), examples: [['\uFEFF/*']] },
  );
});

test('deep settings', () => {
  for (const text of [
    '{"rules":'.repeat(50_000),
    '['.repeat(100_000),
    `{"ignore": ${'['.repeat(99)}${']'.repeat(99)}}`,
  ]) {
    expect(readConfiguration(text).problems.length).toBeGreaterThan(0);
  }
});

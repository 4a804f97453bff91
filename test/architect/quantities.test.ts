import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantitiesIn } from '../../server/src/architect/understanding/quantities.ts';
import { contradictionsIn, quantitiesOf } from '../../server/src/architect/understanding/requirements.ts';
import { readPrompts } from './kit/knowledge.ts';

const found = (text: string) => quantitiesIn(text).map(({ name, low, high }) => [name, low, high]);

test.each([
  [
    '1,000 companies with 50 to 500 users each',
    [
      ['tenants', 1000, 1000],
      ['users per tenant', 50, 500],
    ],
  ],
  [
    '1,000 companies of 50 to 500 users',
    [
      ['tenants', 1000, 1000],
      ['users per tenant', 50, 500],
    ],
  ],
  ['grown to 2 TB', [['data size', 2e12, 2e12]]],
  ['grows by 20 GB a month', [['data growth', 20e9 / 30, 20e9 / 30]]],
  ['growing 5 % per month', [['growth', 5, 5]]],
  ['5k writes/s', [['writes per second', 5000, 5000]]],
  ['3 million events per day', [['events per second', 3e6 / 86_400, 3e6 / 86_400]]],
  ['80,000 sensor readings per second', [['readings per second', 80_000, 80_000]]],
  ['answers under 100 ms', [['latency', 100, 100]]],
  ['99.95 % available', [['availability', 99.95, 99.95]]],
  ['keep it for 7 years', [['retention', 2555, 2555]]],
  ['a budget of $500/month', [['budget', 500, 500]]],
  ['a team of three', [['team', 3, 3]]],
  ['two developers', [['team', 2, 2]]],
  ['5,000 generated projects', [['projects', 5000, 5000]]],
  [
    '10k users, 200 concurrent users',
    [
      ['users', 10_000, 10_000],
      ['concurrent users', 200, 200],
    ],
  ],
] as const)('%s', (text, expected) => {
  expect(found(text).map(([name, low, high]) => [name, Number(low).toFixed(3), Number(high).toFixed(3)])).toEqual(
    expected.map(([name, low, high]) => [name, low.toFixed(3), high.toFixed(3)]),
  );
});

test.each(['PostgreSQL 17', 'Qwen3 Coder 32b', 'SQLAlchemy 2', 'the 3NF', 'RFC 7519', 'version 1.2.3', 'HTTP/2'])(
  'no quantity: %s',
  (text) => expect(found(text)).toEqual([]),
);

describe('the values that the sample questions say', () => {
  const samples = readPrompts().samples.filter(({ values }) => values.length > 0);
  test.each(samples)('$id', ({ text, values }) => {
    const numbers = quantitiesIn(text).map(({ name, value }) => ({ name, value }));
    const quantities = values.filter(({ name }) => ['tenants', 'users per tenant', 'data size'].includes(name));
    expect(numbers).toEqual(expect.arrayContaining([...quantities]));
  });
});

test('what was said before holds until it is said otherwise', () => {
  const history = [{ question: '500 tenants, 2 TB', answer: '' }];
  const said = quantitiesOf({ text: 'and with 900 tenants?', references: [], history });
  expect(said.map(({ name, value, source }) => [name, value, source])).toEqual([
    ['tenants', '900', 'question'],
    ['data size', '2 TB', 'history'],
  ]);
});

test('two numbers for one thing are a contradiction', () => {
  const text = '500 tenants today; our 800 tenants complain';
  const quantities = quantitiesOf({ text, references: [], history: [] });
  expect(contradictionsIn(text, quantities, [], undefined).join(' ')).toMatch(
    /"500" and "800" are both said for tenants/,
  );
});

test('any text is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      for (const { low, high } of quantitiesIn(text)) expect(low).toBeLessThanOrEqual(high);
    }),
  );
});

test('what was typed in a hurry is shown as it is usually written', () => {
  expect(quantitiesIn('our 2tb postgres of 1000 companies, +20 gb a month').map(({ value }) => value)).toEqual([
    '2 TB',
    '1,000',
    '20 GB per month',
  ]);
});

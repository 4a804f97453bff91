import { expect, test } from 'vitest';
import { differences, type Shape } from './shape.ts';

const shape: Shape = {
  fields: {
    id: { matching: /^[a-z-]+$/ },
    weight: { integer: [-3, 3] },
    kind: { oneOf: ['open', 'proprietary'] },
    words: { listOf: 'text', least: 1 },
    schema: 'text',
  },
  optional: ['schema'],
};
const good = { id: 'redis', weight: -3, kind: 'open', words: ['cache'] };

test('data of the shape has no differences', () => expect(differences(good, shape)).toEqual([]));

test.each([
  ['an id in the wrong case', { ...good, id: 'Redis' }, '.id'],
  ['a weight out of range', { ...good, weight: 4 }, '.weight'],
  ['a weight that is no integer', { ...good, weight: 0.5 }, '.weight'],
  ['an unknown id', { ...good, kind: 'free' }, '.kind'],
  ['an empty list', { ...good, words: [] }, '.words'],
  ['a repeated item', { ...good, words: ['a', 'a'] }, '.words'],
  ['an empty text in a list', { ...good, words: [' '] }, '.words[0]'],
  ['a text in place of a list', { ...good, words: 'cache' }, '.words'],
  ['an empty optional field', { ...good, schema: '' }, '.schema'],
  ['a field too many', { ...good, colour: 'red' }, '.colour'],
  ['no mapping', [good], ''],
])('%s is a difference', (_, value, path) => {
  expect(differences(value, shape).map((line) => line.replace(/: .*/, ''))).toEqual([path]);
});

test('a missing field is a difference', () => {
  const { weight: _, ...rest } = good;
  expect(differences(rest, shape)).toEqual(['.weight: an integer from -3 to 3, found undefined']);
});

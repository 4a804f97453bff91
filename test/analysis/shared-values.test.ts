import { array, assert, constantFrom, dictionary, integer, letrec, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';
import { SharedValues } from '../../server/src/analysis/shared-values.ts';

const text = constantFrom('', 'id', 'orders', 'order_id', '1', ':1', 'a name of more than twelve', 'x'.repeat(200));
const { anything } = letrec((tie) => ({
  anything: oneof(
    { maxDepth: 4 },
    text,
    constantFrom(true, false, undefined, null, 1, 0),
    array(tie('anything'), { maxLength: 6 }),
    dictionary(constantFrom('name', 'kind', 'args', 'text', 'origin', 'order'), tie('anything'), { maxKeys: 6 }),
  ),
}));

test('values stay what they are, whatever was kept before them', () => {
  assert(
    property(array(anything, { maxLength: 12 }), integer({ min: 0, max: 12 }), (values, forgotten) => {
      const shared = new SharedValues();
      const copies = values.map((value) => structuredClone(value));
      const kept = values.map((value, at) => {
        if (at === forgotten) shared.forget();
        return shared.value(value);
      });
      expect(kept).toEqual(copies);
    }),
    { numRuns: 2000 },
  );
});

test('equal values are kept once, unless they have a place of their own', () => {
  const shared = new SharedValues();
  const make = () => ({
    columns: ['tenant_id', 'order_id'],
    where: { text: 'now()', expression: { kind: 'call', name: 'now', args: [] } },
    parts: [{ column: 'order_id', order: 'asc', nulls: 'last' }],
    key: { columns: ['id'], origin: { file: 'a.sql', unit: 1, start: 0, end: 2 } },
    name: 'an index with a long name',
  });
  const [one, other] = [shared.value(make()), shared.value(make())];
  expect(other).toEqual(one);
  expect(other.columns).toBe(one.columns);
  expect(other.where).toBe(one.where);
  expect(other.parts).toBe(one.parts);
  expect(other.key).not.toBe(one.key);
  expect(other.key.columns).toBe(one.key.columns);
});

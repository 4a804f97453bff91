import { expect, test } from 'vitest';
import { aKey, anIndex, aTable, objectName } from '../../../server/src/model/factories.ts';
import { indexName } from '../../../server/src/rules/shared/index-name.ts';

const orders = aTable(objectName('orders'), 'orders');

test('as PostgreSQL itself names an index', () => {
  expect(indexName(orders, ['customer_id'], 'postgresql')).toBe('orders_customer_id_idx');
  expect(indexName(orders, ['a', 'b'], 'sqlite')).toBe('orders_a_b_idx');
});

test('in the manner of the other indexes of the table', () => {
  const manners = ['idx_orders_a_b', 'ix_orders_a_b', 'IX_orders_a_b', 'orders_a_b_index', 'index_orders_on_a_and_b'];
  for (const name of manners) {
    const table = { ...orders, indexes: [anIndex(['c'], { name: 'whatever' }), anIndex(['a', 'b'], { name })] };
    expect(indexName(table, ['b', 'c'], 'sqlserver')).toBe(name.replace('b', 'c').replace('_a', '_b'));
  }
});

test('a taken name gets a number, and so does one that the database has given', () => {
  const named = { ...orders, uniques: [aKey(['b'], { name: 'Orders_a_idx' })] };
  expect(indexName(named, ['a'], 'postgresql')).toBe('orders_a_idx2');
  const unnamed = { ...orders, indexes: [anIndex(['a'], { method: 'hash' })] };
  expect(indexName(unnamed, ['a'], 'postgresql')).toBe('orders_a_idx2');
});

test('cut to what the database can hold', () => {
  const long = 'a_column_with_a_name_that_nobody_would_like_to_type_twice_in_a_day';
  expect(indexName(orders, [long], 'postgresql')).toHaveLength(63);
  expect(indexName(orders, [long], 'postgresql')).toMatch(/^orders_a_column.*_idx$/);
});

import { expect, test } from 'vitest';
import type { AccessPath } from '../../../server/src/model/access-path.ts';
import { fromIndex } from '../../../server/src/model/access-path.ts';
import type { Dialect } from '../../../server/src/model/dialect.ts';
import {
  aColumn,
  aForeignKey,
  aKey,
  anIndex,
  aTable,
  aType,
  columnPart,
  objectName,
} from '../../../server/src/model/factories.ts';
import type { Index, IndexPart, Table } from '../../../server/src/model/table.ts';
import type { RuleContext } from '../../../server/src/rules/rule.ts';
import {
  type Cover,
  foreignKeyCover,
  narrowingColumns,
  pathCover,
} from '../../../server/src/rules/shared/index-cover.ts';
import { coverCases } from './index-cover.cases.ts';
import { coverOf } from './index-cover.model.ts';

test.each(coverCases)('$columns by $index: $cover', (each) => {
  expect(coverOf(each)).toBe(each.cover);
});

const child = aTable(objectName('child'), 'child', {
  columns: [
    aColumn('a', aType('text', 'text')),
    aColumn('b', aType('text', 'text', []), { collation: 'nocase' }),
    aColumn('c', aType('integer', 'integer')),
  ],
});

function cover(
  columns: readonly string[],
  parts: readonly (string | IndexPart)[],
  more: Partial<Index> = {},
  dialect: Dialect = 'postgresql',
): Cover {
  return pathCover(columns, path(parts, more), child, { dialect, enumType: () => undefined });
}

function path(parts: readonly (string | IndexPart)[], more: Partial<Index> = {}): AccessPath {
  return fromIndex(anIndex(parts, more));
}

test('an index that cannot be used covers nothing', () => {
  expect(cover(['a'], ['a'])).toBe('full');
  expect(cover(['a'], ['a'], { only: true })).toBe('none');
  expect(cover(['a'], ['a'], { visible: false })).toBe('none');
  expect(cover(['a'], ['a'], { method: 'fulltext' }, 'mysql')).toBe('none');
  expect(cover(['a'], [], { method: 'columnstore' }, 'sqlserver')).toBe('none');
});

test('a prefix of the values is not the values', () => {
  expect(cover(['a'], [columnPart('a', { length: 10 })], {}, 'mysql')).toBe('none');
});

test('SQLite compares with the collation of the column, binary unless said', () => {
  expect(cover(['a'], [columnPart('a', { collation: 'NOCASE' })], {}, 'sqlite')).toBe('none');
  expect(cover(['a'], [columnPart('a', { collation: 'BINARY' })], {}, 'sqlite')).toBe('full');
  expect(cover(['b'], [columnPart('b', { collation: 'NOCASE' })], {}, 'sqlite')).toBe('full');
  expect(cover(['b'], ['b'], {}, 'sqlite')).toBe('full');
});

test('a unique index over some of the columns finds the one row', () => {
  expect(cover(['a', 'c'], ['c'], { unique: true })).toBe('full');
  expect(cover(['a', 'c'], ['c'])).toBe('partial');
  expect(cover(['a', 'c'], ['c', 'b'], { unique: true })).toBe('partial');
});

test('only PostgreSQL skips', () => {
  const flagged = { ...child, columns: [...child.columns, aColumn('flag', aType('boolean', 'boolean'))] };
  const index = path(['flag', 'a']);
  expect(pathCover(['a'], index, flagged, { dialect: 'postgresql', enumType: () => undefined })).toBe('skip-scan');
  expect(pathCover(['a'], index, flagged, { dialect: 'sqlite', enumType: () => undefined })).toBe('none');
});

test('the columns that a look-up narrows by', () => {
  expect(narrowingColumns(path(['a', 'b', 'c']), ['b', 'a'])).toEqual(['a', 'b']);
  expect(narrowingColumns(path(['a', 'b', 'c']), ['a', 'c'])).toEqual(['a']);
  expect(narrowingColumns(path(['b', 'a'], { method: 'gin' }), ['a', 'c'])).toEqual(['a']);
});

const reference = aForeignKey(['a', 'c'], objectName('parent'), ['x', 'y']);

function contextWith(target: Partial<Table>, children: readonly Table[] = []): RuleContext {
  const parent = aTable(objectName('parent'), 'parent', {
    columns: [aColumn('x', aType('text', 'text')), aColumn('y', aType('integer', 'integer'))],
    ...target,
  });
  return {
    dialect: 'postgresql',
    enumType: () => undefined,
    target: () => ({ table: parent, columns: parent.columns }),
    childrenOf: () => children,
  } as unknown as RuleContext;
}

test('a column that is unique in the target is as good as all', () => {
  const table = { ...child, foreignKeys: [reference], indexes: [anIndex(['c'])] };
  expect(foreignKeyCover(table, reference, contextWith({ primaryKey: aKey(['y']) })).cover).toBe('full');
  expect(foreignKeyCover(table, reference, contextWith({ primaryKey: aKey(['x', 'y']) })).cover).toBe('partial');
});

test('a partitioned table is covered when each partition is', () => {
  const table = { ...child, partitionBy: { strategy: 'range', columns: ['b'], text: 'range (b)' } };
  const covered = { ...child, key: 'one', indexes: [anIndex(['c', 'a'])] };
  const bare = { ...child, key: 'two' };
  expect(foreignKeyCover(table, reference, contextWith({}, [covered])).cover).toBe('full');
  expect(foreignKeyCover(table, reference, contextWith({}, [covered, bare])).cover).toBe('none');
  expect(foreignKeyCover(table, reference, contextWith({}, [])).cover).toBe('none');
});

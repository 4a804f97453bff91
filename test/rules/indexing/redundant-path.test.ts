import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlDialects } from '../../../server/src/model/dialect.ts';
import { aColumn, aKey, anIndex, aTable, aType, columnPart, objectName } from '../../../server/src/model/factories.ts';
import type { Origin } from '../../../server/src/model/origin.ts';
import type { Index, Table } from '../../../server/src/model/table.ts';
import { redundantPaths } from '../../../server/src/rules/shared/redundant-path.ts';

let unit = 0;

function somewhere(): Origin {
  unit += 1;
  return { file: 'schema.sql', unit, start: 0, end: 1 };
}

const aName = fc.constantFrom('a', 'b', 'c');
const names = fc.uniqueArray(aName, { minLength: 1, maxLength: 3 });
const predicate = {
  text: 'a is null',
  expression: { kind: 'is-null', operand: { kind: 'column', name: 'a' }, negated: false },
} as const;

const index: fc.Arbitrary<Index> = fc
  .record({
    columns: fc.uniqueArray(fc.tuple(aName, fc.boolean()), { selector: ([name]) => name, minLength: 1, maxLength: 3 }),
    unique: fc.boolean(),
    include: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, names),
    partial: fc.boolean(),
    nullsNotDistinct: fc.boolean(),
  })
  .map(({ columns, unique, include, partial, nullsNotDistinct }) =>
    anIndex(
      columns.map(([name, descends]) =>
        columnPart(name, descends ? { order: 'desc', nulls: 'first' } : { order: 'asc', nulls: 'last' }),
      ),
      {
        unique,
        include,
        nullsNotDistinct: unique && nullsNotDistinct,
        origin: somewhere(),
        ...(partial && { where: predicate }),
      },
    ),
  );

const table: fc.Arbitrary<Table> = fc
  .record({
    indexes: fc.array(index, { maxLength: 6 }),
    key: fc.option(names, { nil: undefined }),
    uniques: fc.array(names, { maxLength: 2 }),
  })
  .map(({ indexes, key, uniques }) =>
    aTable(objectName('t'), 't', {
      columns: ['a', 'b', 'c'].map((name) => aColumn(name, aType('integer', 'integer'))),
      primaryKey: key && aKey(key, { origin: somewhere() }),
      uniques: uniques.map((columns) => aKey(columns, { origin: somewhere() })),
      indexes,
    }),
  );

test('each path is reported at most once, and what stays in its place does stay', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(...sqlDialects), (each, dialect) => {
      const found = redundantPaths(each, dialect);
      const reported = found.map(({ path }) => path);
      expect(new Set(reported).size).toBe(found.length);
      for (const { path } of found) {
        let last = path;
        for (let steps = 0; reported.includes(last); steps += 1) {
          expect(steps).toBeLessThan(found.length);
          last = found.find((other) => other.path === last)!.by;
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('how many are too many does not depend on the order they are written in', () => {
  fc.assert(
    fc.property(table, (each) => {
      const reversed = { ...each, indexes: [...each.indexes].reverse(), uniques: [...each.uniques].reverse() };
      expect(redundantPaths(reversed, 'postgresql').length).toBe(redundantPaths(each, 'postgresql').length);
    }),
    { numRuns: 1000 },
  );
});

test('the primary key and a clustered index are never in the way', () => {
  fc.assert(
    fc.property(table, (each) => {
      const rows = { ...anIndex(['a']), clustered: true, origin: somewhere() };
      const found = redundantPaths({ ...each, indexes: [...each.indexes, rows] }, 'sqlserver');
      for (const { path } of found) {
        expect(path.kind).not.toBe('primary key');
        expect(path.clustered).not.toBe(true);
      }
    }),
  );
});

import { expect, test } from 'vitest';
import { globMatcher, ignoreMatcher } from '../../server/src/analysis/glob.ts';

test.each([
  ['*.sql', 'a.sql', true],
  ['*.sql', 'db/a.sql', false],
  ['**/*.sql', 'a.sql', true],
  ['**/*.sql', 'db/x/a.sql', true],
  ['db/**', 'db/x/a.sql', true],
  ['db/**/a.sql', 'db/a.sql', true],
  ['db/**/a.sql', 'other/a.sql', false],
  ['./db/a.sql', 'db/a.sql', true],
  ['v?.sql', 'v1.sql', true],
  ['v?.sql', 'v12.sql', false],
  ['{up,down}.sql', 'down.sql', true],
  ['{up,down}.sql', 'side.sql', false],
  ['db/{a,b}/*.{sql,ddl}', 'db/b/x.ddl', true],
  ['{a', '{a', true],
  ['A.SQL', 'a.sql', true],
  ['a.b', 'axb', false],
  ['db\\*.sql', 'db/a.sql', true],
])('glob %s on %s: %s', (pattern, path, expected) => {
  expect(globMatcher(pattern)(path)).toBe(expected);
});

test.each([
  ['legacy', 'legacy/a.sql', true],
  ['legacy', 'db/legacy/a.sql', true],
  ['legacy/', 'db/legacy/a.sql', true],
  ['/legacy', 'db/legacy/a.sql', false],
  ['/legacy', 'legacy/a.sql', true],
  ['db/legacy', 'db/legacy/x/a.sql', true],
  ['db/legacy', 'x/db/legacy/a.sql', false],
  ['*.dump.sql', 'db/x.dump.sql', true],
  ['*.dump.sql', 'db/x.sql', false],
  ['db/**', 'db/x.sql', true],
  ['legacy', 'legacy-not/a.sql', false],
])('ignore %s on %s: %s', (pattern, path, expected) => {
  expect(ignoreMatcher([pattern])(path)).toBe(expected);
});

test('no patterns leave nothing out', () => {
  expect(ignoreMatcher([])('a.sql')).toBe(false);
});

test('a hostile pattern is quick', () => {
  const started = performance.now();
  expect(globMatcher(`${'*a'.repeat(60)}b`)('a'.repeat(2000))).toBe(false);
  expect(globMatcher(`${'**/a/'.repeat(60)}b`)('a/'.repeat(1000))).toBe(false);
  globMatcher('{a,b}'.repeat(40))('x');
  expect(performance.now() - started).toBeLessThan(1000);
});

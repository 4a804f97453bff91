import { test } from 'vitest';
import { sqlDialects } from '../../server/src/model/dialect.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { largeSql } from './large-sql.ts';

/** Far more than anybody writes: a reader that calls itself, or spreads a list into arguments, fails here. */
const vast: readonly (readonly [keyof typeof largeSql, number])[] = [
  ['parentheses that close', 10_000],
  ['parentheses that do not', 10_000],
  ['calls in calls', 10_000],
  ['arrays in arrays', 10_000],
  ['CASE in CASE', 10_000],
  ['subqueries in subqueries', 10_000],
  ['BEGIN in BEGIN', 10_000],
  ['comments in comments', 10_000],
  ['a chain that inherits', 10_000],
  ['children of two parents each', 2_000],
  ['parents of themselves', 2_000],
  ['a chain of OR', 100_000],
  ['a chain of NOT', 100_000],
  ['a list in a check', 100_000],
  ['rows in one statement', 100_000],
  ['a table of many columns', 100_000],
  ['an enum of many values', 100_000],
  ['an index of many columns', 100_000],
  ['semicolons', 100_000],
  ['a long text', 5_000_000],
  ['white space', 1_000_000],
];

for (const [name, count] of vast) {
  test(`${count.toLocaleString('en')}: ${name}`, () => {
    const text = largeSql[name]!(count);
    for (const dialect of sqlDialects) {
      const analyzer = analyze([{ file: 'schema.sql', text, dialect }]);
      allFindings(analyzer);
      analyzer.gaps();
    }
  });
}

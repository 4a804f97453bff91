import { expect, test } from 'vitest';
import { type Dialect, dialects } from '../../server/src/model/dialect.ts';
import { startCounting } from './steps.ts';

const stepsOf = startCounting();
const { allFindings, analyze } = await import('../kit/analyze.ts');
const { largeSql } = await import('./large-sql.ts');

function read(text: string, dialect: Dialect): void {
  const analyzer = analyze([{ file: 'schema.sql', text, dialect }]);
  allFindings(analyzer);
  analyzer.gaps();
}

// Four times the text may cost eight times the steps; what grows with the square of the text costs sixteen times.
for (const [index, [name, grown]] of Object.entries(largeSql).entries()) {
  test(`the work grows with the text: ${name}`, () => {
    for (const dialect of ['postgresql', dialects[1 + (index % 3)]!] as const) {
      read(grown(50), dialect);
      const small = stepsOf(() => read(grown(300), dialect));
      const large = stepsOf(() => read(grown(1200), dialect));
      expect(large / Math.max(small, 20_000), dialect).toBeLessThan(8);
    }
  });
}

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
    for (const dialect of dialects) read(largeSql[name]!(count), dialect);
  });
}

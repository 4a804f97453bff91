import { expect, test } from 'vitest';
import { type SqlDialect, sqlDialects } from '../../server/src/model/dialect.ts';
import { startCounting } from './steps.ts';

const stepsOf = startCounting();
const { allFindings, analyze } = await import('../kit/analyze.ts');
const { largeSql } = await import('./large-sql.ts');

function read(text: string, dialect: SqlDialect): void {
  const analyzer = analyze([{ file: 'schema.sql', text, dialect }]);
  allFindings(analyzer);
  analyzer.gaps();
}

/**
 * Four times the text may cost eight times the steps; what grows with the square of the text costs sixteen times. Rules
 * may compare the elements of one table in pairs, because tables of more than some thousand are not checked.
 */
function mostGrowth(name: string): number {
  return name.startsWith('a table of many') ? 16.5 : 8;
}

for (const [index, [name, grown]] of Object.entries(largeSql).entries()) {
  test(`the work grows with the text: ${name}`, () => {
    const dialect = sqlDialects[index % sqlDialects.length]!;
    read(grown(50), dialect);
    const small = stepsOf(() => read(grown(250), dialect));
    const large = stepsOf(() => read(grown(1000), dialect));
    expect(large / Math.max(small, 20_000), dialect).toBeLessThan(mostGrowth(name));
  });
}

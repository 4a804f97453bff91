/** Needs a MariaDB server that may be emptied: `npm run test:mariadb`, see CONTRIBUTING.md. */
import { expect, test } from 'vitest';
import { corpusNote } from '../kit/corpus.ts';
import { judgeCorpus } from './judge-corpus.ts';
import { judge } from './mariadb.ts';
import { everyConstruct } from './mysql-constructs.ts';

test('every construct we read stands in our model as in the catalog of MariaDB', () => {
  const verdict = judge([{ file: 'constructs.sql', text: everyConstruct }]);
  expect(verdict.refused).toEqual([]);
  expect(verdict.gaps).toEqual([]);
  expect(verdict.differences).toEqual([]);
  expect(verdict.tables).toBeGreaterThan(10);
});

test(`the model of real schemas equals the catalog of MariaDB${corpusNote}`, {
  timeout: 120_000,
}, () => {
  const { tables, gaps, differences } = judgeCorpus('mysql-sql', judge);
  console.log(
    `MariaDB catalog: ${tables} tables of the corpus, ${differences.length} differ, ${gaps.length} set aside as gaps`,
  );
  expect(differences).toEqual([]);
  for (const gap of gaps) console.log(`  ${gap}`);
  // Routines that alter a table leave open whether they ran.
  expect(gaps.length).toBeLessThanOrEqual(tables * 0.005);
});

import { expect, test } from 'vitest';
import { corpusNote } from '../kit/corpus.ts';
import { judgeCorpus } from './judge-corpus.ts';
import { judge } from './sqlite.ts';
import { everyConstruct } from './sqlite-constructs.ts';

test('every construct we read stands in our model as in the catalog of SQLite', () => {
  const verdict = judge([{ file: 'constructs.sql', text: everyConstruct }]);
  expect(verdict.refused).toEqual([]);
  expect(verdict.gaps).toEqual([]);
  expect(verdict.differences).toEqual([]);
  expect(verdict.tables).toBeGreaterThan(15);
});

test(`the model of real schemas equals the catalog of SQLite${corpusNote}`, () => {
  const { tables, refused, gaps, differences } = judgeCorpus('sqlite-sql', judge);
  console.log(
    `SQLite catalog: ${tables} tables of the corpus, ${differences.length} differ, ${gaps.length} set aside as gaps, ${refused} statements refused by SQLite`,
  );
  expect(differences).toEqual([]);
  expect(gaps).toEqual([]);
});

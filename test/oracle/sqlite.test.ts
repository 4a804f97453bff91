import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { corpusNote, corpusProjects } from '../kit/corpus.ts';
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
  let tables = 0;
  let gaps = 0;
  let refused = 0;
  const differences: string[] = [];
  for (const project of corpusProjects('sqlite-sql')) {
    const analyzer = createAnalyzer({ rules: [] });
    for (const { file, text } of project.files) analyzer.setFile(file, text);
    for (const database of analyzer.databases()) {
      const files = database.files
        .filter((file) => file.role !== 'rollback')
        .map(({ file }) => ({ file, text: analyzer.textOf(file) ?? '' }));
      const verdict = judge(files);
      tables += verdict.tables;
      gaps += verdict.gaps.length;
      refused += verdict.refused.length;
      for (const difference of verdict.differences)
        differences.push(`${project.name} ${database.name}: ${JSON.stringify(difference)}`);
    }
  }
  console.log(
    `SQLite catalog: ${tables} tables of the corpus, ${differences.length} differ, ${gaps} set aside as gaps, ${refused} statements refused by SQLite`,
  );
  expect(differences).toEqual([]);
  expect(gaps).toBe(0);
});

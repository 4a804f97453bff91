/** Needs a MariaDB server that may be emptied: `npm run test:mariadb`, see CONTRIBUTING.md. */
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { corpusNote, corpusProjects } from '../kit/corpus.ts';
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
  let tables = 0;
  const gaps: string[] = [];
  const differences: string[] = [];
  for (const project of corpusProjects('mysql-sql')) {
    const analyzer = createAnalyzer({ rules: [] });
    for (const { file, text } of project.files) analyzer.setFile(file, text);
    for (const database of analyzer.databases()) {
      const files = database.files
        .filter((file) => file.role !== 'rollback')
        .map(({ file }) => ({ file, text: analyzer.textOf(file) ?? '' }));
      const verdict = judge(files);
      tables += verdict.tables;
      for (const gap of verdict.gaps) gaps.push(`${project.name} ${gap.table}: ${gap.reason}`);
      for (const difference of verdict.differences)
        differences.push(`${project.name} ${database.name}: ${JSON.stringify(difference)}`);
    }
  }
  console.log(
    `MariaDB catalog: ${tables} tables of the corpus, ${differences.length} differ, ${gaps.length} set aside as gaps`,
  );
  expect(differences).toEqual([]);
  for (const gap of gaps) console.log(`  ${gap}`);
  // Routines that alter a table leave open whether they ran.
  expect(gaps.length).toBeLessThanOrEqual(tables * 0.005);
});

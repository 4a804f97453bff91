import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { corpusNote, corpusProjects } from '../kit/corpus.ts';
import { judge } from './postgres.ts';
import { everyConstruct } from './postgres-constructs.ts';

test('every construct we read stands in our model as in the catalog of PostgreSQL', async () => {
  const verdict = await judge([{ file: 'constructs.sql', text: everyConstruct }]);
  expect(verdict.refused).toEqual([]);
  expect(verdict.gaps).toEqual([]);
  expect(verdict.differences).toEqual([]);
  expect(verdict.tables).toBeGreaterThanOrEqual(20);
});

test(`the model of real schemas equals the catalog of PostgreSQL${corpusNote}`, { timeout: 240_000 }, async () => {
  let tables = 0;
  const gaps: string[] = [];
  const differences: string[] = [];
  for (const project of corpusProjects('pg-sql')) {
    const analyzer = createAnalyzer({ rules: [] });
    // Template placeholders stand for a schema that the platform chooses.
    for (const { file, text } of project.files) analyzer.setFile(file, text.replace(/\{\{[^}]*\}\}/g, 'auth'));
    for (const database of analyzer.databases()) {
      if (database.schema.tables.size === 0) continue;
      const files = database.files
        .filter((file) => file.role === 'schema' || file.role === 'migration' || file.role === 'queries')
        .map((file) => ({ file: file.file, text: analyzer.textOf(file.file) ?? '' }));
      const verdict = await judge(files);
      tables += verdict.tables;
      for (const gap of verdict.gaps) gaps.push(`${gap.table}: ${gap.reason}`);
      for (const difference of verdict.differences)
        differences.push(`${project.name} ${database.name}: ${JSON.stringify(difference)}`);
    }
  }
  console.log(
    [
      `PostgreSQL catalog: ${tables} tables of the corpus, ${differences.length} differ unknowingly, ${gaps.length} where the model names its gap`,
      ...gaps,
    ].join('\n'),
  );
  expect(differences).toEqual([]);
  // Equal on at least 99.5 % of the tables.
  expect(gaps.length).toBeLessThanOrEqual(tables * 0.005);
});

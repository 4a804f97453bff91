/** What a rule says of where alone it can find anything is true: asked about everything, the rules find the same. */
import { expect, test } from 'vitest';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { corpusNote, corpusProjects } from '../kit/corpus.ts';
import { asFiles, pageOf } from '../kit/rule-page.ts';

const named = catalogue.map(({ offByDefault: _, ...rule }): Rule => rule);
const askedAboutAll = named.map(({ only: _, ...rule }): Rule => rule);

function findingsOf(files: Parameters<typeof analyze>[0], rules: readonly Rule[]) {
  return allFindings(analyze(files, { rules }));
}

test('on every example of every page', () => {
  for (const { flagged, instead } of catalogue.map(pageOf)) {
    for (const files of [...flagged, ...instead].map(asFiles)) {
      expect(findingsOf(files, named)).toEqual(findingsOf(files, askedAboutAll));
    }
  }
});

test.each([
  ['pg-sql', 'postgresql'],
  ['mysql-sql', 'mysql'],
  ['sqlite-sql', 'sqlite'],
  ['tsql', 'sqlserver'],
] as const)(`on the projects of %s${corpusNote}`, (kind, dialect) => {
  for (const { files } of corpusProjects(kind)) {
    const few = files.filter(({ text }) => text.length < 40_000).map((file) => ({ ...file, dialect }));
    expect(findingsOf(few, named)).toEqual(findingsOf(few, askedAboutAll));
  }
});

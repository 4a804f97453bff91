import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { corpusProjects } from '../kit/corpus.ts';
import type { Difference } from './catalog-table.ts';

/** What a database that executes statements says of one schema. */
export interface Verdict {
  readonly tables: number;
  /** Statements that the database did not take, with its words; they are left out of our model too. */
  readonly refused: readonly { readonly statement: string; readonly error: string }[];
  /** Tables that we say we did not fully understand; they are not compared. */
  readonly gaps: readonly { readonly table: string; readonly reason: string }[];
  readonly differences: readonly Difference[];
}

export interface CorpusVerdict {
  readonly tables: number;
  readonly refused: number;
  /** One line each, with the project. */
  readonly gaps: readonly string[];
  readonly differences: readonly string[];
}

type Files = readonly { readonly file: string; readonly text: string }[];

/** Lets a database judge each schema that the engine finds in the projects of one kind of the corpus. */
export function judgeCorpus(kind: string, judge: (files: Files) => Verdict): CorpusVerdict {
  let tables = 0;
  let refused = 0;
  const gaps: string[] = [];
  const differences: string[] = [];
  for (const project of corpusProjects(kind)) {
    const analyzer = createAnalyzer({ rules: [] });
    for (const { file, text } of project.files) analyzer.setFile(file, text);
    for (const database of analyzer.databases()) {
      const files = database.files
        .filter((file) => file.role !== 'rollback')
        .map(({ file }) => ({ file, text: analyzer.textOf(file) ?? '' }));
      const verdict = judge(files);
      tables += verdict.tables;
      refused += verdict.refused.length;
      for (const gap of verdict.gaps) gaps.push(`${project.name} ${gap.table}: ${gap.reason}`);
      for (const difference of verdict.differences)
        differences.push(`${project.name} ${database.name}: ${JSON.stringify(difference)}`);
    }
  }
  return { tables, refused, gaps, differences };
}

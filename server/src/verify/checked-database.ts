/** What an answer is checked against: one database of the workspace, or none. */
import type { Analyzer, Database } from '../analysis/analyzer.ts';
import type { SyntaxJudge } from '../analysis/syntax-judge.ts';
import { foldChanges } from '../model/fold.ts';
import type { Schema } from '../model/schema.ts';

export interface CheckedDatabase {
  readonly schema: Schema;
  /** The files that describe it, as they are now. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly syntaxJudge: SyntaxJudge | undefined;
}

/** The database with most of the tables that a text names, the largest of those; undefined where none has tables. */
export function databaseNamed(analyzer: Analyzer, markdown: string): Database | undefined {
  const words = new Set(markdown.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
  const scored = analyzer
    .databases()
    .filter(({ schema }) => schema.tables.size > 0)
    .map((database) => {
      const tables = [...database.schema.tables.values()];
      return { database, named: tables.filter(({ name }) => words.has(name.toLowerCase())).length, all: tables.length };
    });
  return scored.sort((one, other) => other.named - one.named || other.all - one.all)[0]?.database;
}

export function checkedDatabase(
  analyzer: Analyzer,
  database: Database | undefined,
  syntaxJudge?: SyntaxJudge,
): CheckedDatabase {
  if (database === undefined) return { schema: foldChanges([], 'postgresql'), files: [], syntaxJudge };
  const files = database.files.flatMap(({ file }) => {
    const text = analyzer.textOf(file);
    return text === undefined ? [] : [{ file, text }];
  });
  return { schema: database.schema, files, syntaxJudge };
}

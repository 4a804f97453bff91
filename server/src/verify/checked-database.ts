/** What an answer is checked against: one database of the workspace, or none. */
import type { Analyzer, Database } from '../analysis/analyzer.ts';
import type { SyntaxJudge } from '../analysis/syntax-judge.ts';
import { foldChanges } from '../model/fold.ts';
import type { Schema } from '../model/schema.ts';
import { type Routine, routinesIn } from './routines.ts';

export interface CheckedDatabase {
  readonly schema: Schema;
  /** The files that describe it, as they are now. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
  /** Functions, triggers and their like, as the files make them. */
  readonly routines: readonly Routine[];
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
  if (database === undefined) return { schema: foldChanges([], 'postgresql'), files: [], routines: [], syntaxJudge };
  const files = database.files.flatMap(({ file }) => {
    const text = analyzer.textOf(file);
    return text === undefined ? [] : [{ file, text }];
  });
  const undoing = new Set(database.files.flatMap(({ file, role }) => (role === 'rollback' ? file : [])));
  const routines = database.dialect === 'postgresql' ? routinesIn(files.filter(({ file }) => !undoing.has(file))) : [];
  return { schema: database.schema, files, routines, syntaxJudge };
}

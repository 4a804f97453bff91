/** `dbArchitect/checkAnswer`: the code of an answer, read and executed over the workspace's schema. */
import type { Analyzer, Database } from '../../analysis/analyzer.ts';
import type { SyntaxJudge } from '../../analysis/syntax-judge.ts';
import type { AskedReference, Requests } from '../../protocol.ts';
import { checkAnswer as check } from '../../verify/check-answer.ts';
import { checkedDatabase, databaseNamed } from '../../verify/checked-database.ts';
import type { Verifier } from '../../verify/verifier.ts';
import { fileOf } from '../from-protocol.ts';
import type { Session } from '../session.ts';

type Checking = Requests['dbArchitect/checkAnswer'];

export interface Checks {
  readonly verifier?: Verifier;
  readonly syntaxJudge?: SyntaxJudge;
}

export async function checkAnswer(
  { analyzer }: Session,
  { markdown, references }: Checking['params'],
  { verifier, syntaxJudge }: Checks,
): Promise<Checking['result']> {
  const database = checkedDatabase(analyzer, databaseMeant(analyzer, markdown, references), syntaxJudge);
  return check(markdown, database, verifier);
}

/** Of what the question points at, else the one with most of the tables that the answer names. */
export function databaseMeant(
  analyzer: Analyzer,
  markdown: string,
  references: readonly AskedReference[],
): Database | undefined {
  for (const { uri } of references) {
    const database = uri === undefined ? undefined : analyzer.databaseOf(fileOf(uri));
    if (database !== undefined && database.schema.tables.size > 0) return database;
  }
  return databaseNamed(analyzer, markdown);
}

/**
 * The code in the answers to the fifteen questions, read by the engine and executed over the workspace's schema by an
 * embedded PostgreSQL: what an answer shows must run where it was asked.
 */
import { describe, expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { checkAnswer } from '../../server/src/verify/check-answer.ts';
import { checkedDatabase } from '../../server/src/verify/checked-database.ts';
import { builtVerifier } from '../verify/kit/verifier.ts';
import { readPrompts } from './kit/knowledge.ts';
import { analyzerOf, shapes, workspaceOf } from './kit/workspaces.ts';

const knowledge = readPrompts();
const built = builtVerifier('test-answer-code');

const asked = Object.entries(shapes).map(([name, files]) => {
  const analyzer = analyzerOf(files);
  const [first] = analyzer.databases();
  return { name, facts: workspaceOf(files), database: checkedDatabase(analyzer, first) };
});

describe.each(asked)('in the workspace $name', ({ facts, database }) => {
  test.each(knowledge.samples)('$number $id', async ({ text }) => {
    const markdown = renderMarkdown(consult({ text, references: [], history: [] }, facts, knowledge));
    const checked = await checkAnswer(markdown, database, built.verifier);
    expect(checked.flatMap(({ ok, problems }) => (ok ? [] : problems))).toEqual([]);
  });
});

/** `db-architect ask`: a design question, answered with the workspace in hand. */
import { consult } from '../../architect/consult.ts';
import type { Consultation, Question } from '../../architect/consultation.ts';
import { readQuestion } from '../../architect/read-question.ts';
import { renderMarkdown } from '../../architect/render-markdown.ts';
import { loadKnowledge } from '../../host/knowledge.ts';
import { projectStack } from '../../host/project-stack.ts';
import { workspaceFacts } from '../../host/workspace-facts.ts';
import type { Arguments } from '../arguments.ts';
import { checkCode, checkedText } from '../checked-code.ts';
import { CannotRun, type ExitCode, type Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { renderMarkdown as paintMarkdown } from '../render-markdown.ts';
import { harmless } from '../text-layout.ts';
import type { askCommand } from '../usage.ts';
import { readWorkspace } from '../workspace.ts';

export async function ask({ operands, flags }: Arguments<typeof askCommand.flags>, io: Io): Promise<ExitCode> {
  const question = readQuestion(operands.join(' '));
  if (question.text === '' && question.command === undefined) {
    throw new CannotRun(
      'Ask something: db-architect ask "Which indexes are missing?".',
      'See db-architect ask --help.',
    );
  }
  write(await answer(question, flags.path ?? '.', io), flags.format ?? 'markdown', io);
  return 0;
}

/** Without a language model: the consultation is the answer. A model, where one is set up, would be given it here. */
async function answer(question: Question, path: string, io: Io): Promise<Consultation> {
  const { analyzer, folders, notes } = await readWorkspace([path], io);
  for (const { file, message } of notes) io.stderr.write(harmless(`${file}: ${message}\n`));
  const facts = workspaceFacts(analyzer, folders, await projectStack(folders));
  const consultation = consult(question, facts, loadKnowledge());
  return { ...consultation, checked: await checkCode(renderMarkdown(consultation), analyzer) };
}

function write(consultation: Consultation, format: string, { stdout, env }: Io): void {
  if (format === 'json') {
    stdout.write(`${JSON.stringify(consultation, null, 2)}\n`);
    return;
  }
  const markdown = `${renderMarkdown(consultation)}${checkedText(consultation.checked)}`;
  // Whoever pipes the answer somewhere wants the Markdown.
  stdout.write(
    stdout.columns === undefined ? markdown : paintMarkdown(harmless(markdown), paintFor(stdout, env), stdout.columns),
  );
}

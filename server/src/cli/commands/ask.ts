/** `db-architect ask`: a design question, answered with the workspace in hand. */
import { join } from 'node:path';
import { consult } from '../../architect/consult.ts';
import type { CheckedBlock, Consultation, Question, WorkspaceFacts } from '../../architect/consultation.ts';
import type { Knowledge } from '../../architect/knowledge.ts';
import { type AssembledPrompt, assemblePrompt } from '../../architect/prompt/assemble-prompt.ts';
import { readQuestion } from '../../architect/read-question.ts';
import { renderMarkdown } from '../../architect/render-markdown.ts';
import { promptMessages } from '../../conversation/prompt-messages.ts';
import { loadKnowledge } from '../../host/knowledge.ts';
import { projectStack } from '../../host/project-stack.ts';
import { ruleDocs } from '../../host/rule-docs.ts';
import { workspaceFacts } from '../../host/workspace-facts.ts';
import { consultArchitect } from '../../tools/consult-architect.ts';
import { inputSchema, runTool, type ToolContext } from '../../tools/tool.ts';
import { tools } from '../../tools/tool-list.ts';
import { createVerifier } from '../../verify/embedded-verifier.ts';
import type { Verifier } from '../../verify/verifier.ts';
import type { Arguments } from '../arguments.ts';
import { checkCode, checkedText } from '../checked-code.ts';
import { CannotRun, type ExitCode, type Io } from '../io.ts';
import type { ModelAnswer } from '../model-answer.ts';
import { type ModelSetup, modelSetup } from '../model-setup.ts';
import { paintFor } from '../paint.ts';
import { renderMarkdown as paintMarkdown } from '../render-markdown.ts';
import { harmless, jsonText } from '../text-layout.ts';
import type { askCommand } from '../usage.ts';
import { readWorkspace, type Workspace } from '../workspace.ts';

type Flags = Arguments<typeof askCommand.flags>['flags'];

/** A question and what the engine makes of it. */
interface Consulting {
  readonly question: Question;
  readonly workspace: Workspace;
  readonly facts: WorkspaceFacts;
  readonly knowledge: Knowledge;
  readonly consultation: Consultation;
  readonly verifier: Verifier;
}

/** Tokens: what every model of today takes, with room for its answer and the results of tools. */
const promptWindow = 24_000;

export async function ask({ operands, flags }: Arguments<typeof askCommand.flags>, io: Io): Promise<ExitCode> {
  const question = readQuestion(operands.join(' '));
  if (question.text === '' && question.command === undefined) {
    throw new CannotRun(
      'Ask something: db-architect ask "Which indexes are missing?".',
      'See db-architect ask --help.',
    );
  }
  const setup = flags.offline ? undefined : modelSetup(io.env);
  const workspace = await readWorkspace([flags.path ?? '.'], io);
  await workspace.syntaxJudge.loadFor('postgresql');
  for (const { file, message } of workspace.notes) io.stderr.write(harmless(`${file}: ${message}\n`));
  const knowledge = loadKnowledge();
  const facts = workspaceFacts(workspace.analyzer, workspace.folders, await projectStack(workspace.folders));
  const consultation = consult(question, facts, knowledge);
  const verifier = createVerifier(join(__dirname, 'verify.js'));
  try {
    await answer({ question, workspace, facts, knowledge, consultation, verifier }, flags, setup, io);
  } finally {
    verifier.stop();
  }
  return 0;
}

async function answer(consulting: Consulting, flags: Flags, setup: ModelSetup | undefined, io: Io): Promise<void> {
  const { consultation } = consulting;
  if (flags['show-prompt']) {
    const { parts } = promptOf(consulting);
    io.stdout.write(harmless(`${parts.map(({ name, text }) => `===== ${name} =====\n\n${text}`).join('\n\n')}\n`));
    return;
  }
  const isJson = flags.format === 'json';
  if (setup !== undefined && (await answeredByModel(consulting, setup, isJson, io))) return;
  const checked = await check(renderMarkdown(consultation), consulting);
  if (isJson) writeJson({ ...consultation, checked }, io);
  else writeMarkdown(`${renderMarkdown(consultation)}${checkedText(checked)}`, io);
}

function promptOf(consulting: Consulting): AssembledPrompt {
  return assemblePrompt({ ...consulting, workspace: consulting.facts }, promptWindow);
}

/** False where the model did not answer; it has been said why. */
async function answeredByModel(consulting: Consulting, setup: ModelSetup, isJson: boolean, io: Io): Promise<boolean> {
  const { model, address } = setup;
  const prompt = promptOf(consulting);
  if (address.warning !== undefined) io.stderr.write(harmless(`${address.warning}\n`));
  io.stderr.write(harmless(`Asking ${model} at ${address.origin}: about ${prompt.size} tokens.\n`));
  const answered = await modelAnswer(consulting, prompt, setup, (text) => {
    if (!isJson) io.stdout.write(harmless(text));
  });
  if ('failed' in answered) {
    io.stderr.write(harmless(`${answered.failed} This is the answer without a model.\n`));
    return false;
  }
  const { text, checked } = answered;
  const section = { id: 'answer', title: `Answer of ${model}`, markdown: text };
  if (isJson) writeJson({ ...consulting.consultation, sections: [section], checked }, io);
  else io.stdout.write(harmless(`\n${checkedText(checked)}`));
  return true;
}

async function modelAnswer(
  consulting: Consulting,
  prompt: AssembledPrompt,
  setup: ModelSetup,
  onText: (text: string) => void,
): Promise<ModelAnswer> {
  const { answerWithModel } = await import('../model-answer.ts');
  // The prompt has the consultation already.
  const offered = tools.filter((tool) => tool !== consultArchitect);
  const context = toolContext(consulting);
  return answerWithModel({
    setup,
    messages: promptMessages(prompt.parts),
    tools: offered.map((tool) => ({ name: tool.name, description: tool.description, inputSchema: inputSchema(tool) })),
    callTool: async ({ name, input }) => {
      const tool = offered.find((each) => each.name === name);
      return tool === undefined ? `There is no tool ${name}.` : (await runTool(tool, input, context)).markdown;
    },
    onText,
    check: (markdown) => check(markdown, consulting),
  });
}

function toolContext({ workspace, facts, knowledge, verifier }: Consulting): ToolContext {
  return {
    analyzer: workspace.analyzer,
    syntaxJudge: workspace.syntaxJudge,
    verifier,
    workspace: () => facts,
    knowledge: () => knowledge,
    pageOf: ruleDocs,
  };
}

function check(markdown: string, { workspace, verifier }: Consulting): Promise<readonly CheckedBlock[]> {
  return checkCode(markdown, workspace.analyzer, verifier);
}

function writeJson(consultation: Consultation, { stdout }: Io): void {
  stdout.write(`${jsonText(consultation, 2)}\n`);
}

function writeMarkdown(markdown: string, { stdout, env }: Io): void {
  // Whoever pipes the answer somewhere wants the Markdown.
  stdout.write(
    stdout.columns === undefined ? markdown : paintMarkdown(harmless(markdown), paintFor(stdout, env), stdout.columns),
  );
}

/** `dbArchitect/callTool`: a tool that a language model of the editor calls. */
import type { Requests } from '../../protocol.ts';
import { runTool } from '../../tools/tool.ts';
import { tools } from '../../tools/tool-list.ts';
import type { Architect } from '../architect.ts';
import type { Session } from '../session.ts';
import type { Checks } from './check-answer.ts';

type Calling = Requests['dbArchitect/callTool'];

export async function callTool(
  session: Session,
  { name, input }: Calling['params'],
  architect: Architect,
  { verifier, syntaxJudge }: Checks,
): Promise<Calling['result']> {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return { markdown: `There is no tool ${name}.`, isError: true };
  const facts = await architect.workspace(session);
  return runTool(tool, input, {
    analyzer: session.analyzer,
    syntaxJudge,
    verifier,
    workspace: () => facts,
    knowledge: () => architect.knowledge,
    pageOf: session.ruleDocs,
  });
}

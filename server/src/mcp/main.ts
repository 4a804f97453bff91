/** `db-architect mcp`: speaks MCP over standard input and output, and nothing else there. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { version } from '../../../package.json';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import type { Knowledge } from '../architect/knowledge.ts';
import { loadKnowledge } from '../host/knowledge.ts';
import { projectStack } from '../host/project-stack.ts';
import { ruleDocs } from '../host/rule-docs.ts';
import { loadSyntaxJudge } from '../host/syntax-judge.ts';
import { workspaceFacts } from '../host/workspace-facts.ts';
import type { ToolContext } from '../tools/tool.ts';
import { createVerifier } from '../verify/embedded-verifier.ts';
import { ConfinedFiles } from './confined-files.ts';
import { createMcpServer } from './server.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { path: { type: 'string', multiple: true } }, strict: false });
  const paths = (values.path ?? []).filter((path) => typeof path === 'string');
  const syntaxJudge = await loadSyntaxJudge();
  const analyzer = createAnalyzer({ syntaxJudge });
  const files = await ConfinedFiles.below(paths.length === 0 ? ['.'] : paths, analyzer);
  const verifier = createVerifier(join(__dirname, 'verify.js'));
  let loaded: Knowledge | undefined;
  const knowledge = () => {
    loaded ??= loadKnowledge();
    return loaded;
  };
  const current = async (): Promise<ToolContext> => {
    await files.refresh();
    const stack = await projectStack(files.roots);
    const workspace = () => workspaceFacts(analyzer, files.roots, stack);
    return { analyzer, syntaxJudge, verifier, workspace, knowledge, pageOf: ruleDocs };
  };
  const connection = serveStdio(() => createMcpServer(version, current), {
    onerror: (error) => process.stderr.write(`${error.message}\n`),
  });
  process.stdin.once('end', () => {
    verifier.stop();
    void connection.close();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`db-architect mcp: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});

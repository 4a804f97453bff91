/** Entry of the server's own bundle: speaks over IPC, stdio, a pipe or a socket, as its arguments say. */
import { join } from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { giveBackMemory, keepYoungHeapSmall } from '../host/give-back-memory.ts';
import { loadSyntaxJudge } from '../host/syntax-judge.ts';
import { createVerifier } from '../verify/embedded-verifier.ts';
import { startServer } from './server.ts';

keepYoungHeapSmall();
const connection = createConnection();
/** Findings are asked for as soon as the workspace is read; what that leaves behind goes too. */
const settle = (): void => void setTimeout(giveBackMemory, 3000).unref();
const parts = { version, settle, verifier: createVerifier(join(__dirname, 'verify.js')) };
loadSyntaxJudge().then(
  (syntaxJudge) =>
    startServer(connection, { createAnalyzer: () => createAnalyzer({ syntaxJudge }), syntaxJudge, ...parts }),
  (error) => {
    startServer(connection, { createAnalyzer, ...parts });
    connection.console.error(`PostgreSQL's grammar could not be loaded, syntax errors are not reported: ${error}`);
  },
);

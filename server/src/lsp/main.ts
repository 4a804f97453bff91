/** Entry of the server's own bundle: speaks over IPC, stdio, a pipe or a socket, as its arguments say. */
import { join } from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { keepYoungHeapSmall, MemoryAtRest } from '../host/give-back-memory.ts';
import { loadSyntaxJudge } from '../host/syntax-judge.ts';
import { createVerifier } from '../verify/embedded-verifier.ts';
import { startServer } from './server.ts';

keepYoungHeapSmall();
const connection = createConnection();
const memory = new MemoryAtRest();
const parts = {
  version,
  indexed: () => memory.due(),
  typed: () => memory.busy(),
  verifier: createVerifier(join(__dirname, 'verify.js')),
};
loadSyntaxJudge().then(
  (syntaxJudge) =>
    startServer(connection, { createAnalyzer: () => createAnalyzer({ syntaxJudge }), syntaxJudge, ...parts }),
  (error) => {
    startServer(connection, { createAnalyzer, ...parts });
    connection.console.error(`PostgreSQL's grammar could not be loaded, syntax errors are not reported: ${error}`);
  },
);

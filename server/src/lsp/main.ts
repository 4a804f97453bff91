/** Entry of the server's own bundle: speaks over IPC, stdio, a pipe or a socket, as its arguments say. */
import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { loadSyntaxJudge } from '../host/syntax-judge.ts';
import { startServer } from './server.ts';

const connection = createConnection();
loadSyntaxJudge().then(
  (syntaxJudge) => startServer(connection, { createAnalyzer: () => createAnalyzer({ syntaxJudge }), version }),
  (error) => {
    startServer(connection, { createAnalyzer, version });
    connection.console.error(`PostgreSQL's grammar could not be loaded, syntax errors are not reported: ${error}`);
  },
);

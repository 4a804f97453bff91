/** Entry of the server's own bundle: speaks over IPC, stdio, a pipe or a socket, as its arguments say. */
import { createConnection } from 'vscode-languageserver/node';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { startServer } from './server.ts';

startServer(createConnection(), { createAnalyzer });

/** The server over standard input and output, for the command line's `lsp --stdio`. */
import { createConnection } from 'vscode-languageserver/node';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { startServer } from './server.ts';

/** Returns at once; the process ends with the client. */
export function serveStdio(version?: string): void {
  // Standard output belongs to the protocol: a stray log line would break it.
  for (const method of ['log', 'info', 'debug'] as const) console[method] = console.error;
  const connection = createConnection(process.stdin, process.stdout);
  startServer(connection, { createAnalyzer, ...(version !== undefined && { version }) });
}

/** `db-architect mcp`: the MCP server, which is a bundle of its own beside this one. */
import { join } from 'node:path';
import type { ExitCode } from '../io.ts';

/** Resolves when the connection ends, which ends the process with it. The bundle reads the arguments by itself. */
export function mcp(): Promise<ExitCode> {
  require(join(__dirname, 'mcp.js'));
  return new Promise(() => {});
}

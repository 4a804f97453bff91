/** Buttons below an answer with code. */
import type * as vscode from 'vscode';
import { answerCode, changesSchema } from './answer-code.ts';

/** More than this is asked about in vain. */
const mostBlocks = 20;

export function codeButtons(markdown: string, stream: vscode.ChatResponseStream): void {
  const blocks = answerCode(markdown).slice(0, mostBlocks);
  if (blocks.length === 0) return;
  stream.button({ command: 'dbArchitect.insertCode', title: 'Insert at Cursor', arguments: [blocks] });
  stream.button({ command: 'dbArchitect.openCode', title: 'Open as File', arguments: [blocks] });
  const changes = blocks.filter(changesSchema);
  if (changes.length > 0) {
    stream.button({ command: 'dbArchitect.createMigration', title: 'Create Migration', arguments: [changes] });
  }
}

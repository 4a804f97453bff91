/** The language status item: what the server is doing, and what it has read. */
import * as vscode from 'vscode';
import type { ServerStatus } from '../../server/src/protocol.ts';
import { showLogCommand } from './commands/show-log.ts';

export class Status implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('dbArchitect.status', [
      { language: 'sql' },
      { pattern: '**/*.{sql,prisma}' },
      { pattern: '**/db-architect.jsonc' },
    ]);
    this.#item.name = 'Database Architect';
    this.#item.command = { command: showLogCommand, title: 'Show Log' };
    this.stopped();
  }

  stopped(): void {
    this.#show('not running', vscode.LanguageStatusSeverity.Information);
  }

  disabled(): void {
    this.#show('switched off in settings', vscode.LanguageStatusSeverity.Information);
  }

  starting(): void {
    this.#show('starting', vscode.LanguageStatusSeverity.Information, true);
  }

  failed(message: string): void {
    this.#show(message, vscode.LanguageStatusSeverity.Error);
  }

  update(status: ServerStatus): void {
    switch (status.state) {
      case 'indexing':
        this.#show('reading the schema', vscode.LanguageStatusSeverity.Information, true);
        break;
      case 'ready':
        this.#show(readyText(status), vscode.LanguageStatusSeverity.Information);
        break;
      case 'failed':
        this.failed(status.message ?? 'the workspace could not be read');
    }
  }

  dispose(): void {
    this.#item.dispose();
  }

  #show(text: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.#item.text = `Database Architect: ${text}`;
    this.#item.severity = severity;
    this.#item.busy = busy;
  }
}

function readyText({ tables, databases }: ServerStatus): string {
  const read = `${tables} ${tables === 1 ? 'table' : 'tables'} checked`;
  return databases > 1 ? `${read} in ${databases} databases` : read;
}

/** The language status item: what the server is doing, and what it has read. */
import * as vscode from 'vscode';
import type { ServerStatus } from '../../server/src/protocol.ts';
import { showLogCommand } from './commands/show-log.ts';

export class Status implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('dbArchitect.status', [
      { language: 'sql' },
      { pattern: '**/*.{sql,prisma,py}' },
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
    const { state } = status;
    const severity = vscode.LanguageStatusSeverity[state === 'failed' ? 'Error' : 'Information'];
    this.#show(statusText(status), severity, state === 'indexing');
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

/** "10 tables (PostgreSQL, MySQL)": the editor itself calls every SQL file MS SQL. */
export function statusText({ state, message, tables, products }: ServerStatus): string {
  switch (state) {
    case 'indexing':
      return 'reading the schema';
    case 'failed':
      return message ?? 'the workspace could not be read';
    case 'ready': {
      if (tables === 0) return 'no tables found';
      return `${tables} ${tables === 1 ? 'table' : 'tables'} (${products.join(', ')})`;
    }
  }
}

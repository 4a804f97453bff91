/** Holds the one server of this window: when it runs, and how a command gets hold of it. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Server } from './language-client.ts';
import { onFirstSchemaFile } from './schema-files.ts';
import { isEnabled, settingsSection } from './settings.ts';
import type { Status } from './status.ts';

export class ServerLifecycle implements vscode.Disposable {
  /** The running or starting server. A failed start is forgotten, so the next call tries again. */
  #server: Promise<Server> | undefined;
  #waiting: vscode.Disposable | undefined;
  readonly #configuration: vscode.Disposable;
  readonly #extensionPath: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #status: Status;

  constructor(extensionPath: string, log: vscode.LogOutputChannel, status: Status) {
    this.#extensionPath = extensionPath;
    this.#log = log;
    this.#status = status;
    this.#configuration = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${settingsSection}.enable`)) this.#followSettings();
    });
    this.#followSettings();
  }

  /** The server, started if need be; `undefined` when the product is switched off or the start failed (both reported). */
  async get(): Promise<Server | undefined> {
    if (!isEnabled()) {
      this.#offerToSwitchOn();
      return undefined;
    }
    return this.#start();
  }

  async restart(): Promise<void> {
    const running = await this.#server;
    if (running) await running.restart();
    else await this.get();
  }

  async stop(): Promise<void> {
    this.#waiting?.dispose();
    const running = this.#server;
    this.#server = undefined;
    await (await running)?.stop();
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#configuration.dispose();
  }

  #followSettings(): void {
    if (isEnabled()) {
      this.#status.stopped();
      this.#waiting = onFirstSchemaFile(() => this.#start());
    } else {
      this.stop().then(() => this.#status.disabled());
    }
  }

  async #offerToSwitchOn(): Promise<void> {
    const open = 'Open Settings';
    const chosen = await vscode.window.showInformationMessage('Database Architect is switched off.', open);
    if (chosen === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.enable`);
    }
  }

  async #start(): Promise<Server | undefined> {
    this.#waiting?.dispose();
    this.#server ??= this.#launch();
    try {
      return await this.#server;
    } catch (error) {
      this.#server = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.error(`the server did not start: ${reason}`);
      this.#status.failed('the server did not start');
      return undefined;
    }
  }

  async #launch(): Promise<Server> {
    this.#status.starting();
    const { startServer } = await import('./language-client.ts');
    return startServer(join(this.#extensionPath, 'dist', 'server.js'), this.#log, this.#status);
  }
}

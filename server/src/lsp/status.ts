/** Tells the client what the server is doing and how much it has read. */
import type { Connection } from 'vscode-languageserver/node';
import { productNames } from '../model/dialect.ts';
import type { Notifications, ServerStatus } from '../protocol.ts';
import type { Session } from './session.ts';

const method: keyof Notifications = 'dbArchitect/status';

/** Counts change while somebody types; they are told when the typing rests. */
const pause = 500;

export class StatusReporter {
  readonly #connection: Connection;
  readonly #session: Session;
  #last: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isReady = false;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  indexing(): void {
    this.#isReady = false;
    clearTimeout(this.#timer);
    this.#send({ state: 'indexing', databases: 0, tables: 0, products: [] });
  }

  indexed(completely: boolean): void {
    this.#isReady = completely;
    if (completely) this.#send({ state: 'ready', ...this.#counts() });
    else {
      const message = 'reading the files was stopped; "Check Workspace" reads on';
      this.#send({ state: 'failed', ...this.#counts(), message });
    }
  }

  schedule(): void {
    if (!this.#isReady) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#isReady) this.#send({ state: 'ready', ...this.#counts() });
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #counts(): Pick<ServerStatus, 'databases' | 'tables' | 'products'> {
    const databases = this.#session.analyzer.databases().filter(({ schema }) => schema.tables.size > 0);
    return {
      databases: databases.length,
      tables: databases.reduce((sum, { schema }) => sum + schema.tables.size, 0),
      products: [...new Set(databases.map(({ dialect }) => productNames[dialect]))],
    };
  }

  #send(status: ServerStatus): void {
    const text = JSON.stringify(status);
    if (text === this.#last) return;
    this.#last = text;
    this.#connection.sendNotification(method, status);
  }
}

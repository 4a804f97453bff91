/** The process with the embedded PostgreSQL: answers one request after another until its parent is gone. */
import { join } from 'node:path';
import { DatabaseSession } from './database-session.ts';
import type { Refusal, Request, Response } from './messages.ts';
import { openDatabase } from './open-database.ts';

function send(response: Response): void {
  process.send?.(response);
}

function answer(session: DatabaseSession, request: Request): Promise<(Refusal | null)[]> {
  switch (request.kind) {
    case 'replay':
      return session.replay(request.statements);
    case 'define':
      return session.define(request.statements, request.checksBodies);
    case 'add':
      return session.add(request.statements);
    case 'execute':
      return session.execute(request.statements);
  }
}

async function main(): Promise<void> {
  process.on('disconnect', () => process.exit());
  const session = new DatabaseSession(await openDatabase(join(__dirname, 'postgres')));
  let last: Promise<void> = Promise.resolve();
  process.on('message', (request: Request) => {
    last = last.then(async () => send({ kind: 'outcomes', refusals: await answer(session, request) })).catch(fail);
  });
  send({ kind: 'ready' });
}

function fail(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.send?.({ kind: 'unusable', reason } satisfies Response, () => process.exit(1));
}

main().catch(fail);

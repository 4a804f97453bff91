/** Runs request handlers so that none can take the server down, and none answers for an editor that lost interest. */
import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import type { Session } from './session.ts';

export interface RequestScope<Partial = never> {
  readonly token: CancellationToken;
  readonly partialResult: ResultProgressReporter<Partial> | undefined;
}

export type Handler<Params, Result, Partial = never> = (
  session: Session,
  params: Params,
  scope: RequestScope<Partial>,
) => Result | Promise<Result>;

/** A handler as the connection takes it: waits until files are read, answers `fallback` when the work fails. */
export function guarded<Params, Result, Partial = never>(
  session: () => Session,
  method: string,
  handler: Handler<Params, Result, Partial>,
  fallback: Result,
) {
  return async (
    params: Params,
    token: CancellationToken,
    _progress?: WorkDoneProgressReporter,
    partialResult?: ResultProgressReporter<Partial>,
  ): Promise<Result> => {
    const current = session();
    if (current.pending !== undefined) await untilReady(current, token);
    throwIfCancelled(token);
    try {
      return await handler(current, params, { token, partialResult });
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      current.reportFailure(method, error);
      return fallback;
    }
  };
}

export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

async function untilReady(session: Session, token: CancellationToken): Promise<void> {
  if (token.isCancellationRequested) return;
  await new Promise<void>((resolve) => {
    const listener = token.onCancellationRequested(() => resolve());
    session.pending?.then(resolve).finally(() => listener.dispose());
  });
}

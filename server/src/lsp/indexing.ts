/** Reads the workspace while the editor shows how far that is, and lets its user stop it. */
import type { WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import type { Session } from './session.ts';

const title = 'Reading the database schema';

/** Returns whether everything was read. */
export async function indexWithProgress(session: Session, controller: AbortController): Promise<boolean> {
  let reporter: WorkDoneProgressServerReporter | undefined;
  let shown = -1;
  let isDone = false;
  if (session.features.progress) {
    // Not waited for: an editor that is slow to answer must not hold up the reading.
    session.connection.window.createWorkDoneProgress().then(
      (created) => {
        if (isDone) return;
        reporter = created;
        created.begin(title, 0, undefined, true);
        created.token.onCancellationRequested(() => controller.abort());
      },
      (error) => session.reportFailure('showing progress', error),
    );
  }
  try {
    await session.workspace.index((done, total) => {
      const percentage = Math.floor((done / total) * 100);
      if (percentage === shown) return;
      shown = percentage;
      reporter?.report(percentage, `${done} of ${total} files`);
    }, controller.signal);
  } finally {
    isDone = true;
    reporter?.done();
  }
  return !controller.signal.aborted;
}

/** `dbArchitect/checkWorkspace`: counts the findings of every file, reading first what was not read. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WorkspaceCheck } from '../../protocol.ts';
import { type RequestScope, throwIfCancelled } from '../guard.ts';
import type { Session } from '../session.ts';

const filesPerTurn = 100;

export async function checkWorkspace(
  session: Session,
  _params: undefined,
  { token }: RequestScope,
): Promise<WorkspaceCheck> {
  if (!session.isIndexed) await session.index();
  let findings = 0;
  let files = 0;
  let count = 0;
  for (const file of session.reports.files()) {
    const found = session.reports.findingsIn(file).length;
    findings += found;
    if (found > 0) files++;
    if (++count % filesPerTurn !== 0) continue;
    await nextTurn();
    throwIfCancelled(token);
  }
  return { findings, files };
}

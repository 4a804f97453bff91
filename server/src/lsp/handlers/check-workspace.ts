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
  const findings = { error: 0, warning: 0, info: 0, hint: 0 };
  let files = 0;
  let filesWithFindings = 0;
  for (const file of session.reports.files()) {
    const found = session.reports.findingsIn(file);
    for (const { severity } of found) findings[severity]++;
    if (found.some(({ severity }) => severity !== 'hint')) filesWithFindings++;
    if (++files % filesPerTurn !== 0) continue;
    await nextTurn();
    throwIfCancelled(token);
  }
  return { findings, files, filesWithFindings };
}

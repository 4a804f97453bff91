/** `check --write-baseline`: the present findings become the known ones. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { folderOf } from '../host/workspace-files.ts';
import { countFindings, writeBaseline } from './baseline.ts';
import { CannotRun, type Io } from './io.ts';
import { absolutePath, nameFrom } from './paths.ts';
import { baselineAt, identityIn } from './select-findings.ts';
import { counted } from './text-layout.ts';
import { findingsOf, type Workspace } from './workspace.ts';

const standardName = 'db-architect-baseline.json';

/**
 * Findings of every severity are taken in, whatever is shown later. What the baseline says of files that were not
 * checked this time stays as long as they exist.
 */
export async function acceptFindings(workspace: Workspace, given: string | undefined, io: Io): Promise<void> {
  const file = given ?? absolutePath(io.cwd, standardName);
  const folder = folderOf(file);
  const findings = await findingsOf(workspace, io);
  const entries = countFindings(findings.map(await identityIn(workspace, folder)));
  const checked = new Set([...workspace.files, ...findings.map((finding) => finding.file)]);
  const kept = ((await baselineAt(file)) ?? []).filter((entry) => {
    const path = absolutePath(folder, entry.file);
    return !checked.has(path) && existsSync(path);
  });
  try {
    await writeFile(file, writeBaseline([...entries, ...kept]));
  } catch (error) {
    throw new CannotRun(`The baseline could not be written: ${error instanceof Error ? error.message : error}.`);
  }
  io.stdout.write(
    `Accepted ${counted(findings.length, 'finding')} in ${counted(workspace.files.length, 'file')}.\n` +
      `From now on, see only what is new: db-architect check --baseline ${nameFrom(io.cwd, file)}\n`,
  );
}

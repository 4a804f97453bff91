/** Applies safe fixes to the files on the disk. */
import { mkdir, writeFile } from 'node:fs/promises';
import type { ReportedFinding } from '../analysis/analyzer.ts';
import { encodeText, type TextEncoding } from '../host/text-encoding.ts';
import { folderOf } from '../host/workspace-files.ts';
import { applySafeFixes } from './apply-fixes.ts';
import { CannotRun } from './io.ts';
import type { Workspace } from './workspace.ts';

/** Returns how many findings were mended. Only these are: what was not to be shown stays as it is. */
export async function fixWorkspace(workspace: Workspace, findings: readonly ReportedFinding[]): Promise<number> {
  // A fix may write what only the grammar can judge.
  await workspace.syntaxJudge.loadFor('postgresql');
  const wanted = new Set(findings.map(identity));
  const { fixed, texts } = applySafeFixes(
    workspace.analyzer,
    () => workspace.files,
    (finding) => wanted.has(identity(finding)),
  );
  for (const [file, text] of texts) await write(file, text, workspace.encodings.get(file));
  return fixed;
}

/** Stays the same while other fixes move the text around and change what a message tells of its surroundings. */
function identity({ rule, file, table, columns }: ReportedFinding): string {
  return JSON.stringify([rule, file, table, columns]);
}

async function write(file: string, text: string, encoding: TextEncoding | undefined): Promise<void> {
  try {
    // A file that was not read is a new one, and must not replace one that was left out of the check.
    if (encoding === undefined) {
      // Some tools want a folder for each migration.
      await mkdir(folderOf(file), { recursive: true });
      await writeFile(file, text, { flag: 'wx' });
    } else await writeFile(file, encodeText(text, encoding));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CannotRun(`${file} could not be written: ${code}.`);
  }
}

/** `textDocument/rename`: a table or column under a new name, in every file that names it. */
import { ErrorCodes, type RenameParams, ResponseError, type WorkspaceEdit } from 'vscode-languageserver/node';
import { type Dialect, foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import { nameOf, rewritten } from '../identifier.ts';
import type { Session } from '../session.ts';
import { type SymbolUnder, symbolUnder, tableOf } from '../symbol-under.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

export function rename(session: Session, params: RenameParams): WorkspaceEdit | null {
  const under = symbolUnder(session, params);
  if (under === undefined) return null;
  const { database, occurrence } = under;
  const newName = nameOf(params.newName.trim());
  const obstacle = obstacleTo(under, newName);
  if (obstacle !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, obstacle);

  const edits = session.analyzer.occurrencesOf(database, occurrence).map(({ file, span }): FileEdit => {
    const written = session.analyzer.textOf(file)?.slice(span.start, span.end) ?? '';
    return { file, span, newText: rewritten(written, newName, database.dialect) };
  });
  return toWorkspaceEdit(session, edits) ?? null;
}

function obstacleTo(under: SymbolUnder, newName: string): string | undefined {
  const { database, occurrence } = under;
  if (newName === '') return 'A name cannot be empty.';
  if (newName.includes('\0') || newName.includes('\n')) return 'A name is one line of text.';
  if (occurrence.kind === 'table') {
    const taken = database.schema.tables.get(keyOf(database.dialect, { ...occurrence.table, name: newName }));
    return taken === undefined || isSame(database.dialect, occurrence.table.name, newName)
      ? undefined
      : `There is a table "${newName}" already.`;
  }
  const taken = tableOf(under)?.columns.some(({ name }) => isSame(database.dialect, name, newName));
  return taken && !isSame(database.dialect, occurrence.column, newName)
    ? `The table has a column "${newName}" already.`
    : undefined;
}

function isSame(dialect: Dialect, a: string, b: string): boolean {
  return foldCase(dialect, a) === foldCase(dialect, b);
}

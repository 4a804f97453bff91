/** `textDocument/rename`: a table or column under a new name, in every file of its language that names it. */
import { ErrorCodes, type RenameParams, ResponseError, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { SymbolOccurrence } from '../../analysis/analyzer.ts';
import { languageOf } from '../../analysis/languages.ts';
import { type Dialect, foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import { keepName } from '../../write/prisma/keep-name.ts';
import { nameOf, rewritten } from '../identifier.ts';
import type { Session } from '../session.ts';
import { type SymbolUnder, symbolUnder, tableOf } from '../symbol-under.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

export function rename(session: Session, params: RenameParams): WorkspaceEdit | null {
  const under = symbolUnder(session, params);
  if (under === undefined) return null;
  const { occurrence } = under;
  const newName = nameOf(params.newName.trim());
  const obstacle = obstacleTo(under, newName);
  if (obstacle !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, obstacle);

  const edits =
    languageOf(occurrence.file) === 'prisma'
      ? renameInPrisma(session, under, newName)
      : renameInSql(session, under, newName);
  return toWorkspaceEdit(session, edits) ?? null;
}

function renameInSql({ analyzer }: Session, { database, occurrence }: SymbolUnder, newName: string): FileEdit[] {
  return analyzer
    .occurrencesOf(database, occurrence)
    .filter(({ file }) => languageOf(file) === 'sql')
    .map(({ file, span }): FileEdit => {
      const written = analyzer.textOf(file)?.slice(span.start, span.end) ?? '';
      return { file, span, newText: rewritten(written, newName, database.dialect) };
    });
}

/** Models and fields get another name, tables and columns keep theirs: what has run already is not touched. */
function renameInPrisma({ analyzer }: Session, { database, occurrence }: SymbolUnder, newName: string): FileEdit[] {
  const textAt = ({ file, span }: SymbolOccurrence): string => analyzer.textOf(file)!.slice(span.start, span.end);
  const oldName = textAt(occurrence);
  const found = analyzer
    .occurrencesOf(database, occurrence)
    .filter((each) => languageOf(each.file) === 'prisma' && textAt(each) === oldName);
  const edits = found.map(({ file, span }): FileEdit => ({ file, span, newText: newName }));
  for (const { file, span, declares } of found) {
    const block = declares ? analyzer.statementAt(file, span.start) : undefined;
    const text = block === undefined ? undefined : analyzer.textOf(file)?.slice(block.start, block.end);
    const kept = text === undefined ? undefined : keepName(text, occurrence.kind === 'column' ? oldName : undefined);
    if (block === undefined || kept === undefined) continue;
    edits.push({
      file,
      span: { start: block.start + kept.span.start, end: block.start + kept.span.end },
      newText: kept.newText,
    });
  }
  return edits;
}

function obstacleTo(under: SymbolUnder, newName: string): string | undefined {
  const { database, occurrence } = under;
  if (newName === '') return 'A name cannot be empty.';
  if (languageOf(occurrence.file) === 'prisma' && !/^[A-Za-z]\w*$/.test(newName)) {
    return 'A name in a Prisma schema is letters, digits and underscores, and begins with a letter.';
  }
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

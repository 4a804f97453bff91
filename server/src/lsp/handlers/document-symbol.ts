/** `textDocument/documentSymbol`: the tables a file creates, with their columns and indexes. */
import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver/node';
import { languageOf } from '../../analysis/languages.ts';
import { fileOf } from '../from-protocol.ts';
import { flat, Outline } from '../outline.ts';
import type { Session } from '../session.ts';

export function documentSymbol(
  session: Session,
  { textDocument }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] | null {
  const file = session.documents.withUri(textDocument.uri)?.file ?? fileOf(textDocument.uri);
  const database = session.analyzer.databaseOf(file);
  // An outline of Python classes is there already.
  if (database === undefined || languageOf(file) === 'python') return null;
  const outline = new Outline(session, file);
  const symbols = [...database.schema.tables.values()]
    .flatMap((table) => outline.table(table))
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  return session.features.hierarchicalSymbols ? symbols : symbols.flatMap((symbol) => flat(symbol, textDocument.uri));
}

/** The table or column under the cursor. */
import type { TextDocumentPositionParams } from 'vscode-languageserver/node';
import type { Database, SymbolOccurrence } from '../analysis/analyzer.ts';
import { keyOf } from '../model/names.ts';
import type { Table } from '../model/table.ts';
import { fileOf } from './from-protocol.ts';
import type { Session } from './session.ts';

export interface SymbolUnder {
  readonly database: Database;
  readonly occurrence: SymbolOccurrence;
}

export function symbolUnder(session: Session, params: TextDocumentPositionParams): SymbolUnder | undefined {
  const { analyzer } = session;
  const document = session.documents.withUri(params.textDocument.uri);
  const file = document?.file ?? fileOf(params.textDocument.uri);
  if (document?.heldText !== undefined || !analyzer.has(file)) return undefined;
  const database = analyzer.databaseOf(file);
  const lines = session.linesOf(file);
  const occurrence = analyzer.symbolAt(file, lines.offsetAt(params.position));
  return database === undefined || occurrence === undefined ? undefined : { database, occurrence };
}

export function tableOf({ database, occurrence }: SymbolUnder): Table | undefined {
  return database.schema.tables.get(keyOf(database.dialect, occurrence.table));
}

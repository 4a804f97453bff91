/** `workspace/symbol`: tables, columns and indexes of every database by a part of their name. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SymbolInformation, SymbolKind, type WorkspaceSymbolParams } from 'vscode-languageserver/node';
import { displayName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import { type RequestScope, throwIfCancelled } from '../guard.ts';
import type { Session } from '../session.ts';
import { toLocation } from '../to-protocol.ts';

/** More than anybody reads. */
const mostResults = 500;
const tablesPerTurn = 500;

export async function workspaceSymbol(
  session: Session,
  { query }: WorkspaceSymbolParams,
  { token }: RequestScope,
): Promise<SymbolInformation[]> {
  const wanted = query.toLowerCase();
  const found: SymbolInformation[] = [];
  const add = (name: string, kind: SymbolKind, origin: Origin, container: string): void => {
    if (!isSubsequence(wanted, name.toLowerCase())) return;
    const span = session.analyzer.spanOf(origin);
    if (span === undefined) return;
    found.push({ name, kind, location: toLocation(session, origin.file, span), containerName: container });
  };
  let count = 0;
  for (const { name: database, schema } of session.analyzer.databases()) {
    for (const table of schema.tables.values()) {
      const name = displayName(table);
      add(name, SymbolKind.Struct, table.nameOrigin, database);
      if (wanted !== '') {
        for (const column of table.columns) add(column.name, SymbolKind.Field, column.nameOrigin, name);
        for (const index of table.indexes) add(index.name ?? '', SymbolKind.Key, index.nameOrigin, name);
      }
      if (found.length >= mostResults) return found.slice(0, mostResults);
      if (++count % tablesPerTurn !== 0) continue;
      await nextTurn();
      throwIfCancelled(token);
    }
  }
  return found;
}

/** The letters of `query` in their order, as editors match symbols: `ordit` finds `order_items`. */
function isSubsequence(query: string, name: string): boolean {
  if (name === '') return false;
  let at = 0;
  for (const letter of query) {
    at = name.indexOf(letter, at);
    if (at === -1) return false;
    at += letter.length;
  }
  return true;
}

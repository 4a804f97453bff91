/** `textDocument/references`: every place that names a table or column. */
import type { Location, ReferenceParams } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import { symbolUnder } from '../symbol-under.ts';
import { toLocation } from '../to-protocol.ts';

export function references(session: Session, params: ReferenceParams): Location[] | null {
  const under = symbolUnder(session, params);
  if (under === undefined) return null;
  return session.analyzer
    .occurrencesOf(under.database, under.occurrence)
    .filter(({ declares }) => params.context.includeDeclaration || !declares)
    .map(({ file, span }) => toLocation(session, file, span));
}

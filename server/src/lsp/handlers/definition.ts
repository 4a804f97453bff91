/** `textDocument/definition`: where a table or column is created. */
import type { DefinitionParams, Location } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import { symbolUnder } from '../symbol-under.ts';
import { toLocation } from '../to-protocol.ts';

export function definition(session: Session, params: DefinitionParams): Location[] | null {
  const under = symbolUnder(session, params);
  if (under === undefined) return null;
  return session.analyzer
    .occurrencesOf(under.database, under.occurrence)
    .filter(({ declares }) => declares)
    .map(({ file, span }) => toLocation(session, file, span));
}

/** `dbArchitect/newMigration`: the next migration of the workspace: where it goes, and what it holds. */
import type { Requests } from '../../protocol.ts';
import { migrationCode } from '../../verify/migration-code.ts';
import { nextMigration } from '../../workspace/next-migration.ts';
import type { Session } from '../session.ts';
import { databaseMeant } from './check-answer.ts';

type Naming = Requests['dbArchitect/newMigration'];

/** The line that tells a migration tool where the way up begins; without it the tool runs nothing. */
const upMarker = /^--[^\n]*\bups?\b[^\n]*$/im;

export function newMigration(session: Session, { code, slug }: Naming['params']): Naming['result'] {
  const { analyzer } = session;
  const database = databaseMeant(analyzer, code, []);
  const newest = database?.files.findLast(({ role, file }) => {
    return role === 'migration' && file.endsWith('.sql');
  })?.file;
  const file = newest === undefined ? undefined : nextMigration(newest, slug);
  if (database === undefined || newest === undefined || file === undefined || analyzer.has(file)) return null;
  const marker = upMarker.exec(analyzer.textOf(newest) ?? '')?.[0];
  const header = marker === undefined ? '' : `${marker}\n`;
  return { uri: session.uriOf(file), text: header + migrationCode(code, database.dialect) };
}

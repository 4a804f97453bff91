/** `dbArchitect/newMigration`: where the next migration of the workspace goes, and what stands at its top. */
import type { Requests } from '../../protocol.ts';
import { nextMigration } from '../../workspace/next-migration.ts';
import type { Session } from '../session.ts';
import { databaseMeant } from './check-answer.ts';

type Naming = Requests['dbArchitect/newMigration'];

/** The line that tells a migration tool where the way up begins; without it the tool runs nothing. */
const upMarker = /^--[^\n]*\bups?\b[^\n]*$/im;

export function newMigration(session: Session, { code, slug }: Naming['params']): Naming['result'] {
  const { analyzer } = session;
  const newest = databaseMeant(analyzer, code, [])?.files.findLast(({ role, file }) => {
    return role === 'migration' && file.endsWith('.sql');
  })?.file;
  const file = newest === undefined ? undefined : nextMigration(newest, slug);
  if (newest === undefined || file === undefined || analyzer.has(file)) return null;
  const marker = upMarker.exec(analyzer.textOf(newest) ?? '')?.[0];
  return { uri: session.uriOf(file), header: marker === undefined ? '' : `${marker}\n` };
}

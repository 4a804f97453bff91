import type { Table } from '../../model/table.ts';
import { nameWords } from './name-words.ts';

/** A table that a migration tool or the database itself keeps: its shape is not the author's to choose. */
export function isBookkeepingTable(table: Table): boolean {
  const words = nameWords(table.name);
  if (words.some((word) => word === 'migration' || word === 'migrations')) return true;
  return bookkeeping.has(words.join(''));
}

const bookkeeping: ReadonlySet<string> = new Set([
  'alembicversion',
  'arinternalmetadata',
  'atlasschemarevisions',
  'changelog',
  'databasechangelog',
  'databasechangeloglock',
  'dbversion',
  'flywayschemahistory',
  'goosedbversion',
  'phinxlog',
  'playevolutions',
  'refineryschemahistory',
  'schemachangelog',
  'schemahistory',
  'schemainfo',
  'schemaversion',
  'schemaversions',
  'sequelizedata',
  'sequelizemeta',
  'spatialrefsys',
  'sqlitesequence',
  'sqlitestat1',
  'sqlitestat4',
  'typeormmetadata',
  'versioninfo',
]);

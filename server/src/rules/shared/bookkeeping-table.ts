import { rememberedByElement } from '../../model/remembered.ts';
import type { Table } from '../../model/table.ts';
import { nameWords } from './name-words.ts';

/** A table that a migration tool or the database itself keeps: its shape is not the author's to choose. */
export const isBookkeepingTable: (table: Table) => boolean = rememberedByElement((table) => {
  const words = nameWords(table.name);
  if (words.some((word) => word === 'migration' || word === 'migrations')) return true;
  // SQLite reserves the prefix for itself.
  if (/^sqlite_/i.test(table.name)) return true;
  // The link tables that Prisma makes for relations without a model of their own.
  if (table.name.startsWith('_') && table.columns.map((column) => column.name).join() === 'A,B') return true;
  const name = words.join('');
  return bookkeeping.has(name) || endings.test(name);
});

/** Several tools of one kind in a database are told apart by a prefix; versions of a schema have many names. */
const endings = /(?:databasechangelog(?:lock)?|schemahistory|(?:app|build|db|database|sample|schema)version)$/;

const bookkeeping: ReadonlySet<string> = new Set([
  'alembicversion',
  'arinternalmetadata',
  'atlasschemarevisions',
  'changelog',
  'phinxlog',
  'playevolutions',
  'schemachangelog',
  'schemainfo',
  'schemaversions',
  'sequelizedata',
  'sequelizemeta',
  'spatialrefsys',
  'typeormmetadata',
  'versioninfo',
]);

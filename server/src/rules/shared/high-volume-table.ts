import type { Table } from '../../model/table.ts';
import { nameWords, singular } from './name-words.ts';

/** A table that takes a row for everything that happens, so that it outgrows the tables around it. */
export function isHighVolumeTable(table: Table): boolean {
  const last = nameWords(table.name).at(-1);
  return last !== undefined && highVolume.has(singular(last));
}

const highVolume: ReadonlySet<string> = new Set([
  'activity',
  'audit',
  'click',
  'event',
  'heartbeat',
  'history',
  'hit',
  'impression',
  'interaction',
  'log',
  'measurement',
  'message',
  'metric',
  'notification',
  'pageview',
  'ping',
  'reading',
  'request',
  'sample',
  'span',
  'telemetry',
  'tick',
  'transaction',
  'view',
  'visit',
]);

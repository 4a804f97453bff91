import type { Column, Table } from '../../model/table.ts';
import { nameWords } from './name-words.ts';

/**
 * Whether a timestamp column holds a moment, as opposed to what a calendar or a wall clock shows. A name that speaks
 * of local time, of opening hours or of a mere date says no; so does a time zone kept beside it in the table.
 */
export function isMoment(column: Column, table: Table): boolean {
  const words = nameWords(column.name);
  if (words.some((word) => wallClock.has(word)) || /\b(utc|gmt|local|wall)\b/i.test(column.comment ?? '')) return false;
  if (words.some((word) => recorded.test(word))) return true;
  if (words.some((word) => dateOnly.has(word) || /date$/.test(word))) return false;
  return !table.columns.some((other) => keepsZone(nameWords(other.name)));
}

/** What a program notes as it happens: `created_date` is a moment whatever its name says. */
const recorded =
  /^(created?|creation|updated?|update|modified|modify|changed?|inserted|deleted|removed|registered|login|lastupdate)$/;

const wallClock: ReadonlySet<string> = new Set(
  'local wall naive floating utc gmt opening closing opens closes birth birthday birthdate dob born'.split(' '),
);

const dateOnly: ReadonlySet<string> = new Set('day month year week quarter holiday anniversary'.split(' '));

function keepsZone(words: readonly string[]): boolean {
  const name = words.join('');
  return words.includes('tz') || words.includes('tzid') || name.includes('timezone') || name.includes('utcoffset');
}

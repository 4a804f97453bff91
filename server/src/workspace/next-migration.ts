/** Names the migration that comes behind all others of a folder, in that folder's own way. */
import { type MigrationName, migrationName } from './migration-naming.ts';

/**
 * `newest` is the path of the last migration, `slug` words in snake_case. The version is the next number, or for
 * timestamps one second behind the newest: the core has no clock, and the order is what counts.
 */
export function nextMigration(newest: string, slug: string): string | undefined {
  const parts = newest.split('/');
  const name = parts.pop() ?? '';
  const migration = migrationName(parts[parts.length - 1] ?? '', name);
  if (migration === undefined || migration.repeatable) return undefined;
  const prefix = nextPrefix(migration);
  if (migration.tool === 'directory') {
    parts.pop();
    return [...parts, `${prefix}${migration.separator}${slug}`, migration.suffix.replace(/^down/i, 'up')].join('/');
  }
  return [...parts, `${prefix}${migration.separator}${slug}${migration.suffix}`].join('/');
}

function nextPrefix(migration: MigrationName): string {
  const match = /^(.*?)(\d+)$/.exec(migration.prefix);
  if (match === null) return `${migration.prefix}1`;
  const [, front, digits] = match as unknown as [string, string, string];
  const stamp = timestamp(digits);
  const next = stamp !== undefined ? stamp : String(BigInt(digits) + 1n);
  return `${front}${next.padStart(digits.length, '0')}`;
}

/** A second behind a timestamp of 14 digits that is a date; undefined for other numbers. */
function timestamp(digits: string): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const next = new Date(Date.UTC(year, month - 1, day, hour, minute, second + 1));
  return next.toISOString().replace(/\D/g, '').slice(0, 14);
}

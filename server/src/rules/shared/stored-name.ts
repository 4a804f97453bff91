import { byteLength } from '../../model/default-names.ts';
import { type Dialect, foldCase } from '../../model/dialect.ts';

/** The form under which two spellings of a name meet in the database; PostgreSQL keeps 63 bytes of a longer one. */
export function storedName(dialect: Dialect, name: string): string {
  if (dialect !== 'postgresql') return foldCase(dialect, name);
  let stored = name.slice(0, limit);
  while (byteLength(stored) > limit) stored = stored.slice(0, -1);
  return stored;
}

const limit = 63;

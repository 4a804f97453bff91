import type { Table } from '../../model/table.ts';

/** The language in which a table is described, for advice that has to be written there. */
export function languageOf({ orm }: Pick<Table, 'orm'>): 'sql' | 'prisma' | 'sqlalchemy' {
  return orm?.language ?? 'sql';
}

/** For advice that Prisma's own language has no words for: where else it is written. */
export function besidePrisma(table: Pick<Table, 'orm'>): string {
  return languageOf(table) === 'prisma' ? ' in a migration' : '';
}

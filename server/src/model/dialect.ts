/** The database families whose SQL we read. MySQL stands for MariaDB too. */
export type SqlDialect = 'postgresql' | 'mysql' | 'sqlite' | 'sqlserver';

/** The database families that a schema may be for. MongoDB has no SQL: Prisma describes its collections as tables. */
export type Dialect = SqlDialect | 'mongodb';

export const sqlDialects: readonly SqlDialect[] = ['postgresql', 'mysql', 'sqlite', 'sqlserver'];

/** As people write them. */
export const productNames: Readonly<Record<Dialect, string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  sqlite: 'SQLite',
  sqlserver: 'SQL Server',
  mongodb: 'MongoDB',
};

/** The schema that an unqualified name belongs to; tables in it carry `schema: undefined`. */
export function defaultSchema(dialect: Dialect): string | undefined {
  switch (dialect) {
    case 'postgresql':
      return 'public';
    case 'sqlserver':
      return 'dbo';
    case 'sqlite':
      return 'main';
    case 'mysql':
    case 'mongodb':
      return undefined;
  }
}

/**
 * The form of an identifier under which two spellings meet. PostgreSQL names are compared as stored (the reader has
 * folded unquoted ones to lower case already), and so are those of MongoDB; the others compare without regard to case.
 */
export function foldCase(dialect: Dialect, name: string): string {
  return dialect === 'postgresql' || dialect === 'mongodb' ? name : name.toLowerCase();
}

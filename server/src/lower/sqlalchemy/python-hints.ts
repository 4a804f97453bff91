/** What the text of a Python file says before anything is read. */
import type { Dialect } from '../../model/dialect.ts';

const hint =
  /\b(?:sqlalchemy|sqlmodel|SQLModel|alembic)\b|\bdb\.(?:Model|Column|Table)\b|\b(?:Column|mapped_column)\(|\b__tablename__\b|^down_revision\b/im;

/** Enumerations, which columns take their values from, often have a file of their own. */
const enumeration = /^class[ \t]+\w+\([^()\n]*Enum\)/m;

/** Files without a word of SQLAlchemy, SQLModel, Flask-SQLAlchemy or Alembic are passed over. */
export function hintsAtSqlalchemy(text: string): boolean {
  return hint.test(text) || enumeration.test(text) || handsOn(text);
}

/** `__init__.py` of a package, which makes nothing of its own: names come through it. */
function handsOn(text: string): boolean {
  return /^from[ \t]+\.[\w.]*[ \t]+import\b/m.test(text) && !/^(?:class|def|async|if)\b/m.test(text);
}

const modules: Readonly<Record<string, Dialect>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  mssql: 'sqlserver',
};

const importedDialect = /\bsqlalchemy\.dialects(?:\.|[ \t]+import[ \t]+)(postgresql|mysql|mariadb|sqlite|mssql)\b/g;
const url = /["'](postgresql|postgres|cockroachdb|mysql|mariadb|sqlite|mssql)(?:\+\w+)?:\/\//g;
const option =
  /\b(postgresql|mysql|mssql)_(?:where|using|ops|include|engine|charset|collate|length|clustered|concurrently)\b/g;

/** Stands in all that tells the database. */
export const pythonDialectWord = /postgres|cockroachdb|mysql|mariadb|sqlite|mssql/;

/**
 * The database that a file is written for, by its URLs, imports of dialects and arguments of one dialect. Undefined
 * where nothing is said, or several are.
 */
export function pythonDialectEvidence(text: string): Dialect | undefined {
  const named = only([...text.matchAll(url)].map(([, name]) => name!));
  return named ?? only([...text.matchAll(importedDialect), ...text.matchAll(option)].map(([, name]) => name!));
}

function only(names: readonly string[]): Dialect | undefined {
  const dialects = new Set(
    names.map((name) => (name === 'postgres' || name === 'cockroachdb' ? 'postgresql' : modules[name])),
  );
  // SQLite stands beside the real database for tests.
  if (dialects.size > 1) dialects.delete('sqlite');
  return dialects.size === 1 ? [...dialects][0] : undefined;
}

/** How names of SQLAlchemy and of Python's library are written in one file. */
export interface Names {
  /** The spelling of a module's member; what it needs imported is noted. */
  of(module: string, name: string): string;
  /** SQLAlchemy 1.x does not know `Uuid`, `Double` and annotations. */
  readonly isTwo: boolean;
  /** A string literal with the quotes of the file. */
  string(text: string): string;
}

export function sa(names: Names, name: string): string {
  return names.of('sqlalchemy', name);
}

export function dialectName(names: Names, dialect: 'postgresql' | 'mysql' | 'mssql' | 'sqlite', name: string): string {
  return names.of(`sqlalchemy.dialects.${dialect}`, name);
}

/** Names for looking only: nothing is imported. */
export function bareNames(isTwo: boolean): Names {
  return { isTwo, of: (_, name) => name, string: (text) => `'${text}'` };
}

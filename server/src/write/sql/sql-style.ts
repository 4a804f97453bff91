import type { Dialect } from '../../model/dialect.ts';

/** How SQL is spelled where it is written: a file's own habits, or the plain ones of a new file. */
export interface SqlStyle {
  readonly dialect: Dialect;
  readonly keywords: 'upper' | 'lower';
  /** `always` where a file quotes every name, as dumps do. */
  readonly quoting: 'needed' | 'always';
  /** Written before names of the default schema, as dumps do (`public`, `dbo`); undefined leaves them bare. */
  readonly qualifier: string | undefined;
}

export function plainStyle(dialect: Dialect): SqlStyle {
  return { dialect, keywords: 'upper', quoting: 'needed', qualifier: undefined };
}

/** Keywords in the style's case; `text` is given in upper case. */
export function kw(style: SqlStyle, text: string): string {
  return style.keywords === 'lower' ? text.toLowerCase() : text;
}

/** Joins the words of a clause with blanks, leaving out absent ones. */
export function words(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}

import type { Dialect } from '../../model/dialect.ts';

/** How SQL is spelled where it is written: a file's own habits, or the plain ones of a new file. */
export interface SqlStyle {
  readonly dialect: Dialect;
  readonly keywords: 'upper' | 'lower';
  /** The case of types that a rule asks for; `as asked` where nothing shows a habit. */
  readonly types: 'upper' | 'as asked';
  /** `always` where a file quotes every name, as dumps do. */
  readonly quoting: 'needed' | 'always';
  /** Written before names of the default schema, as dumps do (`public`, `dbo`); undefined leaves them bare. */
  readonly qualifier: string | undefined;
  /** How a file spells the names of its own elements: `act_ru_task` as `ACT_RU_TASK`, `Id` as `[Id]`. */
  readonly spelling: ReadonlyMap<string, string>;
}

export function plainStyle(dialect: Dialect): SqlStyle {
  return {
    dialect,
    keywords: 'upper',
    types: 'as asked',
    quoting: 'needed',
    qualifier: undefined,
    spelling: new Map(),
  };
}

/** Keywords in the style's case; `text` is given in upper case. */
export function kw(style: SqlStyle, text: string): string {
  return style.keywords === 'lower' ? text.toLowerCase() : text;
}

/** Joins the words of a clause with blanks, leaving out absent ones. */
export function words(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}

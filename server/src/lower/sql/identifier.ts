import type { Dialect } from '../../model/dialect.ts';
import type { Cursor } from '../../syntax/sql/cursor.ts';
import { Kind, tokenize } from '../../syntax/sql/lexer.ts';

/** How a dialect reads names. */
export interface NameRules {
  readonly dialect: Dialect;
  /** PostgreSQL folds unquoted names to lower case. */
  readonly foldsUnquoted: boolean;
  /** MySQL reads "x" as a string, but where a name must stand it can only be one (ANSI_QUOTES). */
  readonly doubleQuotedStringsAreNames: boolean;
}

export function nameRules(dialect: Dialect): NameRules {
  return {
    dialect,
    foldsUnquoted: dialect === 'postgresql',
    doubleQuotedStringsAreNames: dialect !== 'mysql',
  };
}

/** The identifier at the cursor, unquoted and folded; undefined when no name stands there. */
export function identifierAt(cursor: Cursor, rules: NameRules): string | undefined {
  const kind = cursor.kind();
  const index = cursor.at;
  if (kind === Kind.word) {
    const raw = cursor.tokens.texts[index]!;
    if (rules.foldsUnquoted) return raw;
    return cursor.source.slice(cursor.tokens.starts[index]!, cursor.tokens.ends[index]!);
  }
  if (kind === Kind.quoted) return unquote(cursor.tokens.texts[index]!);
  if (kind === Kind.string) {
    const raw = cursor.tokens.texts[index]!;
    // SQLite and MySQL take 'name' and "name" where only a name can stand.
    if (raw.startsWith('"') || rules.dialect === 'sqlite' || rules.dialect === 'mysql') return stringValue(raw);
  }
  return undefined;
}

/** A template placeholder stands for a name that we cannot know. */
export function isPlaceholder(raw: string): boolean {
  return /^["`[]?(?:\{\{|\$\{|<%)/.test(raw);
}

export function unquote(raw: string): string {
  const first = raw[0];
  const close = first === '[' ? ']' : first;
  if (first !== '"' && first !== '`' && first !== '[') return raw;
  const closed = raw.length > 1 && raw.endsWith(close!);
  return raw.slice(1, closed ? -1 : raw.length).replaceAll(close! + close!, close!);
}

/** The value of a string token: quotes, prefixes and doubled quotes taken away; escapes are left as they are. */
export function stringValue(raw: string): string {
  if (raw.startsWith('$')) {
    const tag = raw.slice(0, raw.indexOf('$', 1) + 1);
    return raw.slice(tag.length, raw.length - tag.length);
  }
  const open = raw.search(/['"]/);
  if (open === -1) return raw;
  const quote = raw[open]!;
  const closed = raw.length > open + 1 && raw.endsWith(quote);
  return raw.slice(open + 1, closed ? -1 : raw.length).replaceAll(quote + quote, quote);
}

/** The parts of a qualified name in a literal; undefined for one that a template fills in. */
export function namesIn(qualified: string, dialect: Dialect): (string | undefined)[] {
  const tokens = tokenize(qualified, dialect);
  const parts: (string | undefined)[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const raw = qualified.slice(tokens.starts[index], tokens.ends[index]);
    if (raw !== '.') parts.push(isPlaceholder(raw) ? undefined : unquote(raw));
  }
  return parts;
}

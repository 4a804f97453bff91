/** The first word of a statement in lower case, '' when it begins with none. */
export function firstWord(statement: string): string {
  return /^\s*([a-z]+)/i.exec(statement)?.[1]?.toLowerCase() ?? '';
}

/** Expressions are printed as they were written; this module says when they need parentheses around them. */

/** Whether one pair of parentheses encloses the whole text. */
export function isWrapped(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "'" || character === '"' || character === '`') {
      at = text.indexOf(character, at + 1);
      if (at === -1) return false;
    } else if (character === '(') depth++;
    else if (character === ')') {
      depth--;
      if (depth === 0) return at === text.length - 1;
    }
  }
  return false;
}

export function wrapped(text: string): string {
  const trimmed = text.trim();
  return isWrapped(trimmed) ? trimmed : `(${trimmed})`;
}

/** A call of one function and nothing else, which index parts may write without parentheses. */
export function isCall(text: string): boolean {
  const open = text.indexOf('(');
  return open > 0 && /^[\w.$"]+\s*$/.test(text.slice(0, open)) && isWrapped(text.slice(open).trim());
}

/** A literal, a signed number or a bare keyword such as CURRENT_TIMESTAMP. */
export function isSimple(text: string): boolean {
  return /^([+-]?\s*\d[\w.+-]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+)$/.test(text.trim());
}

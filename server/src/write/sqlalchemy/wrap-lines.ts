/**
 * Breaks lines that are too long as black does: at the last bracket, first with the content on one line, then one
 * element a line with a comma behind the last.
 */

/** Breaks a logical line that stands on one line. `inside`: an open bracket stands before it. */
export function wrapped(line: string, limit: number, inside = false, eol = '\n'): string {
  const indent = /^[ \t]*/.exec(line)![0];
  const { code, comment } = withoutComment(line.slice(indent.length));
  return [...broken(indent, code, { limit, unit: indent.includes('\t') ? '\t' : '    ' }, inside)].join(eol) + comment;
}

interface Page {
  readonly limit: number;
  /** One step of indentation. */
  readonly unit: string;
}

function* broken(indent: string, code: string, page: Page, inside: boolean): Iterable<string> {
  if (indent.length + widthOf(code) <= page.limit) {
    yield indent + code;
    return;
  }
  const shape = shapeOf(code);
  if (inside && shape.commas.some((at) => at < code.length - 1)) {
    yield* oneByOne(indent, code, shape.commas, page);
    return;
  }
  const pair = shape.pairs.findLast(({ open, close }) => close > open + 1 && indent.length + open < page.limit);
  if (pair === undefined) {
    yield indent + code;
    return;
  }
  const deeper = indent + page.unit;
  const body = code.slice(pair.open + 1, pair.close).trim();
  const { commas } = shapeOf(body);
  yield indent + code.slice(0, pair.open + 1);
  const several = commas.some((at) => at < body.length - 1);
  const isLiteral = !/[\w\])"']\s*$/.test(code.slice(0, pair.open));
  const explodes = several && (isLiteral || body.endsWith(','));
  if (explodes || (several && deeper.length + widthOf(body) > page.limit)) yield* oneByOne(deeper, body, commas, page);
  else yield* broken(deeper, body, page, true);
  yield indent + code.slice(pair.close);
}

function* oneByOne(indent: string, body: string, commas: readonly number[], page: Page): Iterable<string> {
  let from = 0;
  for (const at of [...commas, body.length]) {
    const element = body.slice(from, at).trim();
    from = at + 1;
    if (element !== '') yield* broken(indent, `${element},`, page, true);
  }
}

/** Letters of East Asia are two columns wide. */
function widthOf(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

interface Shape {
  /** Outermost brackets, in order. */
  readonly pairs: readonly { readonly open: number; readonly close: number }[];
  /** Commas outside of brackets. */
  readonly commas: readonly number[];
}

function shapeOf(code: string): Shape {
  const pairs: { open: number; close: number }[] = [];
  const commas: number[] = [];
  let depth = 0;
  let open = 0;
  for (let at = 0; at < code.length; at++) {
    const character = code[at]!;
    if (character === '"' || character === "'") at = endOfString(code, at) - 1;
    else if (character === ',' && depth === 0) commas.push(at);
    else if ('([{'.includes(character)) {
      if (depth === 0) open = at;
      depth++;
    } else if (')]}'.includes(character) && depth > 0) {
      depth--;
      if (depth === 0) pairs.push({ open, close: at });
    }
  }
  return { pairs, commas };
}

/** Behind the closing quote of the string that begins at `start`. */
export function endOfString(text: string, start: number): number {
  const quote = text.startsWith(text[start]!.repeat(3), start) ? text[start]!.repeat(3) : text[start]!;
  for (let at = start + quote.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && text[at] === '\n') return at;
  }
  return text.length;
}

function withoutComment(code: string): { readonly code: string; readonly comment: string } {
  for (let at = 0; at < code.length; at++) {
    const character = code[at];
    if (character === '"' || character === "'") at = endOfString(code, at) - 1;
    else if (character === '#') {
      const plain = code.slice(0, at).trimEnd();
      return { code: plain, comment: code.slice(plain.length) };
    }
  }
  return { code: code.trimEnd(), comment: '' };
}

/** Breaks the lines of a text that are too long, those for which `isOld` says so left as they are. */
export function wrapLongLines(text: string, limit: number, isOld: (line: string) => boolean): string {
  const lines: string[] = [];
  let depth = 0;
  let at = 0;
  while (at <= text.length) {
    const start = at;
    let end = start;
    let balance = 0;
    let lowest = 0;
    let spans = false;
    for (; end < text.length && text[end] !== '\n'; end++) {
      const character = text[end]!;
      if (character === '#') {
        const next = text.indexOf('\n', end);
        end = (next === -1 ? text.length : next) - 1;
      } else if (character === '"' || character === "'") {
        const close = endOfString(text, end);
        spans ||= text.slice(end, close).includes('\n');
        end = Math.max(end, close - 1);
      } else if ('([{'.includes(character)) balance++;
      else if (')]}'.includes(character)) lowest = Math.min(lowest, --balance);
    }
    const line = text.slice(start, end);
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
    const isWhole = balance === 0 && lowest === 0 && !spans && !bare.endsWith('\\');
    const eol = bare === line ? '\n' : '\r\n';
    lines.push(
      isWhole && widthOf(bare) > limit && !isOld(bare)
        ? wrapped(bare, limit, depth > 0, eol) + line.slice(bare.length)
        : line,
    );
    depth = Math.max(0, depth + balance);
    at = end + 1;
  }
  return lines.join('\n');
}

import type { StringPart } from './syntax.ts';

const opening = /^([A-Za-z]*)('''|"""|'|")/;

/** One literal as it stands in `text`, quotes and prefix included. `hasValues`: an f-string that puts in values. */
export function readStringPart(text: string, start: number, end: number, hasValues: boolean): StringPart {
  const match = opening.exec(text.slice(start, end));
  const prefix = match?.[1]?.toLowerCase() ?? '';
  const quote = match?.[2] ?? '';
  const from = start + prefix.length + quote.length;
  const closed = from + quote.length <= end && text.endsWith(quote, end);
  const content = { start: Math.min(from, end), end: closed ? end - quote.length : end };
  const written = text.slice(content.start, content.end);
  return { start, end, prefix, quote, content, value: decoded(written, prefix, hasValues) };
}

function decoded(written: string, prefix: string, hasValues: boolean): string | undefined {
  if (hasValues || prefix.includes('b')) return undefined;
  const text = prefix.includes('f') ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written;
  return prefix.includes('r') ? text : unescaped(text);
}

const escapes = /\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g;

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
  '\r\n': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escapes, (whole, code: string) => {
    const plain = Object.hasOwn(simple, code) ? simple[code] : undefined;
    if (plain !== undefined) return plain;
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    if (/^[xuU].+/.test(code)) {
      const point = Number.parseInt(code.slice(1), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }
    return whole;
  });
}

/** What can happen to a text on its way: cut off, spliced, lines lost or doubled, foreign bytes and line ends. */
import fc from 'fast-check';

/** A part of a text, from 0 to 1, so that one damage suits texts of every length. */
type Fraction = number;

export type Damage =
  | { readonly kind: 'truncate' | 'behead'; readonly at: Fraction }
  | { readonly kind: 'insert'; readonly at: Fraction; readonly what: string }
  | { readonly kind: 'delete' | 'double'; readonly at: Fraction; readonly length: number }
  | { readonly kind: 'shuffle lines' | 'drop a line' | 'double a line'; readonly at: Fraction; readonly to: Fraction }
  | { readonly kind: 'line ends'; readonly end: '\r\n' | '\r' | '\n\r' | '\u2028' | ' ' }
  | { readonly kind: 'byte order mark' | 'mixed line ends' | 'flip case' };

/** Openings without end, ends without opening, and characters that few texts have. */
const fragments = [
  "'",
  '"',
  '`',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '((((',
  '))))',
  '$$',
  '$tag$',
  '/*',
  '*/',
  '--',
  '#',
  '//',
  '///',
  '"""',
  "'''",
  "\\'",
  '\\',
  ';',
  ';;',
  ',',
  ',,',
  ':',
  '=',
  '@',
  '@@',
  '@relation(',
  '?',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\f',
  '\v',
  '\0',
  '\uFEFF',
  '\u00A0',
  '\u2028',
  '\u0085',
  '\u200B',
  '😀',
  '\uD83D',
  '\uDE00',
  'ﬀ',
  'İ',
  '\nGO\n',
  '\nDELIMITER $$\n',
  '\nDELIMITER\n',
  'BEGIN ',
  ' END',
  'CASE ',
  ' AS $x$ ',
  'references ',
  'primary key',
  'create table ',
  'alter table ',
  '\\connect x\n',
  'copy t from stdin;\n1\t2\n',
  '\\.\n',
  '-- db-architect-ignore-file',
  'model ',
  'class ',
  'def f(',
  'lambda: ',
  'f"{',
  '    ',
  'constructor',
  '__proto__',
  'toString',
  '1e999',
  '0x',
  '99999999999999999999',
  '-1',
];

const fraction: fc.Arbitrary<Fraction> = fc.double({ min: 0, max: 1, noNaN: true });

export const randomDamage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constantFrom('truncate' as const, 'behead' as const), at: fraction }),
  {
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      at: fraction,
      what: fc.oneof(
        { arbitrary: fc.constantFrom(...fragments), weight: 4 },
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.string({ maxLength: 12 }),
      ),
    }),
    weight: 5,
  },
  fc.record({
    kind: fc.constantFrom('delete' as const, 'double' as const),
    at: fraction,
    length: fc.oneof(fc.constant(1), fc.nat({ max: 200 })),
  }),
  fc.record({
    kind: fc.constantFrom('shuffle lines' as const, 'drop a line' as const, 'double a line' as const),
    at: fraction,
    to: fraction,
  }),
  fc.record({
    kind: fc.constant('line ends' as const),
    end: fc.constantFrom('\r\n' as const, '\r' as const, '\n\r' as const, '\u2028' as const, ' ' as const),
  }),
  fc.record({
    kind: fc.constantFrom('byte order mark' as const, 'mixed line ends' as const, 'flip case' as const),
  }),
);

export function damaged(text: string, damages: readonly Damage[]): string {
  return damages.reduce(once, text);
}

function once(text: string, damage: Damage): string {
  switch (damage.kind) {
    case 'truncate':
      return text.slice(0, offsetAt(text, damage.at));
    case 'behead':
      return text.slice(offsetAt(text, damage.at));
    case 'insert': {
      const at = offsetAt(text, damage.at);
      return text.slice(0, at) + damage.what + text.slice(at);
    }
    case 'delete': {
      const at = offsetAt(text, damage.at);
      return text.slice(0, at) + text.slice(at + damage.length);
    }
    case 'double': {
      const at = offsetAt(text, damage.at);
      return text.slice(0, at + damage.length) + text.slice(at);
    }
    case 'shuffle lines':
    case 'drop a line':
    case 'double a line':
      return lineMoved(text.split('\n'), damage).join('\n');
    case 'line ends':
      return text.replaceAll('\n', damage.end);
    case 'byte order mark':
      return `\uFEFF${text}`;
    case 'mixed line ends': {
      let line = 0;
      return text.replace(/\n/g, () => ['\n', '\r\n', '\r'][line++ % 3]!);
    }
    case 'flip case':
      return text.replace(/[a-z]/gi, (letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
      );
  }
}

function offsetAt(text: string, at: Fraction): number {
  return Math.floor(at * text.length);
}

function lineMoved(
  lines: string[],
  { kind, at, to }: { readonly kind: string; readonly at: Fraction; readonly to: Fraction },
): string[] {
  const from = Math.min(lines.length - 1, Math.floor(at * lines.length));
  const target = Math.min(lines.length - 1, Math.floor(to * lines.length));
  const line = lines[from]!;
  const without = lines.filter((_, index) => index !== from);
  if (kind === 'drop a line') return without;
  const base = kind === 'double a line' ? lines : without;
  return [...base.slice(0, target), line, ...base.slice(target)];
}

/** Pieces of Markdown. Text of the workspace is data: it cannot leave the place that it is put into. */

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function numbered(items: readonly string[]): string {
  return items.map((item, at) => `${at + 1}. ${item}`).join('\n');
}

/** `a, b and c` */
export function inWords(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.trimEnd()}\n${fence}`;
}

/** A name of the workspace: one line, no longer than a name is, and nothing that ends the span. */
export function code(name: string): string {
  const clean = name.replace(/[`\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return `\`${clean.length > 80 ? `${clean.slice(0, 77)}…` : clean}\``;
}

export function codes(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map(code).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** Text of the workspace in a sentence: one line, bounded, without Markdown's own signs. */
export function quoted(text: string): string {
  const clean = text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[<>[\]|]/g, (sign) => `\\${sign}`)
    .trim();
  return clean.length > 500 ? `${clean.slice(0, 497)}…` : clean;
}

function cell(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(/(?<!\\)\|/g, '\\|');
}

/** The points of a Markdown list, each in one line. */
export function pointsIn(markdown: string): readonly string[] {
  return markdown
    .split(/^- /m)
    .slice(1)
    .map((point) => point.replace(/\s*\n\s*/g, ' ').trim());
}

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

export function codeBlocksIn(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1]!,
    code: match[2]!.trimEnd(),
  }));
}

/** Without its fenced blocks. */
export function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$\n*/gm, '').trim();
}

/** The tables of a Markdown text, each with the paragraphs before it left out. */
export function tablesIn(markdown: string): readonly string[] {
  return markdown.split(/\n\s*\n/).filter((block) => block.startsWith('|'));
}

/** `1,234`, `1.2 million`, `35`, `0.4`: as few figures as the meaning needs. */
export function count(value: number): string {
  if (value >= 999.5e6) return `${trimmed(value / 1e9)} billion`;
  if (value >= 1e6) return `${trimmed(value / 1e6)} million`;
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return trimmed(value);
}

export function range(low: number, high: number, write: (value: number) => string = count): string {
  const [first, last] = [write(low), write(high)];
  return first === last ? first : `${first} to ${last}`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

export function bytes(value: number): string {
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${trimmed(value / 1000 ** step)} ${units[step]}`;
}

function trimmed(value: number): string {
  const digits = value >= 10 ? 0 : value >= 1 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/** A sentence within a sentence: the first word in lower case, unless it is a name. */
export function continued(text: string): string {
  return /^(?:[A-Z]|[A-Z][a-z]+)(?=[\s,:;.-]|$)/.test(text) && !properNames.test(text)
    ? text[0]!.toLowerCase() + text.slice(1)
    : text;
}

const properNames = /^(?:Redis|Oracle|Raft|Citus|Debezium|Prisma|Django|Alembic|Valkey|Cassandra|Elastic|Atlas|I )\b/;

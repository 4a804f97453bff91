/** The blocks of code in a Markdown answer that describe or ask a database. */
import type { Dialect } from '../model/dialect.ts';
import type { Span } from '../text/span.ts';

export interface CodeBlock {
  readonly language: 'sql' | 'prisma' | 'python';
  /** The dialect that the fence names. */
  readonly dialect: Dialect | undefined;
  readonly code: string;
  /** Of the code in the answer. */
  readonly span: Span;
}

const languages: Readonly<Record<string, Pick<CodeBlock, 'language' | 'dialect'>>> = {
  sql: { language: 'sql', dialect: undefined },
  postgres: { language: 'sql', dialect: 'postgresql' },
  postgresql: { language: 'sql', dialect: 'postgresql' },
  pgsql: { language: 'sql', dialect: 'postgresql' },
  plpgsql: { language: 'sql', dialect: 'postgresql' },
  mysql: { language: 'sql', dialect: 'mysql' },
  mariadb: { language: 'sql', dialect: 'mysql' },
  sqlite: { language: 'sql', dialect: 'sqlite' },
  tsql: { language: 'sql', dialect: 'sqlserver' },
  sqlserver: { language: 'sql', dialect: 'sqlserver' },
  prisma: { language: 'prisma', dialect: undefined },
  python: { language: 'python', dialect: undefined },
  py: { language: 'python', dialect: undefined },
};

const fence = /^( {0,3}|[ \t]*(?:[-*+]|\d+[.)])[ \t]+|[ \t]+)(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*$/;

/** Fenced blocks, those inside lists too; one that is not closed reaches to the end. Linear in the text's length. */
export function fencedBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly mark: string; readonly language: string; readonly start: number } | undefined;
  let lines: string[] = [];
  let at = 0;
  const close = (end: number): void => {
    const known = open === undefined ? undefined : languages[open.language];
    if (open !== undefined && known !== undefined) {
      blocks.push({ ...known, code: withoutIndent(lines), span: { start: open.start, end } });
    }
    open = undefined;
  };
  for (const line of markdown.split('\n')) {
    const [, , mark, language = ''] = fence.exec(line.trimEnd()) ?? [];
    const next = at + line.length + 1;
    if (open === undefined) {
      if (mark !== undefined) open = { mark, language: language.toLowerCase(), start: next };
      lines = [];
    } else if (line.trim().startsWith(open.mark) && line.trim().replaceAll(open.mark[0]!, '') === '') close(at);
    else lines.push(line.trimEnd());
    at = next;
  }
  close(markdown.length);
  return blocks;
}

/** In a list, the code stands as far to the right as the fence. */
function withoutIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = indents.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(Math.min(least, line.length))).join('\n');
}

/** Markdown of the rules' pages for a terminal: headings, code and emphasis in colour, paragraphs wrapped. */
import type { Paint } from './paint.ts';
import { harmless, wrap } from './text-layout.ts';

export function renderMarkdown(markdown: string, paint: Paint, columns: number): string {
  const width = Math.max(40, Math.min(columns, 100)) - 2;
  const rendered: string[] = [];
  let paragraph: string[] = [];
  let inCode = false;
  const flush = () => {
    if (paragraph.length === 0) return;
    const [first, hanging] = /^(?:[-*]|\d+\.) /.test(paragraph[0]!) ? ['', '  '] : ['', ''];
    const lines = wrap(paragraph.join(' '), width - hanging.length);
    rendered.push(...lines.map((line, i) => `  ${i === 0 ? first : hanging}${inline(line, paint)}`));
    paragraph = [];
  };
  for (const line of harmless(markdown).split('\n')) {
    const heading = /^(#+) (.*)$/.exec(line);
    if (line.startsWith('```')) {
      flush();
      inCode = !inCode;
    } else if (inCode) rendered.push(`    ${paint(line, 'cyan')}`);
    else if (heading !== null) {
      flush();
      rendered.push(heading[1] === '#' ? paint(heading[2]!, 'bold', 'underline') : paint(heading[2]!, 'bold'));
    } else if (line.trim() === '') {
      flush();
      rendered.push('');
    } else {
      if (/^(?:[-*]|\d+\.) /.test(line)) flush();
      paragraph.push(line.trim());
    }
  }
  flush();
  return `${rendered.join('\n').trimEnd()}\n`;
}

function inline(text: string, paint: Paint): string {
  return text
    .replace(/`([^`]+)`/g, (_, code: string) => paint(code, 'cyan'))
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => paint(strong, 'bold'))
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, target: string) =>
      label === target ? target : `${label} (${target})`,
    );
}

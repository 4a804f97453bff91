/** The lines around a finding with carets under what it is about. */

import type { LineIndex } from '../../text/line-index.ts';
import type { Span } from '../../text/span.ts';
import type { Sources } from '../check-report.ts';
import { rangeOf } from '../check-report.ts';
import type { Paint, Style } from '../paint.ts';
import { columnsOf, harmless } from '../text-layout.ts';

const tab = 4;
/** A longer line is shown around the finding only; more than this is not even looked at. */
const longestLine = 2000;

export function codeFrame(
  sources: Sources,
  file: string,
  span: Span,
  caret: Style,
  paint: Paint,
  width: number,
): string[] {
  const text = sources.textOf(file);
  if (text === '') return [];
  const lines = sources.linesOf(file);
  const { start, end } = rangeOf(sources, file, span);
  const first = Math.max(0, start.line - 1);
  const last = Math.min(lines.lineCount - 1, start.line + 1);
  const gutter = String(last + 1).length;
  const room = Math.max(20, width - gutter - 3);
  const frame: string[] = [];
  for (let line = first; line <= last; line++) {
    const content = lineText(text, lines, line);
    // An empty line above or below tells nothing.
    if (line !== start.line && content.trim() === '') continue;
    const marked = line === start.line;
    const until = marked ? (end.line === line ? end.character : content.length) : 0;
    const view = window(content, marked ? start.character : 0, Math.max(until, start.character + 1), room);
    const number = String(line + 1).padStart(gutter);
    const bar = paint('│', 'dim');
    frame.push(
      `${paint(number, marked ? 'bold' : 'dim')} ${bar} ${marked ? view.text : paint(view.text, 'dim')}`.trimEnd(),
    );
    if (!marked) continue;
    const carets = paint('^'.repeat(Math.max(1, view.caretEnd - view.caretStart)), caret, 'bold');
    frame.push(`${' '.repeat(gutter)} ${bar} ${' '.repeat(view.caretStart)}${carets}`);
  }
  return frame;
}

function lineText(text: string, lines: LineIndex, line: number): string {
  const start = lines.offsetAt({ line, character: 0 });
  const end = line + 1 < lines.lineCount ? lines.offsetAt({ line: line + 1, character: 0 }) - 1 : text.length;
  return text.slice(start, end).replace(/\r$/, '');
}

interface Window {
  readonly text: string;
  /** In columns of the shown text. */
  readonly caretStart: number;
  readonly caretEnd: number;
}

/** The part of a line that fits, with tabs expanded; moved to the right where the carets would not be seen. */
function window(line: string, from: number, to: number, room: number): Window {
  const offset = from > longestLine / 2 ? from - longestLine / 4 : 0;
  const part = line.slice(offset, offset + longestLine);
  const cells: string[] = [];
  let caretStart = -1;
  let caretEnd = -1;
  let at = offset;
  for (const character of part) {
    if (at >= from && caretStart === -1) caretStart = cells.length;
    if (at >= to && caretEnd === -1) caretEnd = cells.length;
    if (character === '\t') for (let i = tab - (cells.length % tab); i > 0; i--) cells.push(' ');
    else {
      const columns = columnsOf(character);
      if (columns === 0) cells.push(`${cells.pop() ?? ''}${character}`);
      else cells.push(harmless(character));
      if (columns === 2) cells.push('');
    }
    at += character.length;
  }
  if (caretStart === -1) caretStart = cells.length;
  if (caretEnd === -1) caretEnd = cells.length;
  if (cells.length <= room && offset === 0) return { text: cells.join(''), caretStart, caretEnd };

  const begin = caretStart < room * 0.8 && offset === 0 ? 0 : Math.max(0, caretStart - Math.floor(room / 4));
  const shown = cells.slice(begin, begin + room);
  if (begin > 0 || offset > 0) shown[0] = '…';
  if (begin + room < cells.length || offset + longestLine < line.length) shown[shown.length - 1] = '…';
  const clamp = (column: number) => Math.max(0, Math.min(column - begin, shown.length));
  return { text: shown.join(''), caretStart: clamp(caretStart), caretEnd: clamp(caretEnd) };
}

import type { Span } from '../text/span.ts';
import type { SqlDocument, Unit } from './sql-document.ts';
import { readSuppression, type Suppression } from './suppression.ts';

/**
 * The silencing comments of a document. One before a statement speaks for the statement, one on a line of its own
 * inside a statement for the next line, one behind code for its own line.
 */
export function suppressionsIn(document: SqlDocument): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const unit of document.units) {
    for (const comment of unit.comments) {
      const span = { start: unit.start + comment.start, end: unit.start + comment.end };
      const text = document.text.slice(span.start, span.end);
      const suppression = readSuppression(text, span, (onNextLine) => targetOf(document, unit, span, onNextLine));
      if (suppression !== undefined) found.push(suppression);
    }
  }
  return found;
}

function targetOf(document: SqlDocument, unit: Unit, comment: Span, onNextLine: boolean): Span {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  const lineEnd = endOfLine(text, comment.end);
  const alone = text.slice(lineStart, comment.start).trim() === '';
  if (!alone && !onNextLine) return { start: lineStart, end: lineEnd };
  if (comment.start < unit.start) return { start: unit.start, end: unit.end };
  // The next line that holds more than a comment.
  let start = lineEnd + 1;
  while (start < text.length && /^\s*(?:--.*|#.*)?$/.test(text.slice(start, endOfLine(text, start)))) {
    start = endOfLine(text, start) + 1;
  }
  return { start, end: endOfLine(text, start) };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

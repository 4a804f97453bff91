import { logicalLines } from './pieces.ts';

/**
 * The text with the bodies of functions blanked, everything else in its place: most of a class is methods, and reading
 * them costs most of the time. `keeps` is asked for each function with its name and its decorators as written.
 */
export function withoutBodies(text: string, keeps: (name: string, decorators: string) => boolean): string {
  if (!/\bdef[ \t]/.test(text)) return text;
  const parts: string[] = [];
  let written = 0;
  let decorators = '';
  /** Column of the function whose body is being left out. */
  let hidden: number | undefined;
  let isFirst = false;
  for (const { start, end } of logicalLines(text)) {
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    if (hidden !== undefined && column > hidden) {
      parts.push(
        text.slice(written, start),
        isFirst ? blankBody(text.slice(start, end)) : blank(text.slice(start, end)),
      );
      written = end;
      isFirst = false;
      continue;
    }
    hidden = undefined;
    if (text[start] === '@') {
      decorators += text.slice(start, end);
      continue;
    }
    functionStart.lastIndex = start;
    const name = functionStart.exec(text)?.[1];
    if (name !== undefined && !keeps(name, decorators)) {
      hidden = column;
      isFirst = true;
    }
    decorators = '';
  }
  parts.push(text.slice(written));
  // White space without a line break behind it would count as an indented line.
  const blanked = parts.join('');
  let end = blanked.length;
  while (blanked[end - 1] === ' ') end--;
  return blanked.slice(0, end);
}

const functionStart = /(?:async[ \t]+)?def[ \t]+(\w+)/y;

/** A body has to be there: `pass` where it fits. */
function blankBody(text: string): string {
  return text.length < 4 ? text : `pass${blank(text.slice(4))}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

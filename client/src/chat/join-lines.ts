/** Lines of one paragraph as one line: the Chat view breaks lines where Markdown does not. */

/** Begins a block of its own: a heading, quote, item, table, fence or rule, or HTML. */
const begins = /^\s*(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|\||```|~~~|<|(?:[-*_]\s*){3,}$|$)/;

/** Takes no further line: an empty one, a heading, a table's row, a rule, or one that ends with a break on purpose. */
const ends = /^\s*(?:#{1,6}\s|\||(?:[-*_]\s*){3,}$|$)|(?: {2}|\\)$/;

const fence = /^\s*(`{3,}|~{3,})/;

/** Code blocks stay as they are. */
export function joinLines(markdown: string): string {
  const joined: string[] = [];
  // What the code block that we are in began with.
  let opened: string | undefined;
  // Whether the last line may go on.
  let isOpen = false;
  for (const line of markdown.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (isOpen && !begins.test(line)) joined.push(`${joined.pop()} ${line.trim()}`);
    else joined.push(line);
    if (opened === undefined) opened = mark;
    else if (mark?.startsWith(opened)) opened = undefined;
    isOpen = opened === undefined && mark === undefined && !ends.test(line);
  }
  return joined.join('\n');
}

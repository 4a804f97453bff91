import { ExternalTokenizer, type InputStream } from '@lezer/lr';
import { lineBreak, softBreak } from './block-terms.ts';

const newline = 10;
const carriageReturn = 13;

/** A line that can only begin a member of the block: `name Type`, `name @map`, `name =`, `@@index`. */
const memberStart = /^(?:@@|[\p{L}\p{N}_][\p{L}\p{N}_-]*(?:[ \t]+(?:\p{Lu}|@|=)|[ \t]*=))/u;

/** Characters looked at; no member has a name so long. */
const lookahead = 200;

/**
 * A line break ends a member. Where none can end, as inside parentheses and brackets, it means nothing, unless what
 * follows shows that the rest was not written yet: then the member ends there and the others keep their meaning.
 */
export const lineBreaks = new ExternalTokenizer(
  (input, stack) => {
    if (input.next !== newline && input.next !== carriageReturn) return;
    input.advance();
    const isInside = !stack.canShift(lineBreak) && !memberStart.test(textAhead(input));
    input.acceptToken(isInside ? softBreak : lineBreak);
  },
  { contextual: true },
);

function textAhead(input: InputStream): string {
  let at = 0;
  while (at < lookahead && isBlank(input.peek(at))) at++;
  let text = '';
  for (let length = 0; length < lookahead; length++) {
    const code = input.peek(at + length);
    if (code < 0 || code === newline || code === carriageReturn) break;
    text += String.fromCharCode(code);
  }
  return text;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === newline || code === carriageReturn;
}

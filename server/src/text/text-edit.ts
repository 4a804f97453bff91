import type { Span } from './span.ts';

/** Replaces the text of a span; an empty span inserts. Offsets are absolute in the file. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** An edit of a named file; a file that does not exist yet is created with `newText`. */
export interface FileEdit extends TextEdit {
  readonly file: string;
  readonly creates?: true;
}

/** Applies edits that do not overlap; throws a RangeError on overlap, which is a programmer's mistake. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < at) throw new RangeError(`edits overlap at offset ${edit.span.start}`);
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

/** The one edit that makes one text of another: what lies between their common beginning and end. */
export function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let back = 0;
  while (
    back < shorter - start &&
    before.charCodeAt(before.length - 1 - back) === after.charCodeAt(after.length - 1 - back)
  ) {
    back++;
  }
  return { span: { start, end: before.length - back }, newText: after.slice(start, after.length - back) };
}

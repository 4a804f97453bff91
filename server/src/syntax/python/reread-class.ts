/** Reads a class again of which one line was edited: what else stands in it is taken over. */
import { readPython } from './python-tree.ts';
import type { ClassStatement, Statement } from './syntax.ts';

/** A class that is read without errors, and the whole text it was read from. */
export interface ReadClass {
  readonly text: string;
  readonly statement: ClassStatement;
}

/**
 * What reading `text` would give, where it differs from the former text within one assignment or expression of the
 * class's body, and that statement is all of its logical line before and after. Undefined where it takes more to tell.
 */
export function rereadClass({ text: before, statement }: ReadClass, text: string): ClassStatement | undefined {
  const { start, end } = difference(before, text);
  const index = statement.body.findIndex((each) => each.end >= end);
  const old = statement.body[index];
  // What comes before it must not become a part of its first word.
  if (old === undefined || old.start >= start || !isSimple(old) || !isAlone(before, old)) return undefined;
  const by = text.length - before.length;
  const line = text.slice(old.start, old.end + by);
  const { statements, errors } = readPython(line);
  const [read] = statements;
  if (read === undefined || statements.length > 1 || errors.length > 0) return undefined;
  if (!isSimple(read) || read.start !== 0 || read.end !== line.length) return undefined;
  const { bodySpan } = statement;
  return {
    ...statement,
    body: [
      ...statement.body.slice(0, index),
      moved(read, old.start),
      ...statement.body.slice(index + 1).map((each) => moved(each, by)),
    ],
    bodySpan: { start: bodySpan.start, end: bodySpan.end + by },
    end: statement.end + by,
  };
}

/** Where the former text is another one; nothing of it is empty. */
function difference(before: string, after: string): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let back = 0;
  const rest = most - start;
  while (back < rest && before.charCodeAt(before.length - 1 - back) === after.charCodeAt(after.length - 1 - back))
    back++;
  return { start, end: before.length - back };
}

function isSimple({ kind }: Statement): boolean {
  return kind === 'assign' || kind === 'expression';
}

/** Whether nothing but white space and a comment stands beside the statement. */
function isAlone(text: string, { start, end }: Statement): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const behind = text.slice(end, lineEnd === -1 ? text.length : lineEnd);
  return /^[ \t]*$/.test(text.slice(lineStart, start)) && /^[ \t]*(?:#.*)?\r?$/.test(behind);
}

/** The same syntax at another place. */
function moved<Part>(part: Part, by: number): Part {
  if (by === 0 || typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((each) => moved(each, by)) as Part;
  // A copy of the whole first: it has the form that the engine knows from the original.
  const copy = { ...part } as Record<string, unknown>;
  for (const key in copy) {
    const value = copy[key];
    if (typeof value === 'object') copy[key] = moved(value, by);
    else if ((key === 'start' || key === 'end') && typeof value === 'number') copy[key] = value + by;
  }
  return copy as Part;
}

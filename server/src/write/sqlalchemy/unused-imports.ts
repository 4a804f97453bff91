/** Imports whose last use an edit takes away. */
import { splitPython } from '../../syntax/python/pieces.ts';
import { readPython } from '../../syntax/python/python-tree.ts';
import type { FromImportStatement, ImportStatement } from '../../syntax/python/syntax.ts';
import { composeEdits } from '../../text/compose-edits.ts';
import type { Span } from '../../text/span.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';

interface Import {
  readonly statement: ImportStatement | FromImportStatement;
  /** Spans of the statement count from here. */
  readonly base: number;
}

/** The edits, and what takes out the imports that they leave without a use. */
export function withoutFreedImports(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  // Most edits only add: the file need not be read again for those.
  const gone = edits.some(({ span, newText }) => {
    const kept = new Set(wordsIn(newText));
    return wordsIn(text.slice(span.start, span.end)).some((word) => !kept.has(word));
  });
  return gone ? composeEdits(text, edits, freedImports(text, applyEdits(text, edits))) : edits;
}

/**
 * Edits of `after` that take out what it imports at its margin and uses no more, where `before` used it. Lines that
 * a comment speaks of stay.
 */
export function freedImports(before: string, after: string): readonly TextEdit[] {
  const uses = usesOf(after);
  const formerly = usesOf(before);
  const isFreed = (name: string): boolean => formerly.has(name) && !uses.has(name);
  return importsOf(after).flatMap((each) => withoutNames(after, each, isFreed));
}

/** Words outside of imports, in strings and comments too: `__all__` and annotations name things as text. */
function usesOf(text: string): ReadonlySet<string> {
  const spans = importsOf(text).map(({ statement, base }) => ({
    start: base + statement.start,
    end: base + statement.end,
  }));
  let rest = '';
  let at = 0;
  for (const { start, end } of spans) {
    rest += `${text.slice(at, start)}\n`;
    at = end;
  }
  rest += text.slice(at);
  return new Set(wordsIn(rest));
}

function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w.])[^\W\d]\w*/gu)].map(([word]) => word);
}

function importsOf(text: string): readonly Import[] {
  return splitPython(text).flatMap(({ start, end }) => {
    const piece = text.slice(start, end);
    if (!/^(?:from|import)\b/.test(piece)) return [];
    return readPython(piece).statements.flatMap((statement) =>
      statement.kind === 'import' || statement.kind === 'from-import' ? [{ statement, base: start }] : [],
    );
  });
}

function withoutNames(
  text: string,
  { statement, base }: Import,
  isFreed: (name: string) => boolean,
): readonly TextEdit[] {
  const names = statement.names.map(({ name, as, start, end }) => ({
    bound: as ?? (statement.kind === 'import' ? name.split('.')[0]! : name),
    start: base + start,
    end: base + end,
  }));
  const freed = names.filter(({ bound }) => isFreed(bound));
  const whole = lineOf(text, { start: base + statement.start, end: base + statement.end });
  if (freed.length === 0 || text.slice(whole.start, whole.end).includes('#')) return [];
  if (freed.length === names.length) return [{ span: whole, newText: '' }];
  return runsOf(names, ({ bound }) => isFreed(bound)).map(({ first, last }) => {
    const next = names[last + 1];
    const span =
      next === undefined
        ? { start: names[first - 1]!.end, end: names[last]!.end }
        : { start: names[first]!.start, end: next.start };
    return { span, newText: '' };
  });
}

/** First and last position of the items in a row that are meant. */
function runsOf<Item>(
  items: readonly Item[],
  isMeant: (item: Item) => boolean,
): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const [at, item] of items.entries()) {
    if (!isMeant(item)) continue;
    const run = runs.at(-1);
    if (run?.last === at - 1) run.last = at;
    else runs.push({ first: at, last: at });
  }
  return runs;
}

/** With the line break behind it. */
function lineOf(text: string, { start, end }: Span): Span {
  const next = text.indexOf('\n', end);
  return { start, end: next === -1 ? text.length : next + 1 };
}

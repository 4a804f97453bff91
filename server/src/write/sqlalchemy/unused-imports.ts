/** Imports whose last use an edit takes away. */
import { rememberedOfLate } from '../../model/remembered.ts';
import { splitPython } from '../../syntax/python/pieces.ts';
import { readPython } from '../../syntax/python/python-tree.ts';
import type { FromImportStatement, ImportedName, ImportStatement } from '../../syntax/python/syntax.ts';
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
  return mayFree(text, edits) ? composeEdits(text, edits, freedImports(text, applyEdits(text, edits))) : edits;
}

/** A fix for every finding of a file asks: most take no name away, or one that stands in many more places. */
function mayFree(text: string, edits: readonly TextEdit[]): boolean {
  const removed = new Map<string, number>();
  for (const { span, newText } of edits) {
    const { start, end } = wholeWords(text, span);
    const kept = new Set(wordsIn(text.slice(start, span.start) + newText + text.slice(span.end, end)));
    for (const word of wordsIn(text.slice(start, end))) {
      if (!kept.has(word)) removed.set(word, (removed.get(word) ?? 0) + 1);
    }
  }
  if (removed.size === 0) return false;
  const { imported, uses } = importsAndUses(text);
  return [...removed].some(([word, times]) => imported.has(word) && times >= (uses.get(word) ?? 0));
}

function wholeWords(text: string, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && /[\w.]/.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && /\w/.test(text[to]!)) to++;
  return { start: from, end: to };
}

/** The names that a text imports, and how often each word stands outside of imports. */
const importsAndUses = rememberedOfLate((text) => {
  const imports = importsOf(text);
  const imported = new Set(imports.flatMap((each) => each.statement.names.map((name) => boundBy(each, name))));
  const uses = new Map<string, number>();
  for (const word of wordsIn(withoutImports(text, imports))) uses.set(word, (uses.get(word) ?? 0) + 1);
  return { imported, uses };
});

function boundBy({ statement }: Import, { name, as }: ImportedName): string {
  return as ?? (statement.kind === 'import' ? name.split('.')[0]! : name);
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
  return new Set(wordsIn(withoutImports(text, importsOf(text))));
}

function withoutImports(text: string, imports: readonly Import[]): string {
  let rest = '';
  let at = 0;
  for (const { statement, base } of imports) {
    rest += `${text.slice(at, base + statement.start)}\n`;
    at = base + statement.end;
  }
  return rest + text.slice(at);
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

function withoutNames(text: string, imports: Import, isFreed: (name: string) => boolean): readonly TextEdit[] {
  const { statement, base } = imports;
  const names = statement.names.map((name) => ({
    bound: boundBy(imports, name),
    start: base + name.start,
    end: base + name.end,
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

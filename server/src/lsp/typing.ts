/**
 * Keeps back what is new about a statement while somebody types it: half a statement is no mistake, and an underline
 * that comes and goes with every word helps nobody. What was found before stays, what is mended goes at once.
 */
import type { Analyzer } from '../analysis/analyzer.ts';
import type { Span } from '../text/span.ts';
import type { OpenDocument } from './open-documents.ts';

/** In milliseconds: longer than between two keys of a slow typist, shorter than a look at the screen. */
const rest = 600;

export class Typing {
  readonly #isEnabled: boolean;
  readonly #rested: () => void;
  #document: OpenDocument | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `rested` is called when nothing was typed for a while. */
  constructor(isEnabled: boolean, rested: () => void) {
    this.#isEnabled = isEnabled;
    this.#rested = rested;
  }

  typed(document: OpenDocument, newText: string): void {
    if (!this.#isEnabled) return;
    clearTimeout(this.#timer);
    // The end of a statement says that it is finished.
    this.#document = newText.trimEnd().endsWith(';') ? undefined : document;
    this.#timer = setTimeout(() => this.#rest(), rest);
  }

  /** The statement in the file that is being typed. */
  statementIn(file: string, analyzer: Analyzer): Span | undefined {
    const document = this.#document;
    if (document === undefined || document.file !== file || document.editedAt === undefined) return undefined;
    const { editedAt } = document;
    // Behind a blank the statement goes on; the reader ends it before.
    const before = analyzer.textOf(file)?.slice(Math.max(0, editedAt - longestBlank), editedAt) ?? '';
    const behindWord = editedAt - (before.length - before.trimEnd().length);
    return analyzer.statementAt(file, editedAt) ?? analyzer.statementAt(file, behindWord);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #rest(): void {
    this.#document = undefined;
    this.#rested();
  }
}

const longestBlank = 200;

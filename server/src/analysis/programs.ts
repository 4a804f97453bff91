/** Which files are understood together, and what their program says of them. */
import type { Program } from '../lower/program.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Texts } from './compact.ts';
import { type Language, languageOf, programLanguages } from './languages.ts';
import { ProgramDocument } from './program-document.ts';
import { SqlDocument } from './sql-document.ts';
import type { DocumentDelta, SourceDocument } from './unit.ts';

export class Programs {
  readonly #programs = new Map<string, { readonly program: Program; readonly documents: Set<ProgramDocument> }>();
  readonly #stale = new Set<string>();
  readonly #texts: Texts;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  /** A document of the file; `root` tells apart the programs of one language and dialect. */
  open(file: string, text: string, dialect: Dialect, root: string): SourceDocument {
    const language = languageOf(file);
    if (language === 'sql') return new SqlDocument(file, text, dialect, this.#texts);
    const key = keyOf(language, dialect, root);
    let entry = this.#programs.get(key);
    if (entry === undefined) {
      entry = { program: programLanguages[language].newProgram(dialect), documents: new Set() };
      this.#programs.set(key, entry);
    }
    const document = new ProgramDocument(file, text, dialect, root, programLanguages[language], entry.program);
    entry.documents.add(document);
    this.#stale.add(key);
    return document;
  }

  /** Whether the document is the one that `open` would make. */
  isCurrent(document: SourceDocument, dialect: Dialect, root: string): boolean {
    if (document.dialect !== dialect) return false;
    if (!(document instanceof ProgramDocument)) return true;
    const entry = this.#programs.get(keyOf(languageOf(document.file), dialect, root));
    return entry?.documents.has(document) === true;
  }

  /** A document was edited: what other files of its program say may change with it. */
  edited(document: SourceDocument): void {
    for (const [key, { documents }] of this.#programs) {
      if (document instanceof ProgramDocument && documents.has(document)) this.#stale.add(key);
    }
  }

  close(document: SourceDocument): void {
    if (!(document instanceof ProgramDocument)) return;
    document.close();
    for (const [key, { documents }] of this.#programs) {
      if (!documents.delete(document)) continue;
      if (documents.size === 0) this.#programs.delete(key);
      else this.#stale.add(key);
    }
  }

  /** Reads what was edited; answers the documents whose units changed. */
  settle(): readonly { readonly document: SourceDocument; readonly delta: DocumentDelta }[] {
    const settled: { document: SourceDocument; delta: DocumentDelta }[] = [];
    for (const key of this.#stale) {
      for (const document of this.#programs.get(key)?.documents ?? []) {
        const delta = document.settle();
        if (delta.added.length > 0 || delta.removed.length > 0) settled.push({ document, delta });
      }
    }
    this.#stale.clear();
    return settled;
  }
}

function keyOf(language: Language, dialect: Dialect, root: string): string {
  return `${language}:${dialect}:${root}`;
}

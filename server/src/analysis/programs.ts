/** Which files are understood together, and what their program says of them. */
import type { Program } from '../lower/program.ts';
import type { Dialect } from '../model/dialect.ts';
import { type Language, languageOf, programLanguages } from './languages.ts';
import { ProgramDocument } from './program-document.ts';
import type { SharedValues } from './shared-values.ts';
import { SqlDocument } from './sql-document.ts';
import type { DocumentDelta, SourceDocument } from './unit.ts';

export class Programs {
  readonly #programs = new Map<string, OpenProgram>();
  /** Documents that were opened or edited since they were last settled. */
  readonly #edited = new Set<ProgramDocument>();
  readonly #shared: SharedValues;

  constructor(shared: SharedValues) {
    this.#shared = shared;
  }

  /** A document of the file; `root` tells apart the programs of one language and dialect. */
  open(file: string, text: string, dialect: Dialect, root: string): SourceDocument {
    const language = languageOf(file);
    if (language === 'sql') return new SqlDocument(file, text, dialect, this.#shared);
    const key = keyOf(language, dialect, root);
    let entry = this.#programs.get(key);
    if (entry === undefined) {
      entry = { program: programLanguages[language].newProgram(dialect), documents: new Map() };
      this.#programs.set(key, entry);
    }
    const document = new ProgramDocument(file, text, dialect, root, programLanguages[language], entry.program);
    entry.documents.set(file, document);
    this.#edited.add(document);
    return document;
  }

  /** Whether the document is the one that `open` would make. */
  isCurrent(document: SourceDocument, dialect: Dialect, root: string): boolean {
    if (document.dialect !== dialect) return false;
    if (!(document instanceof ProgramDocument)) return true;
    const entry = this.#programs.get(keyOf(languageOf(document.file), dialect, root));
    return entry?.documents.get(document.file) === document;
  }

  /** A document was edited: what other files of its program say may change with it. */
  edited(document: SourceDocument): void {
    if (document instanceof ProgramDocument) this.#edited.add(document);
  }

  close(document: SourceDocument): void {
    if (!(document instanceof ProgramDocument)) return;
    document.close();
    this.#edited.delete(document);
    for (const [key, { documents }] of this.#programs) {
      if (documents.get(document.file) === document) documents.delete(document.file);
      if (documents.size === 0) this.#programs.delete(key);
    }
  }

  /** Reads what was edited, and what it shows in; answers the documents that were read again. */
  settle(): readonly { readonly document: ProgramDocument; readonly delta: DocumentDelta }[] {
    const settled: { document: ProgramDocument; delta: DocumentDelta }[] = [];
    for (const { program, documents } of this.#programs.values()) {
      for (const [file, units] of program.takeDoubtful()) {
        const document = documents.get(file);
        if (document === undefined) continue;
        document.doubt(units);
        this.#edited.add(document);
      }
    }
    // What one file means shows only when the program knows all of them.
    for (const document of this.#edited) document.read();
    for (const document of this.#edited) settled.push({ document, delta: document.settle() });
    this.#edited.clear();
    return settled;
  }
}

interface OpenProgram {
  readonly program: Program;
  readonly documents: Map<string, ProgramDocument>;
}

function keyOf(language: Language, dialect: Dialect, root: string): string {
  return `${language}:${dialect}:${root}`;
}

/** The documents that the editor holds: their text wins over the disk. */
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import type { Analyzer } from '../analysis/analyzer.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { DocumentLines } from './document-lines.ts';
import { fileOf } from './from-protocol.ts';

/**
 * One open document. Its text lives in the analyzer, or, for settings and for files that are not checked, here.
 * Changes are collected and handed on when somebody asks, so that a burst of typing costs one analysis.
 */
export class OpenDocument {
  readonly uri: string;
  readonly file: string;
  readonly languageId: string;
  version: number;
  lines: DocumentLines;
  /** Changes when an edit moved lines: places then mean other positions, even where offsets stayed. */
  lineRevision = 0;
  #heldText: string | undefined;
  #newText: string | undefined;
  #edits: TextEdit[] = [];

  constructor({ uri, languageId, version, text }: TextDocumentItem, held: boolean) {
    this.uri = uri;
    this.file = fileOf(uri);
    this.languageId = languageId;
    this.version = version;
    this.lines = new DocumentLines(text);
    if (held) this.#heldText = text;
    else this.#newText = text;
  }

  /** The text of a document that the analyzer does not hold. */
  get heldText(): string | undefined {
    return this.#heldText;
  }

  change(change: TextDocumentContentChangeEvent): void {
    if (!('range' in change)) {
      this.lines = new DocumentLines(change.text);
      this.lineRevision++;
      this.#edits = [];
      if (this.#heldText === undefined) this.#newText = change.text;
      else this.#heldText = change.text;
      return;
    }
    const start = this.lines.offsetAt(change.range.start);
    const end = Math.max(start, this.lines.offsetAt(change.range.end));
    const edit = { span: { start, end }, newText: change.text };
    if (this.lines.edit(edit.span, change.text)) this.lineRevision++;
    if (this.#heldText === undefined) this.#edits.push(edit);
    else this.#heldText = applyEdits(this.#heldText, [edit]);
  }

  handOver(analyzer: Analyzer): void {
    if (this.#newText !== undefined && analyzer.textOf(this.file) !== this.#newText) {
      analyzer.setFile(this.file, this.#newText);
    }
    if (this.#edits.length > 0) analyzer.editFile(this.file, this.#edits);
    this.#newText = undefined;
    this.#edits = [];
  }

  /** Takes the text out of the analyzer: the document is not to be checked. */
  hold(analyzer: Analyzer): void {
    if (this.#heldText !== undefined) return;
    this.handOver(analyzer);
    this.#heldText = analyzer.textOf(this.file) ?? '';
    analyzer.removeFile(this.file);
  }

  /** As `hold`, after the analyzer failed on what was handed over; `before` is the text it had. */
  giveUp(analyzer: Analyzer, before: string): void {
    this.#heldText = this.#edits.reduce((text, edit) => applyEdits(text, [edit]), this.#newText ?? before);
    this.#newText = undefined;
    this.#edits = [];
    analyzer.removeFile(this.file);
  }

  /** The document is to be checked: its text goes to the analyzer. */
  release(analyzer: Analyzer): void {
    if (this.#heldText === undefined) return;
    this.#newText = this.#heldText;
    this.#heldText = undefined;
    this.handOver(analyzer);
  }
}

export class OpenDocuments {
  readonly #byUri = new Map<string, OpenDocument>();
  readonly #byFile = new Map<string, OpenDocument>();
  readonly #changed = new Set<OpenDocument>();

  open(document: OpenDocument): void {
    this.#byUri.set(document.uri, document);
    this.#byFile.set(document.file, document);
    this.#changed.add(document);
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    if (document === undefined) return undefined;
    for (const change of changes) document.change(change);
    document.version = version;
    this.#changed.add(document);
    return document;
  }

  close(uri: string): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    if (document === undefined) return undefined;
    this.#byUri.delete(uri);
    this.#byFile.delete(document.file);
    this.#changed.delete(document);
    return document;
  }

  /** Gives the analyzer what was typed since the last time. A document that it fails on is held back from then on. */
  handOver(analyzer: Analyzer, failed: (document: OpenDocument, error: unknown) => void): void {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const document of changed) {
      if (document.heldText !== undefined) continue;
      const before = analyzer.textOf(document.file) ?? '';
      try {
        document.handOver(analyzer);
      } catch (error) {
        document.giveUp(analyzer, before);
        failed(document, error);
      }
    }
  }

  withUri(uri: string): OpenDocument | undefined {
    return this.#byUri.get(uri);
  }

  of(file: string): OpenDocument | undefined {
    return this.#byFile.get(file);
  }

  all(): IterableIterator<OpenDocument> {
    return this.#byUri.values();
  }
}

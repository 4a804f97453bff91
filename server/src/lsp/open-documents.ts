/** The documents that the editor holds: their text wins over the disk. */
import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver/node';
import type { Analyzer } from '../analysis/analyzer.ts';
import type { Position } from '../text/line-index.ts';
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
  /** The offset behind what was typed last; undefined when the whole text came anew. */
  editedAt: number | undefined;
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

  /** `known` is the text that the analyzer has. */
  change(change: TextDocumentContentChangeEvent, known: (file: string) => string | undefined): void {
    if (!('range' in change)) {
      this.lines = new DocumentLines(change.text);
      this.lineRevision++;
      this.editedAt = undefined;
      this.#edits = [];
      if (this.#heldText === undefined) this.#newText = change.text;
      else this.#heldText = change.text;
      return;
    }
    const offsetAt = (position: Position) => {
      const offset = this.lines.offsetAt(position);
      // Behind the end of a line means its end, and \r is no part of a line.
      const isClamped = this.lines.positionAt(offset).character < position.character;
      return isClamped && this.#textNow(known(this.file)).startsWith('\r\n', offset - 1) ? offset - 1 : offset;
    };
    const start = offsetAt(change.range.start);
    const end = Math.max(start, offsetAt(change.range.end));
    const edit = { span: { start, end }, newText: change.text };
    this.editedAt = start + change.text.length;
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
    this.#heldText = this.#textNow(before);
    this.#newText = undefined;
    this.#edits = [];
    analyzer.removeFile(this.file);
  }

  #textNow(known: string | undefined): string {
    const text = this.#heldText ?? this.#newText ?? known ?? '';
    return this.#edits.reduce((now, edit) => applyEdits(now, [edit]), text);
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

  change(
    { uri, version }: VersionedTextDocumentIdentifier,
    changes: readonly TextDocumentContentChangeEvent[],
    known: (file: string) => string | undefined,
  ): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    if (document === undefined) return undefined;
    for (const change of changes) document.change(change, known);
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

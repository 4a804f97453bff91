/** What each file's diagnostics are now, under a result id that changes only when an editor would see a difference. */
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Analyzer, ReportedFinding } from '../analysis/analyzer.ts';
import type { Span } from '../text/span.ts';
import type { OpenDocuments } from './open-documents.ts';
import { type DiagnosticDetail, type Places, sameDiagnostics, toDiagnostic } from './to-protocol.ts';

export interface DiagnosticReport {
  readonly resultId: string;
  readonly isEmpty: boolean;
  diagnostics(): readonly Diagnostic[];
}

interface Entry {
  readonly revision: number;
  readonly lineRevision: number;
  readonly hostFindings: readonly ReportedFinding[];
  /** Revisions of the other files that its findings point into: what is typed there moves their places. */
  readonly pointedInto: ReadonlyMap<string, number>;
  readonly resultId: string;
  /** Kept for open documents only: closed ones are many and seldom change. */
  readonly diagnostics: readonly Diagnostic[] | undefined;
  readonly isEmpty: boolean;
  /** Left something out that is told when the typing rests. */
  readonly isHeldBack: boolean;
}

/** Tells the ids of this server's life from those of the one before it. */
const life = Date.now().toString(36);
const none: readonly ReportedFinding[] = [];
const nowhere: ReadonlyMap<string, number> = new Map();

export class DiagnosticReports {
  readonly #analyzer: () => Analyzer;
  readonly #documents: OpenDocuments;
  readonly #places: Places;
  readonly #detail: DiagnosticDetail;
  readonly #statementTyped: (file: string) => Span | undefined;
  readonly #entries = new Map<string, Entry>();
  /** Findings that do not come from the engine: settings not understood, files passed over. */
  readonly #hostFindings = new Map<string, readonly ReportedFinding[]>();
  readonly #sent = new Map<string, string>();
  #lastId = 0;

  /** `statementTyped` is the statement in a file that is half typed. */
  constructor(
    analyzer: () => Analyzer,
    documents: OpenDocuments,
    places: Places,
    detail: DiagnosticDetail,
    statementTyped: (file: string) => Span | undefined,
  ) {
    this.#analyzer = analyzer;
    this.#documents = documents;
    this.#places = places;
    this.#detail = detail;
    this.#statementTyped = statementTyped;
  }

  /** Returns whether they are other ones than before. */
  setHostFindings(file: string, findings: readonly ReportedFinding[]): boolean {
    const before = this.#hostFindings.get(file) ?? none;
    if (JSON.stringify(before) === JSON.stringify(findings)) return false;
    if (findings.length > 0) this.#hostFindings.set(file, findings);
    else this.#hostFindings.delete(file);
    return true;
  }

  hostFindings(): ReadonlyMap<string, readonly ReportedFinding[]> {
    return this.#hostFindings;
  }

  /** Every file that may have diagnostics. */
  files(): readonly string[] {
    const files = this.#analyzer().files();
    const others = [...this.#hostFindings.keys()].filter((file) => !this.#analyzer().has(file));
    return others.length === 0 ? files : [...files, ...others];
  }

  has(file: string): boolean {
    return this.#hostFindings.has(file) || this.#analyzer().has(file);
  }

  forget(file: string): void {
    this.#entries.delete(file);
    this.#sent.delete(file);
    this.#hostFindings.delete(file);
  }

  findingsIn(file: string): readonly ReportedFinding[] {
    const analyzer = this.#analyzer();
    const host = this.#hostFindings.get(file) ?? none;
    if (!analyzer.has(file)) return host;
    return host === none ? analyzer.findingsIn(file) : [...host, ...analyzer.findingsIn(file)];
  }

  /** Whether any report left something out that is due now. */
  get isHeldBack(): boolean {
    return [...this.#entries.values()].some((entry) => entry.isHeldBack);
  }

  /** Remembers what the editor was sent for a document, so that it is told when another edit changes it. */
  markSent(file: string, resultId: string): void {
    this.#sent.set(file, resultId);
  }

  sentId(file: string): string | undefined {
    return this.#sent.get(file);
  }

  report(file: string): DiagnosticReport {
    const entry = this.#current(file);
    return {
      resultId: entry.resultId,
      isEmpty: entry.isEmpty,
      diagnostics: () => entry.diagnostics ?? this.#convert(file, this.findingsIn(file)),
    };
  }

  #current(file: string): Entry {
    const analyzer = this.#analyzer();
    const document = this.#documents.of(file);
    const known = this.#entries.get(file);
    const revision = analyzer.has(file) ? analyzer.revisionOf(file) : -1;
    const lineRevision = document?.lineRevision ?? -1;
    const hostFindings = this.#hostFindings.get(file) ?? none;
    const isSame = (entry: Entry) =>
      entry.revision === revision &&
      entry.lineRevision === lineRevision &&
      entry.hostFindings === hostFindings &&
      !entry.isHeldBack &&
      this.#isUnmoved(entry.pointedInto);
    if (known !== undefined && isSame(known)) return known;

    const all = this.findingsIn(file);
    const findings = document === undefined ? all : this.#withoutHalfTyped(file, all, known);
    const diagnostics = document === undefined ? undefined : this.#convert(file, findings);
    // Most keystrokes move offsets and change nothing that can be seen.
    const looksSame =
      diagnostics !== undefined && known?.diagnostics !== undefined && sameDiagnostics(diagnostics, known.diagnostics);
    const entry: Entry = {
      revision,
      lineRevision,
      hostFindings,
      pointedInto: this.#pointedInto(file, findings),
      resultId: looksSame ? known!.resultId : `${life}.${++this.#lastId}`,
      diagnostics: looksSame ? known!.diagnostics : diagnostics,
      isEmpty: findings.length === 0,
      isHeldBack: findings.length < all.length,
    };
    this.#entries.set(file, entry);
    return entry;
  }

  #isUnmoved(pointedInto: ReadonlyMap<string, number>): boolean {
    for (const [file, revision] of pointedInto) if (this.#analyzer().revisionOf(file) !== revision) return false;
    return true;
  }

  #pointedInto(from: string, findings: readonly ReportedFinding[]): ReadonlyMap<string, number> {
    let files: Map<string, number> | undefined;
    for (const { related } of findings) {
      for (const { file } of related) {
        if (file === from || files?.has(file) === true) continue;
        files ??= new Map();
        files.set(file, this.#analyzer().revisionOf(file));
      }
    }
    return files ?? nowhere;
  }

  #withoutHalfTyped(
    file: string,
    findings: readonly ReportedFinding[],
    known: Entry | undefined,
  ): readonly ReportedFinding[] {
    const typed = this.#statementTyped(file);
    if (typed === undefined) return findings;
    const isKnown = ({ rule, message }: ReportedFinding) =>
      known?.diagnostics?.some((diagnostic) => diagnostic.code === rule && diagnostic.message === message) ?? false;
    return findings.filter(
      (finding) => finding.span.end < typed.start || typed.end < finding.span.start || isKnown(finding),
    );
  }

  #convert(file: string, findings: readonly ReportedFinding[]): readonly Diagnostic[] {
    const lines = this.#places.linesOf(file);
    return findings.map((finding) => toDiagnostic(finding, lines, this.#places, this.#detail));
  }
}

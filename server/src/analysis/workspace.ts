import { deepEqual } from '../model/deep-equal.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Origin } from '../model/origin.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import { difference, type FileEdit, type TextEdit } from '../text/text-edit.ts';
import type { DatabaseLayout, FileRole, FixedDatabase } from '../workspace/layout.ts';
import { LayoutMemory } from '../workspace/layout-memory.ts';
import { SourceCache } from '../write/sql/source-file.ts';
import { freedImports } from '../write/sqlalchemy/unused-imports.ts';
import type {
  Analyzer,
  AvailableFix,
  Database,
  DatabaseFile,
  ReportedFinding,
  ReportedGap,
  SymbolKey,
  SymbolOccurrence,
} from './analyzer.ts';
import { belongingsOf } from './belonging.ts';
import type { Configuration } from './configuration.ts';
import { Configurations } from './configurations.ts';
import type { DatabaseState } from './database-state.ts';
import { Databases } from './databases.ts';
import { featuresOf, isDescribedAsBefore, isTakenBack, runsAsBefore, sameNames } from './file-features.ts';
import { FileFindings } from './file-findings.ts';
import { type FileState, spanIn } from './file-state.ts';
import { editsIn, languageOf, mayChangeEvidence } from './languages.ts';
import { ProgramDocument } from './program-document.ts';
import { Programs } from './programs.ts';
import type { Running } from './running.ts';
import { tablesChangedTogether } from './shared-columns.ts';
import type { SharedValues } from './shared-values.ts';
import { occurrencesOf, symbolAt, symbolsIn } from './symbols.ts';
import type { SyntaxJudge } from './syntax-judge.ts';
import type { DocumentDelta, SourceDocument } from './unit.ts';
import { writeContext } from './write-context.ts';

/** The engine: documents, databases, and the bookkeeping between them. */
export class Workspace implements Analyzer {
  readonly #running: Running;
  readonly #files = new Map<string, FileState>();
  readonly #configurations = new Configurations();
  readonly #databases: Databases;
  readonly #findings: FileFindings;
  readonly #writtenSources = new SourceCache();
  readonly #shared: SharedValues;
  readonly #programs: Programs;
  readonly #layoutMemory = new LayoutMemory();
  #layouts: readonly DatabaseLayout[] = [];
  #fixed: readonly FixedDatabase[] = [];
  #layoutStale = true;
  /** Files, or what they are written for, have changed, and with them perhaps their dialect or program. */
  #dialectsStale = true;
  #hasAnswered = false;
  #revision = 0;

  constructor(rules: readonly Rule[], judge: SyntaxJudge | undefined, running: Running, shared: SharedValues) {
    this.#running = running;
    this.#shared = shared;
    this.#programs = new Programs(shared);
    this.#databases = new Databases(this.#files, rules, running, shared);
    this.#findings = new FileFindings(this.#files, rules, judge);
  }

  configure(folder: string, configuration: Configuration): void {
    this.#configurations.set(folder, configuration);
    for (const state of this.#files.values()) {
      state.evidence = this.#configurations.evidenceOf(state.file, state.document.text);
    }
    // Rules, dialects and databases may all be others now.
    this.#startAnew();
  }

  /** Forgets all that follows from the files. */
  #startAnew(): void {
    this.#databases.clear();
    for (const state of this.#files.values()) {
      state.database = undefined;
      this.#touch(state);
    }
    this.#hasAnswered = false;
    this.#dialectsStale = this.#layoutStale = true;
  }

  /** Before files change: what was meant for one answer does not follow. */
  #prepareChange(): void {
    if (this.#running.once && this.#hasAnswered) this.#startAnew();
  }

  setFile(file: string, text: string): void {
    const state = this.#files.get(file);
    if (state === undefined) {
      this.#prepareChange();
      const evidence = this.#configurations.evidenceOf(file, text);
      this.#files.set(file, {
        file,
        document: this.#programs.open(file, text, evidence.dialect ?? 'postgresql', ''),
        evidence,
        features: undefined,
        database: undefined,
        revision: ++this.#revision,
        syntax: new Map(),
      });
      this.#dialectsStale = this.#layoutStale = true;
      return;
    }
    const edit = difference(state.document.text, text);
    if (edit !== undefined) this.editFile(file, [edit]);
  }

  editFile(file: string, edits: readonly TextEdit[]): void {
    const state = this.#files.get(file);
    if (state === undefined) return;
    this.#prepareChange();
    let isEvidence = false;
    for (const edit of edits) {
      const delta = state.document.edit(edit);
      this.#apply(state, delta);
      if (mayChangeEvidence(file, edit.span.start, delta.recut)) isEvidence = true;
    }
    this.#programs.edited(state.document);
    if (isEvidence) {
      const evidence = this.#configurations.evidenceOf(file, state.document.text);
      if (!deepEqual(evidence, state.evidence)) {
        state.evidence = evidence;
        this.#dialectsStale = this.#layoutStale = true;
      }
    }
    this.#touch(state);
  }

  #apply(state: FileState, delta: DocumentDelta): void {
    for (const unit of delta.removed) state.syntax.delete(unit.id);
    if (state.database?.folds(state.file) === true) state.database.apply(state.file, delta);
    const takesBack = state.features?.takesBack ?? false;
    if (
      !sameNames(delta.removed, delta.added) ||
      isTakenBack(state.document) !== takesBack ||
      !runsAsBefore(state.document, state.features)
    ) {
      state.features = undefined;
      this.#layoutStale = true;
    }
  }

  removeFile(file: string): void {
    const state = this.#files.get(file);
    if (state === undefined) return;
    this.#prepareChange();
    state.database?.release(file, state.document);
    this.#programs.close(state.document);
    this.#files.delete(file);
    this.#dialectsStale = this.#layoutStale = true;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  files(): readonly string[] {
    return [...this.#files.keys()];
  }

  textOf(file: string): string | undefined {
    return this.#files.get(file)?.document.text;
  }

  findingsIn(file: string): readonly ReportedFinding[] {
    this.#update();
    const state = this.#files.get(file);
    if (state === undefined) return [];
    return this.#findings.in(state, this.#databasesOf(state), this.#configurations.of(file).severity);
  }

  judgedDialectIn(file: string): Dialect | undefined {
    this.#update();
    const state = this.#files.get(file);
    return state !== undefined && this.#findings.isToBeJudged(state) ? state.document.dialect : undefined;
  }

  /** Columns of a mixin belong to tables of other files, and perhaps of several databases. */
  #databasesOf({ file, database }: FileState): Iterable<DatabaseState> {
    if (languageOf(file) === 'python') return this.#databases.all();
    return database === undefined ? [] : [database];
  }

  revisionOf(file: string): number {
    this.#update();
    return this.#files.get(file)?.revision ?? 0;
  }

  fixesFor(finding: ReportedFinding): readonly AvailableFix[] {
    this.#update();
    const source = this.#findings.sourceOf(finding);
    if (source === undefined) return [];
    const { database } = source;
    const context = writeContext(database, {
      documentOf: (file) => this.#files.get(file)?.document,
      spanOf: (origin) => this.spanOf(origin),
      has: (file) => this.#files.has(file),
      sources: this.#writtenSources,
    });
    const fixes: AvailableFix[] = [];
    try {
      for (const fix of source.finding.fixes()) {
        const edits = editsIn(source.finding.origin.file)(fix.changes, context);
        if (edits === undefined || edits.length === 0 || this.#reachesOthers(source.finding, edits, database)) continue;
        fixes.push({ title: fix.title, safe: fix.safe, edits });
      }
    } catch (error) {
      if (this.#running.rethrow) throw error;
      this.#fixFailed(source.finding, error);
    }
    return fixes;
  }

  /** An edit in a mixin would change tables of which the finding does not speak. */
  #reachesOthers(finding: Finding, edits: readonly FileEdit[], database: DatabaseState): boolean {
    if (languageOf(finding.origin.file) !== 'python') return false;
    const concerned = finding.tables ?? [finding.table];
    const changed = tablesChangedTogether(edits, database.schema.tables.values(), (origin) => this.spanOf(origin));
    return [...changed].some((name) => !concerned.includes(name));
  }

  leftoversIn(file: string, before: string): readonly TextEdit[] {
    const text = this.textOf(file);
    return text === undefined || languageOf(file) !== 'python' ? [] : freedImports(before, text);
  }

  /** Shows the failure in the file of the finding. */
  #fixFailed(finding: Finding, error: unknown): void {
    if (!this.#findings.noteFailedFix(finding, error)) return;
    const state = this.#files.get(finding.origin.file);
    if (state !== undefined) this.#touch(state);
  }

  gaps(): readonly ReportedGap[] {
    this.#update();
    const gaps: ReportedGap[] = [];
    for (const { file, document, evidence, database } of this.#files.values()) {
      const whole = (reason: string): ReportedGap => ({
        file,
        span: { start: 0, end: document.units[0]?.end ?? 0 },
        reason,
      });
      if (evidence.foreign !== undefined) {
        gaps.push(whole(`written for ${evidence.foreign}, which is not read`));
        continue;
      }
      if (database?.isOfTests) {
        gaps.push(whole('made for tests, which are not checked beside a schema of the project'));
        continue;
      }
      for (const unit of document.units) {
        for (const gap of unit.lowered.gaps) {
          gaps.push({
            file,
            span: { start: unit.start + gap.origin.start, end: unit.start + gap.origin.end },
            reason: gap.reason,
          });
        }
      }
    }
    return gaps;
  }

  databases(): readonly Database[] {
    this.#update();
    return Array.from(this.#databases.all(), publicView);
  }

  databaseOf(file: string): Database | undefined {
    this.#update();
    const database = this.#files.get(file)?.database;
    return database === undefined ? undefined : publicView(database);
  }

  declarationOf(file: string): string | undefined {
    this.#update();
    const document = this.#files.get(file)?.document;
    return document instanceof ProgramDocument ? document.declaration : undefined;
  }

  spanOf(origin: Origin): Span | undefined {
    return spanIn(this.#files, origin);
  }

  statementAt(file: string, offset: number): Span | undefined {
    const unit = this.#files.get(file)?.document.unitAt(offset);
    return unit === undefined || offset > unit.end ? undefined : { start: unit.start, end: unit.end };
  }

  symbolAt(file: string, offset: number): SymbolOccurrence | undefined {
    this.#update();
    const state = this.#files.get(file);
    return state === undefined ? undefined : symbolAt(state.document, offset, state.database);
  }

  occurrencesOf(database: Database, symbol: SymbolKey): readonly SymbolOccurrence[] {
    this.#update();
    const documents = database.files.flatMap(({ file }): SourceDocument[] => {
      const document = this.#files.get(file)?.document;
      return document === undefined ? [] : [document];
    });
    return occurrencesOf(documents, database, symbol);
  }

  occurrencesIn(file: string): readonly SymbolOccurrence[] {
    this.#update();
    const state = this.#files.get(file);
    return state === undefined ? [] : symbolsIn(state.document, state.database);
  }

  #touch(state: FileState): void {
    state.revision = ++this.#revision;
  }

  #update(): void {
    // While files have no place yet, they may be of another program.
    if (!this.#layoutStale) this.#settlePrograms();
    if (this.#layoutStale) this.#arrange();
    for (const database of this.#databases.all()) {
      for (const file of database.update()) {
        const state = this.#files.get(file);
        if (state !== undefined) this.#touch(state);
      }
    }
    this.#shared.forget();
    this.#hasAnswered = true;
  }

  /** What was edited in files that are understood together shows in others of them. */
  #settlePrograms(): void {
    for (const { document, delta } of this.#programs.settle()) {
      const state = this.#files.get(document.file);
      if (state?.document !== document) continue;
      if (delta.added.length > 0 || delta.removed.length > 0) {
        this.#apply(state, delta);
        this.#touch(state);
      }
      if (isDescribedAsBefore(document, state.features)) continue;
      state.features = undefined;
      this.#layoutStale = true;
    }
  }

  #arrange(): void {
    const areFilesOthers = this.#dialectsStale;
    if (areFilesOthers) this.#settleDocuments();
    this.#settlePrograms();
    this.#layoutStale = false;
    if (areFilesOthers) this.#fixed = this.#configurations.fixedDatabases(this.files());
    const readable = [...this.#files.values()].filter((state) => state.evidence.foreign === undefined);
    const before = this.#layouts;
    this.#layouts = this.#layoutMemory.of(
      readable.map((state) => (state.features ??= featuresOf(state.file, state.document))),
      this.#fixed,
    );
    if (!areFilesOthers && this.#layouts === before) return;
    this.#databases.arrange(this.#layouts, this.#configurations, (state) => this.#touch(state));
  }

  /** Gives each file a document in its dialect and program. */
  #settleDocuments(): void {
    this.#dialectsStale = false;
    const belongingOf = belongingsOf(
      [...this.#files.values()],
      (file) => this.#configurations.of(file).dialect !== undefined,
    );
    for (const state of this.#files.values()) {
      const { dialect, root } = belongingOf(state);
      if (this.#programs.isCurrent(state.document, dialect, root)) continue;
      state.database?.release(state.file, state.document);
      state.database = undefined;
      this.#programs.close(state.document);
      state.document = this.#programs.open(state.file, state.document.text, dialect, root);
      state.features = undefined;
      state.syntax.clear();
      this.#touch(state);
    }
  }
}

function publicView(database: DatabaseState): Database {
  return {
    id: database.id,
    name: database.name,
    dialect: database.dialect,
    files: database.files.map((file): DatabaseFile => ({ file: file.file, role: roleForPeople(file.role) })),
    schema: database.schema,
  };
}

function roleForPeople(role: FileRole): DatabaseFile['role'] {
  return role === 'history' || role === 'upgrade' ? 'migration' : role === 'counterpart' ? 'schema' : role;
}

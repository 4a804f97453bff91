import { type Dialect, foldCase } from '../model/dialect.ts';
import { keyOf } from '../model/names.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Origin } from '../model/origin.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import { severities } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { alembicProjects, projectOf } from '../workspace/alembic-projects.ts';
import type { Evidence } from '../workspace/dialect-evidence.ts';
import type { FileFeatures } from '../workspace/file-group.ts';
import { type FileRole, type FixedDatabase, layOut } from '../workspace/layout.ts';
import { prismaSchemas } from '../workspace/prisma-schemas.ts';
import { SourceCache } from '../write/sql/source-file.ts';
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
import { Texts } from './compact.ts';
import { type Configuration, defaultConfiguration } from './configuration.ts';
import { DatabaseState } from './database-state.ts';
import { featuresOf, isDescribedAsBefore, isTakenBack, sameNames } from './file-features.ts';
import { globMatcher } from './glob.ts';
import { editsIn, evidenceOf, isEvidence, languageOf } from './languages.ts';
import { oncePerPlace } from './once-per-place.ts';
import { Programs } from './programs.ts';
import type { EnabledRule } from './rule-runner.ts';
import { applySuppressions } from './suppression.ts';
import { suppressionsIn } from './suppressions-in.ts';
import type { SyntaxJudge, SyntaxError as WrongSyntax } from './syntax-judge.ts';
import type { DocumentDelta, SourceDocument, Unit } from './unit.ts';
import { writeContext } from './write-context.ts';

interface FileState {
  readonly file: string;
  document: SourceDocument;
  /** What the file itself says of its dialect. A file for a system that we do not read is in no database. */
  evidence: Evidence;
  /** Which tables it creates and points at; computed when asked for. */
  features: FileFeatures | undefined;
  database: DatabaseState | undefined;
  revision: number;
  readonly syntax: Map<number, WrongSyntax | undefined>;
}

/** The engine: documents, databases, and the bookkeeping between them. */
export class Workspace implements Analyzer {
  readonly #rules: readonly Rule[];
  readonly #fixable: ReadonlySet<string>;
  readonly #judge: SyntaxJudge | undefined;
  readonly #rethrow: boolean;
  readonly #files = new Map<string, FileState>();
  readonly #databases = new Map<string, DatabaseState>();
  readonly #configurations = new Map<string, Configuration>();
  readonly #sources = new WeakMap<ReportedFinding, { readonly finding: Finding; readonly database: DatabaseState }>();
  readonly #failedFixes = new Map<string, { readonly finding: Finding; readonly message: string }>();
  readonly #writtenSources = new SourceCache();
  readonly #texts = new Texts();
  readonly #programs = new Programs(this.#texts);
  #layoutStale = true;
  /** Files, or what they are written for, have changed, and with them perhaps their dialect or program. */
  #dialectsStale = true;
  #revision = 0;

  constructor(rules: readonly Rule[], judge: SyntaxJudge | undefined, rethrow: boolean) {
    this.#rules = rules;
    this.#fixable = new Set(rules.filter((rule) => rule.fix !== 'none').map((rule) => rule.id));
    this.#judge = judge;
    this.#rethrow = rethrow;
  }

  configure(folder: string, configuration: Configuration): void {
    this.#configurations.set(folder.replace(/\/$/, ''), configuration);
    // Rules, dialects and databases may all be others now.
    this.#databases.clear();
    for (const state of this.#files.values()) {
      state.database = undefined;
      state.evidence = this.#evidenceOf(state.file, state.document.text);
      this.#touch(state);
    }
    this.#dialectsStale = this.#layoutStale = true;
  }

  setFile(file: string, text: string): void {
    const state = this.#files.get(file);
    if (state === undefined) {
      const evidence = this.#evidenceOf(file, text);
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
    let inWindow = false;
    for (const edit of edits) {
      this.#apply(state, state.document.edit(edit));
      if (isEvidence(file, edit.span.start)) inWindow = true;
    }
    this.#programs.edited(state.document);
    if (inWindow) {
      const evidence = this.#evidenceOf(file, state.document.text);
      if (evidence.dialect !== state.evidence.dialect || evidence.foreign !== state.evidence.foreign) {
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
    if (!sameNames(delta.removed, delta.added) || isTakenBack(state.document) !== takesBack) {
      state.features = undefined;
      this.#layoutStale = true;
    }
  }

  removeFile(file: string): void {
    const state = this.#files.get(file);
    if (state === undefined) return;
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
    const least = severities.indexOf(this.#configurationOf(file).severity);
    const reported: ReportedFinding[] = [];
    for (const database of this.#databasesOf(state)) {
      const findings = database.runner.findingsIn(file);
      for (const finding of languageOf(file) === 'python' ? oncePerPlace(findings) : findings) {
        const found = this.#report(finding, database);
        if (found !== undefined) reported.push(found);
      }
      for (const crash of database.runner.crashes) {
        const span = crash.origin.file === file ? this.spanOf(crash.origin) : undefined;
        if (span === undefined) continue;
        reported.push(
          plainFinding(
            'rule-crash',
            'warning',
            `The rule ${crash.rule} failed here and was left out: ${crash.message}.`,
            file,
            span,
          ),
        );
      }
    }
    reported.push(...this.#syntaxErrors(state));
    for (const [rule, { finding, message }] of this.#failedFixes) {
      const span = finding.origin.file === file ? this.spanOf(finding.origin) : undefined;
      if (span === undefined) continue;
      reported.push(
        plainFinding(
          'rule-crash',
          'warning',
          `A fix of ${rule} failed here and is not offered: ${message}.`,
          file,
          span,
        ),
      );
    }
    // What is too mild to be shown may still be what a comment silences.
    const remaining = applySuppressions(file, reported, suppressionsIn(state.document)).filter(
      ({ severity }) => severities.indexOf(severity) <= least,
    );
    return remaining.sort(
      (one, other) =>
        one.span.start - other.span.start ||
        one.span.end - other.span.end ||
        (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0) ||
        (one.message < other.message ? -1 : one.message > other.message ? 1 : 0),
    );
  }

  /** Columns of a mixin belong to tables of other files, and perhaps of several databases. */
  #databasesOf({ file, database }: FileState): Iterable<DatabaseState> {
    if (languageOf(file) === 'python') return this.#databases.values();
    return database === undefined ? [] : [database];
  }

  revisionOf(file: string): number {
    this.#update();
    return this.#files.get(file)?.revision ?? 0;
  }

  fixesFor(finding: ReportedFinding): readonly AvailableFix[] {
    this.#update();
    const source = this.#sources.get(finding);
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
        if (edits !== undefined && edits.length > 0) fixes.push({ title: fix.title, safe: fix.safe, edits });
      }
    } catch (error) {
      if (this.#rethrow) throw error;
      this.#fixFailed(source.finding, error);
    }
    return fixes;
  }

  /** Noted once a rule; the fixes of other findings are offered all the same. */
  #fixFailed(finding: Finding, error: unknown): void {
    if (this.#failedFixes.has(finding.rule)) return;
    this.#failedFixes.set(finding.rule, { finding, message: error instanceof Error ? error.message : String(error) });
    const state = this.#files.get(finding.origin.file);
    if (state !== undefined) this.#touch(state);
  }

  gaps(): readonly ReportedGap[] {
    const gaps: ReportedGap[] = [];
    for (const { file, document, evidence } of this.#files.values()) {
      if (evidence.foreign !== undefined) {
        const end = document.units[0]?.end ?? 0;
        gaps.push({ file, span: { start: 0, end }, reason: `written for ${evidence.foreign}, which is not read` });
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
    return [...this.#databases.values()].map(publicView);
  }

  databaseOf(file: string): Database | undefined {
    this.#update();
    const database = this.#files.get(file)?.database;
    return database === undefined ? undefined : publicView(database);
  }

  spanOf(origin: Origin): Span | undefined {
    const unit = this.#files.get(origin.file)?.document.unit(origin.unit);
    return unit === undefined ? undefined : { start: unit.start + origin.start, end: unit.start + origin.end };
  }

  statementAt(file: string, offset: number): Span | undefined {
    const unit = this.#files.get(file)?.document.unitAt(offset);
    return unit === undefined || offset > unit.end ? undefined : { start: unit.start, end: unit.end };
  }

  symbolAt(file: string, offset: number): SymbolOccurrence | undefined {
    const document = this.#files.get(file)?.document;
    const unit = document?.unitAt(offset);
    if (document === undefined || unit === undefined) return undefined;
    for (const occurrence of this.#occurrencesIn(file, document, unit)) {
      const start = unit.start + occurrence.origin.start;
      const end = unit.start + occurrence.origin.end;
      if (start <= offset && offset <= end) return this.#occurrence(file, unit, occurrence);
    }
    return undefined;
  }

  occurrencesOf(database: Database, symbol: SymbolKey): readonly SymbolOccurrence[] {
    this.#update();
    const { dialect } = database;
    const table = keyOf(dialect, symbol.table);
    const found: SymbolOccurrence[] = [];
    for (const { file } of database.files) {
      const document = this.#files.get(file)?.document;
      if (document === undefined) continue;
      for (const unit of document.units) {
        // A model or an attribute may be called otherwise than its table or column.
        const isWritten = languageOf(file) === 'sql';
        if (isWritten && !mayName(document.sourceOf(unit), symbol.kind === 'table' ? symbol.table.name : symbol.column))
          continue;
        for (const occurrence of document.occurrencesIn(unit)) {
          if (occurrence.kind !== symbol.kind || keyOf(dialect, occurrence.table) !== table) continue;
          if (
            occurrence.kind === 'column' &&
            symbol.kind === 'column' &&
            foldCase(dialect, occurrence.column) !== foldCase(dialect, symbol.column)
          ) {
            continue;
          }
          found.push(this.#occurrence(file, unit, occurrence));
        }
      }
    }
    return found.sort((one, other) => Number(other.declares) - Number(one.declares));
  }

  occurrencesIn(file: string): readonly SymbolOccurrence[] {
    const found: SymbolOccurrence[] = [];
    const document = this.#files.get(file)?.document;
    for (const unit of document?.units ?? []) {
      for (const occurrence of this.#occurrencesIn(file, document!, unit))
        found.push(this.#occurrence(file, unit, occurrence));
    }
    return found.sort((one, other) => one.span.start - other.span.start);
  }

  #occurrencesIn(file: string, document: SourceDocument, unit: Unit): readonly Occurrence[] {
    return document.occurrencesIn(unit).filter((occurrence) => {
      if (occurrence.mentioned !== true || occurrence.kind !== 'column') return true;
      const { dialect, schema } = this.databaseOf(file) ?? {};
      if (dialect === undefined) return false;
      const wanted = foldCase(dialect, occurrence.column);
      const columns = schema?.tables.get(keyOf(dialect, occurrence.table))?.columns ?? [];
      return columns.some(({ name }) => foldCase(dialect, name) === wanted);
    });
  }

  #occurrence(file: string, unit: Unit, occurrence: Occurrence): SymbolOccurrence {
    const place = {
      file,
      span: { start: unit.start + occurrence.origin.start, end: unit.start + occurrence.origin.end },
      declares: occurrence.declares,
    };
    return occurrence.kind === 'table'
      ? { kind: 'table', table: occurrence.table, ...place }
      : { kind: 'column', table: occurrence.table, column: occurrence.column, ...place };
  }

  #touch(state: FileState): void {
    state.revision = ++this.#revision;
  }

  #evidenceOf(file: string, text: string): Evidence {
    const { dialect } = this.#configurationOf(file);
    // A Prisma schema names its database itself.
    return dialect === undefined || languageOf(file) === 'prisma'
      ? evidenceOf(file, text)
      : { dialect, foreign: undefined };
  }

  /** The settings of the nearest folder that has some. */
  #configurationOf(file: string): Configuration {
    let folder = file;
    for (;;) {
      const found = this.#configurations.get(folder);
      if (found !== undefined) return found;
      const slash = folder.lastIndexOf('/');
      if (slash === -1) return this.#configurations.get('') ?? defaultConfiguration;
      folder = folder.slice(0, slash);
    }
  }

  #enabledRules(file: string): readonly EnabledRule[] {
    const { rules } = this.#configurationOf(file);
    const enabled: EnabledRule[] = [];
    for (const rule of this.#rules) {
      const setting = rules.get(rule.id);
      if (setting?.severity === 'off' || (setting === undefined && rule.offByDefault === true)) continue;
      const severity: Severity | 'default' = setting?.severity ?? 'default';
      enabled.push({
        rule,
        severity: severity === 'default' ? rule.severity : severity,
        severityIsSet: severity !== 'default',
        options: { ...rule.options, ...setting?.options },
      });
    }
    return enabled;
  }

  #update(): void {
    // While files have no place yet, they may be of another program.
    if (!this.#layoutStale) this.#settlePrograms();
    if (this.#layoutStale) this.#arrange();
    for (const database of this.#databases.values()) {
      for (const file of database.update()) {
        const state = this.#files.get(file);
        if (state !== undefined) this.#touch(state);
      }
    }
    this.#texts.forget();
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
    if (this.#dialectsStale) this.#settleDocuments();
    this.#settlePrograms();
    this.#layoutStale = false;
    const layouts = layOut(
      [...this.#files.values()]
        .filter((state) => state.evidence.foreign === undefined)
        .map((state) => (state.features ??= featuresOf(state.file, state.document))),
      this.#fixedDatabases(),
    );
    const wanted = new Map<string, Set<string>>(
      layouts.map((layout) => [
        layout.id,
        new Set(layout.files.filter((file) => file.role !== 'rollback').map((file) => file.file)),
      ]),
    );
    for (const state of this.#files.values()) {
      const { database } = state;
      if (database !== undefined && wanted.get(database.id)?.has(state.file) !== true) {
        database.release(state.file, state.document);
        state.database = undefined;
        this.#touch(state);
      }
    }
    for (const id of [...this.#databases.keys()]) if (!wanted.has(id)) this.#databases.delete(id);
    for (const layout of layouts) {
      let database = this.#databases.get(layout.id);
      if (database === undefined || database.dialect !== layout.dialect) {
        database = new DatabaseState(layout, this.#enabledRules(layout.files[0]!.file), this.#rethrow, this.#texts);
        this.#databases.set(layout.id, database);
      }
      for (const { file } of layout.files) {
        const state = this.#files.get(file);
        if (state === undefined || state.database === database) continue;
        state.database?.release(file, state.document);
        state.database = database;
        this.#touch(state);
      }
      database.arrange(layout, (file) => this.#files.get(file)?.document);
    }
  }

  /**
   * Gives each file a document in its dialect and program. A file that does not say its dialect speaks that of most
   * files beside it, or of the next folder up that knows.
   */
  #settleDocuments(): void {
    this.#dialectsStale = false;
    const schemas = this.#prismaSchemas();
    const projects = this.#alembicProjects();
    const votes = new Map<string, Map<Dialect, number>>();
    for (const { file, evidence } of this.#files.values()) {
      if (evidence.dialect === undefined) continue;
      for (let slash = file.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : file.lastIndexOf('/', slash - 1)) {
        const folder = file.slice(0, slash);
        let counts = votes.get(folder);
        if (counts === undefined) {
          counts = new Map();
          votes.set(folder, counts);
        }
        counts.set(evidence.dialect, (counts.get(evidence.dialect) ?? 0) + 1);
      }
    }
    for (const state of this.#files.values()) {
      const schema = schemas.get(state.file);
      const isOpen = languageOf(state.file) === 'python' && this.#configurationOf(state.file).dialect === undefined;
      const project = isOpen ? projectOf(state.file, projects) : undefined;
      const own = project === undefined ? state.evidence.dialect : projects.get(project);
      const dialect = schema?.dialect ?? own ?? nearestVote(state.file, votes) ?? 'postgresql';
      const root = schema?.root ?? '';
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

  #alembicProjects(): ReadonlyMap<string, Dialect> {
    const states = [...this.#files.values()].filter(({ file }) => languageOf(file) === 'python');
    return alembicProjects(states.map(({ file, evidence }) => ({ file, dialect: evidence.dialect })));
  }

  /** For each Prisma file the schema it is a part of, and the dialect that the schema's datasource says. */
  #prismaSchemas(): ReadonlyMap<string, { readonly root: string; readonly dialect: Dialect | undefined }> {
    const states = [...this.#files.values()].filter(({ file }) => languageOf(file) === 'prisma');
    const isRoot = ({ evidence }: FileState): boolean =>
      evidence.dialect !== undefined || evidence.foreign !== undefined;
    const roots = prismaSchemas(states.map((state) => ({ file: state.file, isRoot: isRoot(state) })));
    const dialects = new Map<string, Dialect | undefined>();
    for (const state of states) if (isRoot(state)) dialects.set(roots.get(state.file)!, state.evidence.dialect);
    return new Map([...roots].map(([file, root]) => [file, { root, dialect: dialects.get(root) }]));
  }

  #fixedDatabases(): readonly FixedDatabase[] {
    const fixed: FixedDatabase[] = [];
    for (const [folder, configuration] of this.#configurations) {
      for (const database of configuration.databases) {
        const files = database.files.flatMap((glob) => {
          const matches = globMatcher(glob);
          const start = folder === '' ? '' : `${folder}/`;
          return [...this.#files.keys()]
            .filter((file) => file.startsWith(start) && matches(file.slice(start.length)))
            .sort();
        });
        fixed.push({ name: database.name, dialect: database.dialect, files });
      }
    }
    return fixed;
  }

  #report(finding: Finding, database: DatabaseState): ReportedFinding | undefined {
    const span = this.spanOf(finding.origin);
    if (span === undefined) return undefined;
    const reported: ReportedFinding = {
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      file: finding.origin.file,
      span,
      table: finding.table,
      columns: finding.columns,
      related: finding.related.flatMap(({ message, origin }) => {
        const place = this.spanOf(origin);
        return place === undefined ? [] : [{ message, file: origin.file, span: place }];
      }),
      fixable: this.#fixable.has(finding.rule),
    };
    this.#sources.set(reported, { finding, database });
    return reported;
  }

  *#syntaxErrors(state: FileState): Iterable<ReportedFinding> {
    // What is wrong in the other languages their own extensions say.
    if (this.#judge === undefined || state.evidence.foreign !== undefined || languageOf(state.file) !== 'sql') return;
    const { document, syntax } = state;
    const wrong: ReportedFinding[] = [];
    for (const unit of document.units) {
      let error = syntax.get(unit.id);
      if (error === undefined && !syntax.has(unit.id)) {
        error = unit.end > unit.start ? this.#judge.errorIn(document.sourceOf(unit), document.dialect) : undefined;
        syntax.set(unit.id, error);
      }
      if (error === undefined) continue;
      const start = Math.min(unit.start + error.offset, unit.end);
      const word = /^(?:\w+|\S)/.exec(document.text.slice(start, Math.min(start + 64, unit.end)));
      const span = { start, end: start + (word?.[0].length ?? 0) };
      wrong.push(plainFinding('syntax-error', 'error', error.message, state.file, span));
    }
    // Where half a file is wrong and nothing says what it is written for, we took it for the wrong dialect.
    const isGuess = state.evidence.dialect === undefined && wrong.length >= 5;
    if (!isGuess || wrong.length * 2 < document.units.length) yield* wrong;
  }
}

/** Whether a statement can name something of this name: quotes inside a name are written twice. */
function mayName(source: string, name: string): boolean {
  return /["'`\]]/.test(name) || source.toLowerCase().includes(name.toLowerCase());
}

function plainFinding(rule: string, severity: Severity, message: string, file: string, span: Span): ReportedFinding {
  return { rule, severity, message, file, span, table: undefined, columns: [], related: [], fixable: false };
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
  return role === 'history' ? 'migration' : role === 'counterpart' ? 'schema' : role;
}

function nearestVote(file: string, votes: ReadonlyMap<string, ReadonlyMap<Dialect, number>>): Dialect | undefined {
  for (let slash = file.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : file.lastIndexOf('/', slash - 1)) {
    const counts = votes.get(file.slice(0, slash));
    if (counts === undefined) continue;
    return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0]?.[0];
  }
  return undefined;
}

/** The one edit that makes one text of another: what lies between their common beginning and end. */
function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let back = 0;
  while (
    back < shorter - start &&
    before.charCodeAt(before.length - 1 - back) === after.charCodeAt(after.length - 1 - back)
  ) {
    back++;
  }
  return { span: { start, end: before.length - back }, newText: after.slice(start, after.length - back) };
}

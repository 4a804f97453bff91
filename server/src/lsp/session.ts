/** One connected editor: what it has open, what is on its disk, and the engine that knows both. */
import type {
  Connection,
  DidChangeTextDocumentParams,
  InitializeParams,
  TextDocumentItem,
} from 'vscode-languageserver/node';
import type { Analyzer } from '../analysis/analyzer.ts';
import type { RuleDocs } from '../host/rule-docs.ts';
import { isConfigurationFile, largestFile } from '../host/workspace-files.ts';
import { LineIndex } from '../text/line-index.ts';
import { type ClientFeatures, clientFeatures } from './client-features.ts';
import { DiagnosticReports } from './diagnostic-reports.ts';
import { EditorSettingsSource } from './editor-settings.ts';
import { SettingsOfFolders } from './folder-settings.ts';
import { fileOf, pathOf } from './from-protocol.ts';
import { indexWithProgress } from './indexing.ts';
import { Jobs } from './jobs.ts';
import { OpenDocument, OpenDocuments } from './open-documents.ts';
import { PushDiagnostics } from './push-diagnostics.ts';
import { StatusReporter } from './status.ts';
import { type DiagnosticDetail, type Lines, type Places, uriOfPath } from './to-protocol.ts';
import { Typing } from './typing.ts';
import { Workspace } from './workspace.ts';

/** Typing in a settings file changes everything; it is let finish first. */
const settingsPause = 250;

export class Session implements Places {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly ruleDocs: RuleDocs;
  readonly documents = new OpenDocuments();
  readonly diagnosticDetail: DiagnosticDetail;
  readonly reports: DiagnosticReports;
  readonly workspace: Workspace;
  readonly #analyzer: Analyzer;
  readonly #settings = new SettingsOfFolders();
  readonly #editorSettings: EditorSettingsSource;
  readonly #jobs: Jobs;
  readonly #status: StatusReporter;
  readonly #push: PushDiagnostics | undefined;
  readonly #typing: Typing;
  readonly #lineIndexes = new Map<string, { readonly text: string; readonly lines: LineIndex }>();
  readonly #reported = new Set<string>();
  #diskChanges = new Map<string, boolean>();
  #indexing: AbortController | undefined;
  #settingsTimer: NodeJS.Timeout | undefined;
  #isIndexed = false;

  constructor(connection: Connection, analyzer: Analyzer, ruleDocs: RuleDocs, params: InitializeParams) {
    this.connection = connection;
    this.ruleDocs = ruleDocs;
    this.#analyzer = analyzer;
    this.features = clientFeatures(params);
    const { relatedInformation, diagnosticTags, codeDescription, ruleDocuments } = this.features;
    this.diagnosticDetail = { relatedInformation, diagnosticTags, ruleLinks: codeDescription && ruleDocuments };
    this.#typing = new Typing(this.features.quietTyping, () => {
      if (this.reports.isHeldBack) this.#announce({ refresh: true });
    });
    this.reports = new DiagnosticReports(
      () => this.analyzer,
      this.documents,
      this,
      this.diagnosticDetail,
      (file) => this.#typing.statementIn(file, this.analyzer),
    );
    this.workspace = new Workspace(
      () => this.analyzer,
      this.documents,
      this.#settings,
      this.reports,
      (file, error) => this.reportFailure(`reading ${file}`, error),
    );
    this.workspace.setRoots(rootUris(params));
    this.#editorSettings = new EditorSettingsSource(connection, this.features, this.#settings, params);
    this.#jobs = new Jobs((error) => this.reportFailure('background work', error));
    this.#status = new StatusReporter(connection, this);
    this.#push = this.features.pullsDiagnostics ? undefined : new PushDiagnostics(this);
  }

  /** The engine, with all that was typed until now. */
  get analyzer(): Analyzer {
    this.documents.handOver(this.#analyzer, this.#handOverFailed);
    return this.#analyzer;
  }

  /** Undefined when nothing is being read; else resolves when everything is. */
  get pending(): Promise<void> | undefined {
    return this.#jobs.pending;
  }

  /** False while the workspace was never read to the end. */
  get isIndexed(): boolean {
    return this.#isIndexed;
  }

  uriOf(file: string): string {
    return this.documents.of(file)?.uri ?? uriOfPath(file);
  }

  linesOf(file: string): Lines {
    const document = this.documents.of(file);
    if (document !== undefined) return document.lines;
    const text = this.analyzer.textOf(file) ?? this.#settings.textOf(file);
    const known = this.#lineIndexes.get(file);
    if (known !== undefined && known.text === text) return known.lines;
    const lines = new LineIndex(text ?? '');
    if (text === undefined) this.#lineIndexes.delete(file);
    else this.#lineIndexes.set(file, { text, lines });
    return lines;
  }

  /** Resolves when the workspace is read. */
  start(): Promise<void> {
    this.#jobs.add(async () => {
      await this.#editorSettings.pull(this.workspace.roots);
      this.workspace.applySettings();
    });
    return this.index();
  }

  /** Reads the workspace from the disk; a reading that is under way gives up. */
  index(): Promise<void> {
    this.#indexing?.abort();
    const controller = new AbortController();
    this.#indexing = controller;
    return this.#jobs.add(async () => {
      if (controller.signal.aborted) return;
      this.#status.indexing();
      this.#isIndexed = await indexWithProgress(this, controller);
      if (controller !== this.#indexing) return;
      this.#status.indexed(this.#isIndexed);
      this.#announce({ refresh: true });
    });
  }

  open(item: TextDocumentItem): void {
    const isChecked = this.workspace.isChecked(fileOf(item.uri), item.languageId);
    const document = new OpenDocument(item, !isChecked || item.text.length > largestFile);
    this.documents.open(document);
    if (this.workspace.open(document)) {
      this.#jobs.add(async () => this.workspace.adopt(document));
    }
    this.#announce({ refresh: false });
  }

  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.documents.change(textDocument, contentChanges, (file) => this.#analyzer.textOf(file));
    if (document === undefined) return;
    if (isConfigurationFile(document.file)) {
      this.#settingsTyped(document);
      return;
    }
    this.#typing.typed(document, contentChanges.at(-1)?.text ?? '');
    // Too large a moment ago, it may be small enough now.
    if (document.heldText !== undefined) this.workspace.applySettings();
    this.#announce({ refresh: false });
  }

  close(uri: string): void {
    // What was typed and not saved is void, but what is on the disk takes its place only after it was read.
    this.documents.handOver(this.#analyzer, this.#handOverFailed);
    const document = this.documents.close(uri);
    if (document === undefined) return;
    this.#followDisk(async () => {
      if (await this.workspace.release(document)) this.index();
    });
  }

  /** Files or folders that exist now (`true`) or are gone (`false`), by URI. */
  filesChanged(changes: Iterable<readonly [uri: string, exists: boolean]>): void {
    const isQueued = this.#diskChanges.size > 0;
    for (const [uri, exists] of changes) {
      const path = pathOf(uri);
      if (path !== undefined) this.#diskChanges.set(path, exists);
    }
    if (isQueued || this.#diskChanges.size === 0) return;
    this.#followDisk(async () => {
      const taken = this.#diskChanges;
      this.#diskChanges = new Map();
      if (await this.workspace.follow(taken)) this.index();
    });
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    this.workspace.changeRoots(added, removed);
    this.settingsChanged(undefined);
    this.index();
  }

  /** The editor's settings have changed; `sent` is what a client that cannot be asked sends along. */
  settingsChanged(sent: unknown): void {
    this.#followDisk(async () => {
      await this.#editorSettings.pull(this.workspace.roots, sent);
      this.workspace.applySettings();
    });
  }

  /** Logs a failure once, however often it happens. */
  reportFailure(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const key = `${what}: ${error instanceof Error ? error.message : detail}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.connection.console.error(`${what} failed: ${detail}`);
  }

  dispose(): void {
    this.#indexing?.abort();
    clearTimeout(this.#settingsTimer);
    this.#typing.dispose();
    this.#push?.dispose();
    this.#status.dispose();
  }

  /** The engine could not take a document in, which is a mistake of ours; the others go on without it. */
  readonly #handOverFailed = (document: OpenDocument, error: unknown): void => {
    this.reports.forget(document.file);
    this.reportFailure(`reading ${document.uri}`, error);
  };

  #settingsTyped(document: OpenDocument): void {
    clearTimeout(this.#settingsTimer);
    this.#settingsTimer = setTimeout(() => {
      this.#followDisk(async () => {
        if (this.documents.of(document.file) !== document) return;
        if (this.workspace.editConfiguration(document)) this.index();
      });
    }, settingsPause);
  }

  /** Runs work that may change files nobody types in; editors are told to ask again if it did. */
  #followDisk(work: () => Promise<void>): void {
    this.#jobs.add(async () => {
      const before = this.workspace.revision;
      await work();
      this.#announce({ refresh: this.workspace.revision !== before });
    });
  }

  #announce({ refresh }: { readonly refresh: boolean }): void {
    this.#status.schedule();
    this.#push?.schedule();
    if (refresh && this.features.pullsDiagnostics && this.features.refreshDiagnostics) {
      this.connection.languages.diagnostics.refresh().catch((error) => this.reportFailure('refresh', error));
    }
  }
}

function rootUris({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri) return [rootUri];
  return rootPath ? [uriOfPath(rootPath.replaceAll('\\', '/'))] : [];
}

/** An editor for tests: speaks the real protocol with a server in the same process, over streams, on a real folder. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Analyzer } from '../../../server/src/analysis/analyzer.ts';
import { createAnalyzer } from '../../../server/src/analysis/create-analyzer.ts';
import type { Knowledge } from '../../../server/src/architect/knowledge.ts';
import { pathOf } from '../../../server/src/lsp/from-protocol.ts';
import { startServer } from '../../../server/src/lsp/server.ts';
import { uriOfPath } from '../../../server/src/lsp/to-protocol.ts';
import { LineIndex } from '../../../server/src/text/line-index.ts';
import { applyEdits, type TextEdit } from '../../../server/src/text/text-edit.ts';

export interface EditorOptions {
  /** Files below the workspace folder, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Folders of the workspace within the temporary one; the temporary one itself when left out. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Answers of `workspace/configuration`, by scope (`''` for the window). */
  readonly settings?: Record<string, unknown>;
  readonly analyzer?: () => Analyzer;
  readonly knowledge?: () => Knowledge;
  /** Called for each request or notification of the server, before the editor acts on it. */
  readonly onMessage?: (method: string, params: unknown, editor: TestEditor) => void;
}

/** What VS Code's client says it can do, as far as the server looks at it. */
export const capableClient: ClientCapabilities = {
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'], snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: true },
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    hover: { contentFormat: ['markdown'] },
  },
};

/** Still answers nothing: pushes are all it takes. */
export const plainClient: ClientCapabilities = { textDocument: { publishDiagnostics: {} } };

export interface ServerMessage {
  readonly method: string;
  readonly params: unknown;
}

export async function openEditor(options: EditorOptions = {}): Promise<TestEditor> {
  const editor = new TestEditor(options);
  await editor.initialize();
  return editor;
}

export class TestEditor {
  readonly root: string;
  readonly messages: ServerMessage[] = [];
  readonly published = new Map<string, Diagnostic[]>();
  readonly settings: Record<string, unknown>;
  readonly connection: MessageConnection;
  initialized: InitializeResult | undefined;
  readonly #options: EditorOptions;
  readonly #texts = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #resultIds = new Map<string, string>();
  readonly #waiting = new Set<() => void>();

  constructor(options: EditorOptions) {
    this.#options = options;
    this.settings = options.settings ?? {};
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'editor-')));
    mkdirSync(join(this.root, '.git'));
    for (const [path, text] of Object.entries(options.files ?? {})) this.write(path, text);

    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startServer(server, {
      createAnalyzer: options.analyzer ?? createAnalyzer,
      ...(options.knowledge !== undefined && { knowledge: options.knowledge }),
    });
    this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.#listen();
    this.connection.listen();
  }

  async initialize(): Promise<void> {
    const folders = (this.#options.folders ?? ['.']).map((path) => ({ uri: this.uri(path), name: path }));
    this.initialized = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders,
      capabilities: this.#options.capabilities ?? capableClient,
      initializationOptions: this.#options.initializationOptions ?? { ruleDocs: true },
    });
    this.connection.sendNotification('initialized', {});
  }

  async close(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }

  // Files and folders

  uri(path: string): string {
    if (/^\w+:/.test(path)) return path;
    return uriOfPath(path === '.' ? this.root : join(this.root, path));
  }

  path(uri: string): string {
    return pathOf(uri)?.slice(this.root.length + 1) ?? uri;
  }

  write(path: string, text: string | Uint8Array): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Tells the server that files on the disk were created or changed (`true`) or deleted (`false`). */
  watched(changes: Readonly<Record<string, boolean>>): void {
    this.notify('workspace/didChangeWatchedFiles', {
      changes: Object.entries(changes).map(([path, exists]) => ({ uri: this.uri(path), type: exists ? 2 : 3 })),
    });
  }

  // Documents

  open(path: string, text: string, languageId = 'sql'): void {
    this.#texts.set(path, text);
    this.#versions.set(path, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri: this.uri(path), languageId, version: 1, text } });
  }

  text(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  /** Replaces a piece of text that occurs once, as typing does. */
  replace(path: string, piece: string, by: string): void {
    const range = this.range(path, piece);
    const text = this.text(path);
    const start = text.indexOf(piece);
    this.#texts.set(path, text.slice(0, start) + by + text.slice(start + piece.length));
    this.change(path, [{ range, text: by }]);
  }

  /** Types at an offset. */
  insert(path: string, offset: number, text: string): void {
    const before = this.text(path);
    const at = new LineIndex(before).positionAt(offset);
    this.#texts.set(path, before.slice(0, offset) + text + before.slice(offset));
    this.change(path, [{ range: { start: at, end: at }, text }]);
  }

  /** Makes edits in one notification, each in the text that the one before it left. */
  edit(path: string, edits: readonly TextEdit[]): void {
    const changes = edits.map((edit) => {
      const before = this.text(path);
      const lines = new LineIndex(before);
      const range = { start: lines.positionAt(edit.span.start), end: lines.positionAt(edit.span.end) };
      this.#texts.set(path, applyEdits(before, [edit]));
      return { range, text: edit.newText };
    });
    this.change(path, changes);
  }

  /** Sends the whole text anew. */
  rewrite(path: string, text: string): void {
    this.#texts.set(path, text);
    this.change(path, [{ text }]);
  }

  change(path: string, contentChanges: readonly unknown[]): void {
    const version = this.#versions.get(path)! + 1;
    this.#versions.set(path, version);
    this.notify('textDocument/didChange', { textDocument: { uri: this.uri(path), version }, contentChanges });
  }

  shut(path: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** Where a piece of text stands that occurs once. */
  range(path: string, piece: string): Range {
    const text = this.text(path);
    const start = text.indexOf(piece);
    if (start === -1 || text.indexOf(piece, start + 1) !== -1) throw new Error(`not there exactly once: ${piece}`);
    const lines = new LineIndex(text);
    return { start: lines.positionAt(start), end: lines.positionAt(start + piece.length) };
  }

  // Requests

  request<Result>(method: string, params?: unknown): Promise<Result> {
    return params === undefined
      ? this.connection.sendRequest<Result>(method)
      : this.connection.sendRequest<Result>(method, params);
  }

  /** A request about the middle of a piece of text. */
  at<Result>(method: string, path: string, piece: string, more: object = {}): Promise<Result> {
    const { start } = this.range(path, piece);
    const position = { line: start.line, character: start.character + Math.floor(piece.length / 2) };
    return this.request<Result>(method, { textDocument: { uri: this.uri(path) }, position, ...more });
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  async pull(path: string): Promise<DocumentDiagnosticReport> {
    const report = await this.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: this.uri(path) },
      previousResultId: this.#resultIds.get(path),
    });
    if (report.resultId !== undefined) this.#resultIds.set(path, report.resultId);
    return report;
  }

  /** The present diagnostics as `line text: rule`, whether the server pushes or is asked. */
  async rules(path: string): Promise<string[]> {
    return (await this.diagnostics(path)).map(({ code }) => String(code));
  }

  /** The present diagnostics, whatever was told before. */
  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    this.#resultIds.delete(path);
    const report = await this.pull(path);
    return report.kind === 'full' ? report.items : [];
  }

  async actions(path: string, piece: string, only?: readonly string[]): Promise<CodeAction[]> {
    return this.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range: this.range(path, piece),
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  /** The text of a document after an edit of the workspace; undefined when the edit leaves it alone. */
  edited(path: string, edit: WorkspaceEdit | undefined): string | undefined {
    const uri = this.uri(path);
    const changes = (edit?.documentChanges ?? []).filter((change): change is TextDocumentEdit => 'edits' in change);
    const edits = edit?.changes?.[uri] ?? changes.find((change) => change.textDocument.uri === uri)?.edits;
    if (edits === undefined) return undefined;
    const text = this.text(path);
    const lines = new LineIndex(text);
    return applyEdits(
      text,
      edits.map((one) => ({
        span: { start: lines.offsetAt(one.range.start), end: lines.offsetAt(one.range.end) },
        newText: 'snippet' in one ? one.snippet.value : one.newText,
      })),
    );
  }

  /** Waits for the server to say something; fails by the test's own time limit. */
  async until<Found>(look: () => Found | undefined | false): Promise<Found> {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Parameters of all messages of one kind so far. */
  received<Params>(method: string): Params[] {
    return this.messages.filter((message) => message.method === method).map(({ params }) => params as Params);
  }

  #listen(): void {
    this.connection.onRequest((method, params) => {
      this.#receive(method, params);
      if (method !== 'workspace/configuration') return null;
      const { items } = params as { items: { scopeUri?: string }[] };
      return items.map(
        ({ scopeUri }) => this.settings[scopeUri === undefined ? '' : this.path(scopeUri) || '.'] ?? null,
      );
    });
    this.connection.onNotification((method, params) => this.#receive(method, params));
    this.connection.onUnhandledProgress((params) => this.#receive('$/progress', params));
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.published.set(this.path(params.uri), params.diagnostics);
      this.#receive('textDocument/publishDiagnostics', params);
    });
  }

  #receive(method: string, params: unknown): void {
    this.#options.onMessage?.(method, params, this);
    this.messages.push({ method, params });
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/**
 * A small LSP client over stdio: enough of an editor to open a file, type in it and read diagnostics from any server.
 */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Errors by which a pulling editor is told to ask again: ContentModified and ServerCancelled. */
const ASK_AGAIN = new Set([-32801, -32802]);

/**
 * @typedef {{line: number, character: number}} Position
 * @typedef {{range: {start: Position, end: Position}, message: string, severity?: number, code?: unknown, source?: string}} Diagnostic
 * @typedef {{range: {start: Position, end: Position}, text: string}} Change
 */

export class LspClient {
  /** @type {import('node:child_process').ChildProcess} */
  #child;
  /** Bytes received and not yet read; joined only when a message is complete, so that a large answer costs no quadratic copying. */
  #chunks = /** @type {Buffer[]} */ ([]);
  #buffered = 0;
  #needed = 0;
  #nextId = 1;
  #pending = /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */ (new Map());
  #waiters = /** @type {Set<{offer: (params: any) => void, reject: (error: Error) => void}>} */ (new Set());
  #resultIds = /** @type {Map<string, string>} */ (new Map());
  #latest = /** @type {Map<string, Diagnostic[]>} */ (new Map());
  #versions = /** @type {Map<string, number>} */ (new Map());
  #settings;
  #closed = false;
  #stderr = '';

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{cwd: string, env?: NodeJS.ProcessEnv, settings?: unknown}} options
   */
  constructor(command, args, { cwd, env, settings }) {
    this.#settings = settings ?? null;
    this.#child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdout?.on('data', (chunk) => this.#receive(chunk));
    this.#child.stderr?.on('data', (chunk) => {
      this.#stderr = (this.#stderr + chunk).slice(-4000);
    });
    this.#child.stdin?.on('error', () => {});
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code) => this.#fail(new Error(`server ended with code ${code}: ${this.#stderr.trim()}`)));
  }

  get pid() {
    return this.#child.pid;
  }

  /** True when the server wants to be asked for diagnostics rather than push them. */
  pulls = false;

  /** @type {any} */
  capabilities = {};

  /** @type {{name?: string, version?: string}} */
  info = {};

  /** @param {string} folder */
  async initialize(folder) {
    const uri = pathToFileURL(folder).href;
    const answer = await this.request('initialize', {
      processId: process.pid,
      clientInfo: { name: 'bench' },
      rootUri: uri,
      rootPath: folder,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        window: { workDoneProgress: true },
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
        },
        textDocument: {
          synchronization: { dynamicRegistration: true, didSave: true },
          diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
          publishDiagnostics: { relatedInformation: true, versionSupport: true, dataSupport: true },
        },
      },
      initializationOptions: this.#settings ?? undefined,
    });
    this.capabilities = answer.capabilities;
    this.info = answer.serverInfo ?? {};
    this.pulls = Boolean(answer.capabilities.diagnosticProvider);
    this.notify('initialized', {});
    return answer;
  }

  /** @param {string} path @param {string} text @param {string} [languageId] @returns {string} the URI */
  open(path, text, languageId = 'sql') {
    const uri = pathToFileURL(path).href;
    this.#versions.set(uri, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  /** @param {string} uri @param {Change} change @returns {number} the new version */
  change(uri, change) {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    return version;
  }

  /**
   * The diagnostics of the text as it is now: asked for, or waited for when the server pushes.
   * Call it in the same turn as `open` or `change`, before anything can have been published.
   * @param {string} uri
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<Diagnostic[]>}
   */
  async diagnostics(uri, timeout = 120_000) {
    return this.pulls ? this.#pull(uri, timeout) : this.#awaitPush(uri, timeout);
  }

  /** @param {string} uri @param {number} timeout */
  async #pull(uri, timeout) {
    const deadline = performance.now() + timeout;
    for (;;) {
      const answer = await this.request(
        'textDocument/diagnostic',
        { textDocument: { uri }, previousResultId: this.#resultIds.get(uri) },
        Math.max(1, deadline - performance.now()),
      ).catch((error) => {
        if (ASK_AGAIN.has(error.code)) return null;
        throw error;
      });
      if (answer === null) continue;
      if (answer.resultId) this.#resultIds.set(uri, answer.resultId);
      if (answer.kind === 'full') this.#latest.set(uri, answer.items);
      return this.#latest.get(uri) ?? [];
    }
  }

  /**
   * The publication that carries the current version; from a server that sends none, the next publication.
   * @param {string} uri
   * @param {number} timeout
   * @returns {Promise<Diagnostic[]>}
   */
  #awaitPush(uri, timeout) {
    const version = this.#versions.get(uri) ?? 0;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter = {
        offer: (/** @type {any} */ params) => {
          if (params.uri !== uri || (params.version != null && params.version < version)) return;
          settle();
          this.#latest.set(uri, params.diagnostics);
          resolve(params.diagnostics);
        },
        reject: (/** @type {Error} */ error) => {
          settle();
          reject(error);
        },
      };
      const timer = setTimeout(
        () => waiter.reject(new Error(`no diagnostics for version ${version} within ${timeout} ms`)),
        timeout,
      );
      this.#waiters.add(waiter);
      if (this.#closed) waiter.reject(new Error(`server is gone: ${this.#stderr.trim()}`));
    });
  }

  /**
   * @param {string} method
   * @param {unknown} params
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<any>}
   */
  request(method, params, timeout = 120_000) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error(`server is gone: ${this.#stderr.trim()}`));
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`${method} was not answered within ${Math.round(timeout)} ms`));
      }, timeout);
      this.#pending.set(id, {
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#send({ jsonrpc: '2.0', id, method, params });
    });
  }

  /** @param {string} method @param {unknown} params */
  notify(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** Ends the server as an editor would; one that does not leave within two seconds is ended by its id. */
  async close() {
    if (!this.#closed) {
      await this.request('shutdown', null, 5000).catch(() => {});
      this.notify('exit', undefined);
      this.#child.stdin?.end();
    }
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const left = new Promise((resolve) => this.#child.once('exit', resolve));
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2000);
      await left;
      clearTimeout(timer);
    }
  }

  /** @param {object} message */
  #send(message) {
    const body = Buffer.from(JSON.stringify(message));
    this.#child.stdin?.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= this.#needed && this.#buffered > 0) {
      const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
      const headerEnd = all.indexOf('\r\n\r\n');
      const length = headerEnd < 0 ? null : /content-length: *(\d+)/i.exec(all.toString('latin1', 0, headerEnd));
      const end = length ? headerEnd + 4 + Number(length[1]) : all.length + 1;
      if (all.length < end) {
        this.#chunks = [all];
        this.#needed = end;
        return;
      }
      this.#chunks = all.length > end ? [all.subarray(end)] : [];
      this.#buffered = all.length - end;
      this.#needed = 0;
      this.#handle(JSON.parse(all.toString('utf8', headerEnd + 4, end)));
    }
  }

  /** @param {any} message */
  #handle(message) {
    if (message.method !== undefined && message.id !== undefined) {
      this.#send({ jsonrpc: '2.0', id: message.id, result: this.#answer(message) });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      for (const waiter of [...this.#waiters]) waiter.offer(message.params);
    } else if (message.id !== undefined) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) {
        const { message: text, code } = message.error;
        pending?.reject(Object.assign(new Error(text), { code }));
      } else pending?.resolve(message.result);
    }
  }

  /** @param {{method: string, params: any}} message what the server asks of an editor */
  #answer({ method, params }) {
    if (method === 'client/registerCapability') {
      const pulled = params.registrations.some((/** @type {any} */ r) => r.method === 'textDocument/diagnostic');
      this.pulls ||= pulled;
    }
    if (method === 'workspace/configuration') return params.items.map(() => this.#settings);
    if (method === 'workspace/workspaceFolders') return [];
    return null;
  }

  /** @param {Error} error */
  #fail(error) {
    this.#closed = true;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    for (const waiter of [...this.#waiters]) waiter.reject(error);
  }
}

/** Wires the protocol to the session and its handlers. */
import {
  type CancellationToken,
  type CodeAction,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  WatchKind,
} from 'vscode-languageserver/node';
import type { Analyzer } from '../analysis/analyzer.ts';
import { configurationFileName } from '../analysis/read-configuration.ts';
import type { Knowledge } from '../architect/knowledge.ts';
import { loadKnowledge } from '../host/knowledge.ts';
import { type RuleDocs, ruleDocs } from '../host/rule-docs.ts';
import type { Requests } from '../protocol.ts';
import { Architect } from './architect.ts';
import { serverCapabilities } from './capabilities.ts';
import { guarded, type Handler } from './guard.ts';
import { callTool } from './handlers/call-tool.ts';
import { type Checks, checkAnswer } from './handlers/check-answer.ts';
import { checkWorkspace } from './handlers/check-workspace.ts';
import { codeAction } from './handlers/code-action.ts';
import { codeActionResolve } from './handlers/code-action-resolve.ts';
import { consult } from './handlers/consult.ts';
import { databases } from './handlers/databases.ts';
import { definition } from './handlers/definition.ts';
import { diagram } from './handlers/diagram.ts';
import { documentDiagnostic } from './handlers/document-diagnostic.ts';
import { documentSymbol } from './handlers/document-symbol.ts';
import { explainRule } from './handlers/explain-rule.ts';
import { hover } from './handlers/hover.ts';
import { newMigration } from './handlers/new-migration.ts';
import { prepareRename } from './handlers/prepare-rename.ts';
import { prompt } from './handlers/prompt.ts';
import { references } from './handlers/references.ts';
import { rename } from './handlers/rename.ts';
import { rules } from './handlers/rules.ts';
import { showSchema } from './handlers/show-schema.ts';
import { workspaceDiagnostic } from './handlers/workspace-diagnostic.ts';
import { workspaceSymbol } from './handlers/workspace-symbol.ts';
import { Session } from './session.ts';

export interface ServerParts extends Checks {
  readonly createAnalyzer: () => Analyzer;
  /** Where rule pages come from; the ones that were shipped when left out. */
  readonly ruleDocs?: RuleDocs;
  /** What the architect knows, asked for at the first question; what was shipped when left out. */
  readonly knowledge?: () => Knowledge;
  readonly version?: string;
  /** Called once, when the workspace is read. */
  readonly indexed?: () => void;
  /** Called with every change of a document in the editor. */
  readonly typed?: () => void;
}

/** Serves one editor over a connection that is not listening yet. */
export function startServer(connection: Connection, parts: ServerParts): void {
  let started: Session | undefined;
  const session = () => {
    if (started === undefined) throw new Error('the client has not initialized the server');
    return started;
  };
  connection.onInitialize((params) => {
    started = new Session(connection, parts.createAnalyzer(), parts.ruleDocs ?? ruleDocs, params);
    return initializeResult(params, parts.version);
  });
  connection.onInitialized(() => {
    register(connection, session());
    session()
      .start()
      .then(() => parts.indexed?.());
  });
  connection.onShutdown(() => {
    started?.dispose();
    parts.verifier?.stop();
  });
  followDocuments(connection, session, parts.typed);
  followWorkspace(connection, session);
  answerRequests(connection, session, parts);
  connection.listen();
}

function initializeResult(params: InitializeParams, version: string | undefined): InitializeResult {
  return {
    capabilities: serverCapabilities(params),
    serverInfo: { name: 'db-architect', ...(version !== undefined && { version }) },
  };
}

function followDocuments(connection: Connection, session: () => Session, typed: ServerParts['typed']): void {
  connection.onDidOpenTextDocument(({ textDocument }) => session().open(textDocument));
  connection.onDidChangeTextDocument((params) => {
    session().change(params);
    typed?.();
  });
  connection.onDidCloseTextDocument(({ textDocument }) => session().close(textDocument.uri));
}

function followWorkspace(connection: Connection, session: () => Session): void {
  connection.onDidChangeConfiguration(({ settings }) => session().settingsChanged(settings));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    session().filesChanged(changes.map(({ uri, type }) => [uri, type !== FileChangeType.Deleted])),
  );
  // Sent to every server; the library hands them out only with these members of `workspace`.
  connection.workspace.onDidCreateFiles(({ files }) => session().filesChanged(files.map(({ uri }) => [uri, true])));
  connection.workspace.onDidDeleteFiles(({ files }) => session().filesChanged(files.map(({ uri }) => [uri, false])));
  connection.workspace.onDidRenameFiles(({ files }) =>
    session().filesChanged(files.flatMap(({ oldUri, newUri }) => [[oldUri, false] as const, [newUri, true] as const])),
  );
}

function answerRequests(connection: Connection, session: () => Session, parts: ServerParts): void {
  const guard = <Params, Result, Partial = never>(
    method: string,
    handler: Handler<Params, Result, Partial>,
    fallback: Result,
  ) => guarded(session, method, handler, fallback);
  const { diagnostics } = connection.languages;
  diagnostics.on(guard('textDocument/diagnostic', documentDiagnostic, { kind: 'full', items: [] }));
  diagnostics.onWorkspace(guard('workspace/diagnostic', workspaceDiagnostic, { items: [] }));
  connection.onCodeAction(guard('textDocument/codeAction', codeAction, []));
  connection.onCodeActionResolve((action, token) =>
    guard<CodeAction, CodeAction>('codeAction/resolve', codeActionResolve, action)(action, token),
  );
  connection.onHover(guard('textDocument/hover', hover, null));
  connection.onDefinition(guard('textDocument/definition', definition, null));
  connection.onReferences(guard('textDocument/references', references, null));
  connection.onPrepareRename(guard('textDocument/prepareRename', prepareRename, null));
  connection.onRenameRequest(guard('textDocument/rename', rename, null));
  connection.onDocumentSymbol(guard('textDocument/documentSymbol', documentSymbol, null));
  connection.onWorkspaceSymbol(guard('workspace/symbol', workspaceSymbol, null));
  const own = <M extends keyof Requests>(
    method: M,
    handler: Handler<Requests[M]['params'], Requests[M]['result']>,
    fallback: Requests[M]['result'],
  ) => answer(connection, method, guard(method, handler, fallback));
  own('dbArchitect/checkWorkspace', checkWorkspace, null);
  own('dbArchitect/explainRule', explainRule, null);
  own('dbArchitect/rules', rules, []);
  own('dbArchitect/databases', databases, { databases: [], formats: [] });
  own('dbArchitect/showSchema', showSchema, null);
  const architect = new Architect(parts.knowledge ?? loadKnowledge);
  own('dbArchitect/consult', (current, asked) => consult(current, asked, architect), null);
  own('dbArchitect/checkAnswer', (current, params) => checkAnswer(current, params, parts), null);
  own('dbArchitect/callTool', (current, params) => callTool(current, params, architect, parts), null);
  own('dbArchitect/diagram', diagram, null);
  own('dbArchitect/newMigration', newMigration, null);
  own('dbArchitect/prompt', (current, params) => prompt(current, params, architect), null);
}

/** A request of our own. One without parameters reaches the handler with the token alone. */
function answer<M extends keyof Requests>(
  connection: Connection,
  method: M,
  handler: (params: Requests[M]['params'], token: CancellationToken) => Promise<unknown>,
): void {
  connection.onRequest(method, (...received: unknown[]) => {
    const params = received.length > 1 ? received[0] : undefined;
    return handler(params as Requests[M]['params'], received.at(-1) as CancellationToken);
  });
}

/** What the client is asked to tell us, where it takes such wishes. */
function register(connection: Connection, session: Session): void {
  const { registersConfiguration, registersFileWatchers } = session.features;
  const failed = (error: unknown) => session.reportFailure('registering', error);
  if (registersConfiguration) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'dbArchitect' }).catch(failed);
  }
  if (registersFileWatchers) {
    const watchers = [
      { globPattern: '**/*.{sql,ddl,psql,pgsql,mysql,tsql}' },
      { globPattern: '**/sqitch.plan' },
      { globPattern: `**/${configurationFileName}` },
      // A folder that goes takes its files along without a word about them.
      { globPattern: '**', kind: WatchKind.Delete },
    ];
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(failed);
  }
  if (session.features.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      session.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      ),
    );
  }
}

/** Starts and stops the language server. A bundle of its own: loaded when the first schema file shows up. */
import * as vscode from 'vscode';
import {
  DocumentDiagnosticRequest,
  LanguageClient,
  type LanguageClientOptions,
  State,
  TransportKind,
  vsdiag,
} from 'vscode-languageclient/node';
import type { InitializationOptions, Notifications, Requests } from '../../server/src/protocol.ts';
import { editorSettings, isEnabled, settingsSection } from './settings.ts';
import { type Status, statusText } from './status.ts';
import { onUnseenEdit } from './unseen-edits.ts';

/** What the commands see of the running server. */
export interface Server {
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M]['result']>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const documentSelector = [
  { scheme: 'file', language: 'sql' },
  { scheme: 'untitled', language: 'sql' },
  // Other extensions give .sql files language ids of their own (plsql, postgres, tsql).
  { scheme: 'file', pattern: '**/*.sql' },
  { scheme: 'file', pattern: '**/*.prisma' },
  { scheme: 'file', pattern: '**/*.py' },
  { scheme: 'file', pattern: '**/db-architect.jsonc' },
];

/** Files that change what the server knows while no editor shows them. */
const watchedFiles = '**/{*.sql,*.prisma,*.py,db-architect.jsonc}';

export async function startServer(serverModule: string, log: vscode.LogOutputChannel, status: Status): Promise<Server> {
  const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
  const options: LanguageClientOptions = {
    documentSelector,
    outputChannel: log,
    synchronize: { fileEvents: watcher },
    initializationOptions: (): InitializationOptions => ({ ...editorSettings(), ruleDocs: true, quietTyping: true }),
    // Hovers link to the explanation of a rule, and to nothing else that runs.
    markdown: { isTrusted: { enabledCommands: ['dbArchitect.explainRule'] } },
    middleware: {
      // Switching off is a change of settings, too, and ends the server: it need not hear of it.
      workspace: { didChangeConfiguration: async (sections, next) => (isEnabled() ? next(sections) : undefined) },
      provideDiagnostics: (document, previousResultId, token, next) =>
        isCheckedByEditor(document)
          ? { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
          : next(document, previousResultId, token),
    },
    diagnosticPullOptions: {
      onChange: true,
      onSave: true,
      onTabs: true,
      // A tab that was not shown yet has no document, so its language is unknown: go by the name.
      match: (_selector, resource) =>
        resource.scheme === 'file' && /\.(sql|prisma|py)$|\/db-architect\.jsonc$/.test(resource.path),
    },
  };
  const run = { module: serverModule, transport: TransportKind.ipc };
  const client = new LanguageClient(
    settingsSection,
    'Database Architect',
    { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6013'] } } },
    options,
  );

  let previous: string | undefined;
  const statusMethod: keyof Notifications = 'dbArchitect/status';
  client.onNotification(statusMethod, (message: Notifications['dbArchitect/status']) => {
    status.update(message);
    if (message.state !== previous) log.info(statusText(message));
    previous = message.state;
  });
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) status.starting();
    if (newState === State.Stopped) status.stopped();
  });

  await client.start();
  log.info(`language server ${client.initializeResult?.serverInfo?.version ?? ''} is running`);
  const unseenEdits = onUnseenEdit(() => client.getFeature(DocumentDiagnosticRequest.method).refresh());
  return {
    request: (method, params, token) =>
      params === undefined ? client.sendRequest(method, token) : client.sendRequest(method, params, token),
    restart: () => client.restart(),
    stop: async () => {
      unseenEdits.dispose();
      watcher.dispose();
      await client.dispose();
    },
  };
}

/** An open settings file is checked against its JSON schema by the editor; saying everything twice helps nobody. */
function isCheckedByEditor(document: vscode.TextDocument | vscode.Uri): boolean {
  return (
    'languageId' in document &&
    document.uri.path.endsWith('/db-architect.jsonc') &&
    vscode.extensions.getExtension('vscode.json-language-features') !== undefined
  );
}

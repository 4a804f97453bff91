/** Says which files belong to the product, and when the first of them shows up. */
import * as vscode from 'vscode';

/** One of these in the workspace is reason enough to start the server. */
const schemaFiles = '{**/*.sql,**/*.prisma,**/alembic.ini,**/models.py,**/models/*.py,**/db-architect.jsonc}';
const notOurs = '**/{node_modules,.git,.venv,venv,dist,build,target}/**';

/** Calls `found` once: now, if the workspace has a schema file, or as soon as one is created or opened. */
export function onFirstSchemaFile(found: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(schemaFiles, false, true, true);
  const search = new vscode.CancellationTokenSource();
  const disposables: vscode.Disposable[] = [watcher, search];
  let done = false;
  const finish = () => {
    if (done) return;
    done = true;
    stop.dispose();
    found();
  };
  const stop = new vscode.Disposable(() => {
    done = true;
    search.cancel();
    for (const disposable of disposables) disposable.dispose();
  });

  disposables.push(
    watcher.onDidCreate(finish),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isSchemaDocument(document)) finish();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(searchWorkspace),
  );
  if (vscode.workspace.textDocuments.some(isSchemaDocument)) finish();
  else searchWorkspace();
  return stop;

  function searchWorkspace(): void {
    vscode.workspace.findFiles(schemaFiles, notOurs, 1, search.token).then((files) => {
      if (files.length > 0) finish();
    });
  }
}

function isSchemaDocument(document: vscode.TextDocument): boolean {
  const { scheme, path } = document.uri;
  if (scheme !== 'file' && scheme !== 'untitled') return false;
  // Not every Python project has a database: opening a file that imports a mapper says that this one does.
  if (path.endsWith('.py')) return /\b(?:sqlalchemy|sqlmodel|alembic)\b/.test(document.getText());
  return document.languageId === 'sql' || /\.(sql|prisma)$|\/db-architect\.jsonc$/.test(path);
}

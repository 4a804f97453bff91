/** `dbArchitect.showSchemaAs`: a whole database as SQL, Prisma, SQLAlchemy or a diagram, in a document beside. */
import * as vscode from 'vscode';
import type { RecognisedDatabases } from '../../../server/src/protocol.ts';
import type { ServerLifecycle } from '../server-lifecycle.ts';

export function registerShowSchema(servers: ServerLifecycle): vscode.Disposable {
  // Keys and tests may pass the name of a format; from the palette it is asked for.
  return vscode.commands.registerCommand('dbArchitect.showSchemaAs', async (argument?: unknown) => {
    const server = await servers.get();
    if (!server) return;
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const { databases, formats } = await server.request('dbArchitect/databases', { uri });
    const database = await pickDatabase(databases);
    if (!database) return;
    const format =
      formats.find(({ name }) => name === argument) ??
      (await vscode.window.showQuickPick(
        formats.map(({ name, title }) => ({ label: title, name })),
        { title: `Show the database “${database.name}” as …` },
      ));
    if (!format) return;
    const shown = await server.request('dbArchitect/showSchema', { database: database.id, format: format.name });
    if (!shown) return;
    const known = await vscode.languages.getLanguages();
    const language = known.includes(shown.languageId) ? shown.languageId : 'plaintext';
    const document = await vscode.workspace.openTextDocument({ content: shown.text, language });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  });
}

/** The database of the shown file, the only one there is, or the one that the user picks. */
export async function pickDatabase(
  databases: RecognisedDatabases['databases'],
): Promise<RecognisedDatabases['databases'][number] | undefined> {
  const shown = databases.find(({ holdsShownFile }) => holdsShownFile);
  if (shown !== undefined || databases.length === 1) return shown ?? databases[0];
  if (databases.length === 0) {
    void vscode.window.showInformationMessage('No file in this workspace creates a table.');
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    databases.map((database) => ({
      label: database.name,
      description: `${database.product}, ${database.tables === 1 ? '1 table' : `${database.tables} tables`}`,
      database,
    })),
    { title: 'Which database?' },
  );
  return picked?.database;
}

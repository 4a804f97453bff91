/** Fixes where they belong: in the file, in a new migration, on save, and comments instead of a fix. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findings, named, openSample, orders, quickFixes, revert, sample, until } from './workspace.ts';

const rule = 'fk-without-index';
const library = sample('library/schema.sql');
const tables = `create table author (
  id   integer primary key,
  name text not null
);

create table book (
  id        integer primary key,
  author_id integer not null references author (id) on delete cascade
);
`;

describe('fixes', () => {
  let document: vscode.TextDocument | undefined;
  afterEach(async () => {
    if (document) await revert(document);
    document = undefined;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function openLibrary(): Promise<vscode.TextDocument> {
    await vscode.workspace.fs.writeFile(library, new TextEncoder().encode(tables));
    document = await openSample(named(library));
    return document;
  }

  it('come first, then ways to ignore the finding and to read about it', async () => {
    const opened = await openLibrary();
    const finding = await until('the foreign key is reported', () => findings(opened.uri, rule)[0]);
    const actions = await quickFixes(opened.uri, finding.range);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Add an index on book (author_id)',
        `Ignore ${rule} on this line`,
        `Ignore ${rule} in this file`,
        `Explain ${rule}`,
      ],
    );
    assert.equal(actions[0]?.isPreferred, true);
  });

  it('of a schema file stay in it', async () => {
    const opened = await openLibrary();
    const finding = await until('the foreign key is reported', () => findings(opened.uri, rule)[0]);
    const [fix] = await quickFixes(opened.uri, finding.range);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(opened.getText(), /create index book_author_id_idx on book \(author_id\);\n$/);
    await until('the foreign key is covered', () => findings(opened.uri, rule).length === 0);
  });

  it('of an unsaved document stay in it', async () => {
    const unsaved = await vscode.workspace.openTextDocument({ language: 'sql', content: tables });
    document = unsaved;
    await vscode.window.showTextDocument(unsaved);
    const finding = await until('the foreign key is reported', () => findings(unsaved.uri, rule)[0]);
    const [fix] = await quickFixes(unsaved.uri, finding.range);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(unsaved.getText(), /create index book_author_id_idx/);
  });

  it('of a migration are a new one, which is shown', async () => {
    document = await openSample(orders);
    const { uri } = document;
    const finding = await until('the foreign key is reported', () =>
      findings(uri, rule).find(({ message }) => message.includes('address_id')),
    );
    const [fix] = await quickFixes(document.uri, finding.range);
    assert.equal(fix?.title, 'Add an index on shop_order (address_id) in a new migration');
    assert.ok(fix.edit && fix.command);
    await vscode.workspace.applyEdit(fix.edit);
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    const shown = vscode.window.activeTextEditor?.document;
    assert.ok(shown);
    assert.match(named(shown.uri), /^shop\/migrations\/\d{4}_add_shop_order_address_id_idx\.sql$/);
    assert.match(
      shown.getText(),
      /^create index concurrently shop_order_address_id_idx on shop_order \(address_id\);\n$/,
    );
    await until(
      'the foreign key is covered',
      () => !findings(uri, rule).some((left) => left.message === finding.message),
    );
    await revert(shown);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(shown.uri);
    await until('the foreign key is reported again', () =>
      findings(uri, rule).some(({ message }) => message === finding.message),
    );
  });

  it('are a comment with a reason, if the finding is to stay', async () => {
    const opened = await openLibrary();
    const finding = await until('the foreign key is reported', () => findings(opened.uri, rule)[0]);
    const ignore = (await quickFixes(opened.uri, finding.range)).find(({ title }) => title.endsWith('on this line'));
    assert.ok(ignore?.edit);
    await vscode.workspace.applyEdit(ignore.edit);
    assert.match(opened.getText(), /\n {2}-- db-architect-ignore fk-without-index: reason\n {2}author_id/);
    await until('the finding is ignored', () => findings(opened.uri).length === 0);
  });

  it('are applied on save, all that are safe', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update(
      'codeActionsOnSave',
      { 'source.fixAll.db-architect': 'explicit' },
      vscode.ConfigurationTarget.Workspace,
    );
    try {
      const opened = await openLibrary();
      await until('the foreign key is reported', () => findings(opened.uri, rule).length > 0);
      // The editor waits for fixes no longer than a moment before it saves; a person saves again.
      await until('the index is added on save', async () => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(opened.uri, new vscode.Position(0, 0), '-- Books and who wrote them.\n');
        await vscode.workspace.applyEdit(edit);
        await vscode.commands.executeCommand('workbench.action.files.save');
        return /create index book_author_id_idx on book \(author_id\);/.test(opened.getText());
      });
      assert.equal(opened.isDirty, false);
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.workspace.fs.delete(library);
    }
  });
});

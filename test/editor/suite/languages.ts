/** Prisma schemas and SQLAlchemy models beside SQL: found, mended and followed in the editor. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { answered, findings, named, openSample, placeOf, quickFixes, revert, until } from './workspace.ts';

const prisma = 'clinic/prisma/schema.prisma';
const models = 'courses/models.py';
const rule = 'fk-without-index';

describe('other languages', () => {
  let document: vscode.TextDocument | undefined;
  afterEach(async () => {
    if (document) await revert(document);
    document = undefined;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function applyFirstFix(path: string, title: RegExp): Promise<string> {
    const opened = await openSample(path);
    document = opened;
    const finding = await until(`${path} is checked`, () => findings(opened.uri, rule)[0]);
    const fix = await until(`a fix is offered in ${path}`, async () =>
      (await quickFixes(opened.uri, finding.range)).find((action) => title.test(action.title)),
    );
    assert.ok(fix.edit);
    const before = findings(opened.uri, rule).length;
    await vscode.workspace.applyEdit(fix.edit);
    await until('one finding less', () => findings(opened.uri, rule).length < before);
    return opened.getText();
  }

  it('a Prisma relation without an index gets @@index', async () => {
    const text = await applyFirstFix(prisma, /^Add an index on appointment \(patient_id\)$/);
    assert.match(text, / {2}@@unique\(\[doctorId, startsAt\]\)\n {2}@@index\(\[patientId\]\)\n/);
  });

  it('a SQLAlchemy foreign key gets index=True', async () => {
    const text = await applyFirstFix(models, /^Add an index on lesson \(course_id\)$/);
    assert.match(text, /course_id: Mapped\[int\] = mapped_column\([^=]*ondelete="CASCADE"\), index=True/);
  });

  it('a field that no migration builds is reported on the model', async () => {
    const opened = await openSample(prisma);
    const [drift] = await until('the declaration is compared', () => {
      const found = findings(opened.uri, 'drift-column');
      return found.length > 0 ? found : undefined;
    });
    assert.equal(opened.getText(drift?.range), 'reminded');
    assert.match(named(drift?.relatedInformation?.[0]?.location.uri ?? opened.uri), /migration\.sql$/);
  });

  it('a model leads to its migration', async () => {
    const opened = await openSample(prisma);
    await until('the schema was read', () => findings(opened.uri).length > 0);
    const places = await answered<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      opened.uri,
      placeOf(opened, 'model Patient', 'Patient'),
    );
    assert.ok(places.some(({ uri }) => /migration\.sql$/.test(uri.path)));
  });

  it('a schema is shown in another language beside it', async () => {
    const opened = await openSample(prisma);
    await until('the schema was read', () => findings(opened.uri).length > 0);
    await vscode.commands.executeCommand('dbArchitect.showSchemaAs', 'sqlalchemy');
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.languageId, 'python');
    assert.match(shown?.getText() ?? '', /class Appointment\(Base\):\n {4}__tablename__ = "appointment"/);
  });
});

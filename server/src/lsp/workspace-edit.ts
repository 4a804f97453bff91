/** Edits of files as an editor applies them. */
import type {
  CreateFile,
  TextEdit as ProtocolEdit,
  SnippetTextEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { FileEdit } from '../text/text-edit.ts';
import type { Session } from './session.ts';
import { toRange } from './to-protocol.ts';

/** Some clients cannot create files. */
export function canApply({ features }: Session, edits: readonly FileEdit[]): boolean {
  return (features.documentChanges && features.createFiles) || !edits.some(({ creates }) => creates);
}

/** Undefined when the client cannot do it. */
export function toWorkspaceEdit(session: Session, edits: readonly FileEdit[]): WorkspaceEdit | undefined {
  if (!canApply(session, edits)) return undefined;
  const { documentChanges } = session.features;
  const changes: Record<string, ProtocolEdit[]> = {};
  const documents: (TextDocumentEdit | CreateFile)[] = [];
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const edited = edits.filter((edit) => edit.file === file);
    const uri = session.uriOf(file);
    const creates = edited.some((edit) => edit.creates) && !session.analyzer.has(file);
    if (creates) documents.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
    const converted = edited.map((edit) => toProtocolEdit(session, edit, creates));
    changes[uri] = converted;
    documents.push({ textDocument: { uri, version: versionOf(session, file) }, edits: converted });
  }
  return documentChanges ? { documentChanges: documents } : { changes };
}

/** An edit of one document with a place for the user to type; plain text where the client knows no snippets. */
export function toSnippetEdit(session: Session, edit: FileEdit, snippet: string): WorkspaceEdit | undefined {
  if (!session.features.snippetEdits || !session.features.documentChanges) return toWorkspaceEdit(session, [edit]);
  const inserted: SnippetTextEdit = {
    range: toRange(session.linesOf(edit.file), edit.span),
    snippet: { kind: 'snippet', value: snippet },
  };
  const textDocument = { uri: session.uriOf(edit.file), version: versionOf(session, edit.file) };
  return { documentChanges: [{ textDocument, edits: [inserted] }] };
}

function versionOf(session: Session, file: string): number | null {
  return session.documents.of(file)?.version ?? null;
}

function toProtocolEdit(session: Session, { file, span, newText }: FileEdit, creates: boolean): ProtocolEdit {
  const start = { line: 0, character: 0 };
  return { range: creates ? { start, end: start } : toRange(session.linesOf(file), span), newText };
}

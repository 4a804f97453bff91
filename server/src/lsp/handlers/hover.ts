/** `textDocument/hover`: the table or column under the cursor, and a way to the rules behind findings there. */
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { foldCase } from '../../model/dialect.ts';
import { catalogue } from '../../rules/catalogue.ts';
import type { Rule } from '../../rules/rule.ts';
import { contains } from '../../text/span.ts';
import { describeColumn, describeTable } from '../describe-table.ts';
import { fileOf } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { type SymbolUnder, symbolUnder, tableOf } from '../symbol-under.ts';
import { toRange } from '../to-protocol.ts';

export function hover(session: Session, params: HoverParams): Hover | null {
  const under = symbolUnder(session, params);
  const rules = rulesUnder(session, params);
  const links = rules.length > 0 && session.features.ruleDocuments ? [linksTo(rules)] : rules.map(nameAndSummary);
  const parts = [under && describe(under), ...links].filter((part) => part !== undefined);
  if (parts.length === 0) return null;
  const value = parts.join('\n\n---\n\n');
  return {
    contents: { kind: session.features.markdownHover ? 'markdown' : 'plaintext', value },
    ...(under && { range: toRange(session.linesOf(under.occurrence.file), under.occurrence.span) }),
  };
}

function describe(under: SymbolUnder): string | undefined {
  const { database, occurrence } = under;
  const table = tableOf(under);
  if (table === undefined) return undefined;
  if (occurrence.kind === 'table') return describeTable(database.schema, table);
  const wanted = foldCase(database.dialect, occurrence.column);
  const column = table.columns.find(({ name }) => foldCase(database.dialect, name) === wanted);
  return column && describeColumn(database.schema, table, column);
}

function rulesUnder(session: Session, { textDocument, position }: HoverParams): Rule[] {
  const file = session.documents.withUri(textDocument.uri)?.file ?? fileOf(textDocument.uri);
  if (!session.reports.has(file)) return [];
  const offset = session.linesOf(file).offsetAt(position);
  const here = new Set(
    session.reports.findingsIn(file).flatMap(({ rule, span }) => (contains(span, offset) ? [rule] : [])),
  );
  return [...here].flatMap((id) => catalogue.find((known) => known.id === id) ?? []);
}

/** The editor shows the message itself, right above; what it does not say is when the rule does not hold. */
function linksTo(rules: readonly Rule[]): string {
  const links = rules.map(({ id }) => `[${id}](command:dbArchitect.explainRule?${encodeURIComponent(`["${id}"]`)})`);
  return `Why, and when not to follow it: ${links.join(', ')}`;
}

function nameAndSummary({ id, summary }: Rule): string {
  return `**${id}**: ${summary}`;
}

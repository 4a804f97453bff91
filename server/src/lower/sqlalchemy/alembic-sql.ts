/** SQL that a revision executes. */
import type { Dialect } from '../../model/dialect.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Origin } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import { splitStatements } from '../../syntax/sql/splitter.ts';
import { lowerStatement, occurrencesIn } from '../sql/lower-statement.ts';
import type { Value } from './alembic-value.ts';

type Text = Value & { readonly kind: 'text' };

export interface ExecutedSql {
  readonly changes: readonly SchemaChange[];
  readonly occurrences: readonly Occurrence[];
  readonly extensions: readonly string[];
  readonly currentSchema: string | undefined;
  /** It ends the transaction. */
  readonly commits: boolean;
}

/**
 * Reads a text of known SQL. Places stand inside the string where the string stands in the file as it is, at the call
 * elsewhere.
 */
export function executeSql(text: Text, call: Origin, dialect: Dialect, schema: string | undefined): ExecutedSql {
  const changes: SchemaChange[] = [];
  const occurrences: Occurrence[] = [];
  const extensions: string[] = [];
  let currentSchema = schema;
  let commits = false;
  const { file, unit } = text.at;
  for (const statement of splitStatements(text.value, dialect)) {
    const source = text.value.slice(statement.start, statement.end);
    if (/^\s*commit\b/i.test(source)) commits = true;
    const lowered = lowerStatement(statement.tokens, source, { file, unit }, dialect, currentSchema);
    const place = (origin: Origin): Origin =>
      text.from === undefined
        ? call
        : {
            file,
            unit,
            start: text.from + statement.start + origin.start,
            end: text.from + statement.start + origin.end,
          };
    for (const change of lowered.changes) changes.push(relocated(change, place));
    if (text.from !== undefined) {
      const named = occurrencesIn(statement.tokens, source, { file, unit }, dialect, currentSchema);
      for (const occurrence of named) occurrences.push(relocated(occurrence, place));
    }
    extensions.push(...lowered.extensions);
    currentSchema = lowered.currentSchema;
  }
  return { changes, occurrences, extensions, currentSchema, commits };
}

/** A copy whose places are others, however deep they are. */
function relocated<Element>(value: Element, place: (origin: Origin) => Origin): Element {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => relocated(item, place)) as Element;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      /^(?:o|nameO|targetO)rigin$/.test(name) ? place(member as Origin) : relocated(member, place),
    ]),
  ) as Element;
}

/**
 * What SQL of unknown parts may change: a table, any table, or nothing that concerns tables. Names are read as they
 * stand.
 */
export function uncertain(
  sql: string,
  objectName: (name: string, schema: string | undefined) => ObjectName,
): readonly (ObjectName | undefined)[] {
  const found: (ObjectName | undefined)[] = [];
  for (const [, name] of sql.matchAll(tableStatement)) {
    const parts = (name ?? '').replace(/["`[\]]/g, '').split('.');
    const [table, schema] = parts.reverse().map((part) => (/^\w+$/.test(part) ? part : undefined));
    // A schema that is only known while it runs is that of the other tables.
    found.push(table === undefined ? undefined : objectName(table, schema));
    // What is not known before the name may be its schema with the dot.
    const behind = table === undefined ? /^\{[^{}]*\}(\w+)$/.exec(parts[0]!)?.[1] : undefined;
    if (behind !== undefined) found.push(objectName(behind, schema));
  }
  return found;
}

const tableStatement =
  /\b(?:(?:create(?:\s+(?:temp|temporary|unlogged))?|alter|drop|rename)\s+table|index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?[^\s;]{1,200}\s+on)\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([^\s(;,]{1,200})/gi;

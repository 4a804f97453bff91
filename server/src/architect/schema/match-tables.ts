/** Which tables of a pattern the workspace has already, under whatever name. */
import type { Schema } from '../../model/schema.ts';
import type { Column, Table } from '../../model/table.ts';
import { coreNames, singular, wordsOfName } from '../relevant-tables.ts';

export interface ExistingTable {
  readonly wanted: Table;
  readonly present: Table;
  /** Columns of the pattern that the present table has under no name that we recognise. */
  readonly missing: readonly MissingColumn[];
}

/** As the workspace would write it. */
export interface MissingColumn extends Column {
  /** As the pattern has it. */
  readonly wantedName: string;
}

/** Names, in the singular, under which one thing is kept. */
const alike: readonly (readonly string[])[] = [
  ['app_user', 'user', 'account', 'auth_user', 'profile'],
  ['account', 'user', 'app_user', 'tenant', 'organization', 'customer'],
  ['profile', 'user', 'app_user', 'account', 'member'],
  ['organization', 'organisation', 'tenant', 'company', 'workspace', 'org'],
  ['conversation', 'chat', 'chat_session', 'chat_conversation'],
  ['message', 'chat_message', 'conversation_message'],
  ['model', 'llm_model', 'ai_model', 'model_config', 'model_configuration'],
  ['provider', 'llm_provider', 'ai_provider'],
  ['stored_file', 'file', 'document', 'upload', 'uploaded_file'],
  ['processing_run', 'run', 'processing_job', 'document_run'],
  ['processing_result', 'result', 'extraction', 'document_result'],
  ['practitioner', 'doctor', 'physician', 'dentist', 'therapist'],
  ['appointment', 'booking', 'reservation'],
  ['post', 'article', 'status_update'],
  ['follow', 'follower', 'subscription'],
  ['generated_project', 'project', 'app'],
  ['task_comment', 'comment'],
  ['user_session', 'session', 'auth_session'],
  ['oauth_identity', 'identity', 'oauth_account', 'social_account'],
  ['activity_event', 'event', 'user_event', 'activity', 'activity_log'],
  ['membership', 'organization_member', 'org_member', 'tenant_user', 'company_user'],
];

export function matchTables(wanted: Schema, present: Schema): readonly ExistingTable[] {
  const byName = new Map<string, Table>();
  const core = coreNames(present);
  for (const table of present.tables.values()) {
    const name = nameOf(core(table));
    // A name without a schema counts before the same name in another one.
    if (!byName.has(name) || table.schema === undefined) byName.set(name, table);
  }
  const taken = new Set<Table>();
  const found: ExistingTable[] = [];
  for (const table of wanted.tables.values()) {
    if (table.partitionOf !== undefined) continue;
    const match = namesFor(nameOf(wordsOfName(table.name)))
      .map((name) => byName.get(name))
      .find((each) => each !== undefined && !taken.has(each));
    if (match === undefined) continue;
    taken.add(match);
    found.push({ wanted: table, present: match, missing: [] });
  }
  return found.map((each) => ({ ...each, missing: missingColumns(each, found) }));
}

function namesFor(name: string): readonly string[] {
  return [name, ...(alike.find(([first]) => first === name)?.slice(1) ?? [])];
}

/** `order`, `items` as `order_item`. */
function nameOf(words: readonly string[]): string {
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('_');
}

function missingColumns(each: ExistingTable, all: readonly ExistingTable[]): readonly MissingColumn[] {
  const { wanted, present } = each;
  const names = new Set(present.columns.map(({ name }) => name));
  const keys = new Set(wanted.primaryKey?.columns.length === 1 ? wanted.primaryKey.columns : []);
  return wanted.columns
    .filter(({ name }) => !keys.has(name) && !names.has(presentName(each, name, all)))
    .map((column) => ({ ...column, wantedName: column.name }));
}

/** `createdAt`, `created_at` and `created` are one; so are `email` and `email_address`, `name` and `full_name`. */
export function bare(name: string): string {
  return wordsOfName(name)
    .join('')
    .replace(/(?:at|on|address)$/, '')
    .replace(/^(?:full|display)name$/, 'name');
}

/** What the present table calls a column of the pattern; the pattern's own name where it has none. */
export function presentName({ wanted, present }: ExistingTable, column: string, all: readonly ExistingTable[]): string {
  const same = present.columns.find(({ name }) => bare(name) === bare(column));
  if (same !== undefined) return same.name;
  const target = wanted.foreignKeys.find(({ columns }) => columns.includes(column))?.references.table.name;
  const counterpart = all.find((each) => each.wanted.name === target)?.present.name;
  const reference = present.foreignKeys.find(({ references }) => references.table.name === counterpart);
  return reference?.columns[0] ?? column;
}

/** A present table as others may refer to it: its single key, or undefined where it has none. */
export function referableKey(table: Table): string | undefined {
  const key = table.primaryKey?.columns;
  return key?.length === 1 ? key[0] : undefined;
}

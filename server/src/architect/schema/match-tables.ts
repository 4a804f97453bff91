/** Which tables of a pattern the workspace has already, under whatever name. */
import { foldCase } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';

export interface ExistingTable {
  readonly wanted: Table;
  readonly present: Table;
  /** Columns of the pattern that the present table has under no name that we recognise. */
  readonly missing: readonly string[];
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
  for (const table of present.tables.values()) {
    const name = nameOf(table);
    // A name without a schema counts before the same name in another one.
    if (!byName.has(name) || table.schema === undefined) byName.set(name, table);
  }
  const taken = new Set<Table>();
  const found: ExistingTable[] = [];
  for (const table of wanted.tables.values()) {
    if (table.partitionOf !== undefined) continue;
    const match = namesFor(nameOf(table))
      .map((name) => byName.get(name))
      .find((each) => each !== undefined && !taken.has(each));
    if (match === undefined) continue;
    taken.add(match);
    found.push({ wanted: table, present: match, missing: missingColumns(table, match, present) });
  }
  return found;
}

function namesFor(name: string): readonly string[] {
  return [name, ...(alike.find(([first]) => first === name)?.slice(1) ?? [])];
}

/** `OrderItems` as `order_item`. */
function nameOf(table: Table): string {
  const words = wordsOfName(table.name);
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('_');
}

function missingColumns(wanted: Table, present: Table, { dialect }: Schema): readonly string[] {
  const names = new Set(present.columns.map(({ name }) => bare(foldCase(dialect, name))));
  const keys = new Set(wanted.primaryKey?.columns.length === 1 ? wanted.primaryKey.columns : []);
  return wanted.columns.map(({ name }) => name).filter((name) => !keys.has(name) && !names.has(bare(name)));
}

/** `createdAt`, `created_at` and `created` are one; so are `email` and `email_address`. */
function bare(name: string): string {
  return wordsOfName(name)
    .join('')
    .replace(/(?:at|on|address)$/, '');
}

/** A present table as others may refer to it: its single key, or undefined where it has none. */
export function referableKey(table: Table): string | undefined {
  const key = table.primaryKey?.columns;
  return key?.length === 1 ? key[0] : undefined;
}

export function nameForPeople(table: Table): string {
  return displayName(table);
}

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
  ['app_user', 'user', 'account', 'auth_user', 'profile', 'member', 'customer'],
  ['staff_member', 'staff', 'employee', 'user', 'app_user', 'auth_user', 'account'],
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
  [
    'membership',
    'organization_membership',
    'organization_member',
    'org_membership',
    'org_member',
    'user_organization',
    'organization_user',
    'tenant_membership',
    'tenant_user',
    'company_member',
    'company_user',
    'workspace_member',
  ],
];

export interface Matches {
  readonly existing: readonly ExistingTable[];
  /** Present tables that share a name with the pattern's and hardly anything else. */
  readonly namesakes: readonly Table[];
}

export function matchTables(wanted: Schema, present: Schema): Matches {
  const byName = new Map<string, Table>();
  const core = coreNames(present);
  for (const table of present.tables.values()) {
    const name = nameOf(core(table));
    // A name without a schema counts before the same name in another one.
    if (!byName.has(name) || table.schema === undefined) byName.set(name, table);
  }
  // Where a design has tenants and their people, the customers of the workspace may be either.
  const hasTenants = [...wanted.tables.values()].some(({ name }) => name === 'organization');
  const taken = new Set<Table>();
  const found: ExistingTable[] = [];
  for (const table of wanted.tables.values()) {
    if (table.partitionOf !== undefined) continue;
    const match = namesFor(nameOf(wordsOfName(table.name)))
      .filter((name) => name !== 'customer' || !hasTenants)
      .flatMap((name) => byName.get(name) ?? [])
      .filter((each) => !taken.has(each))
      .sort((one, other) => Number(hasAddressOf(table, other)) - Number(hasAddressOf(table, one)))[0];
    if (match === undefined) continue;
    taken.add(match);
    found.push({ wanted: table, present: match, missing: [] });
  }
  const kept = found.filter((each) => isSameThing(each, missingColumns(each, found), found));
  return {
    existing: kept.map((each) => ({ ...each, missing: missingColumns(each, kept) })),
    namesakes: found.filter((each) => !kept.includes(each) && isCalledAlike(each, core)).map((each) => each.present),
  };
}

/** The accounts of people have an address; those of a ledger, or of a payment provider, have none. */
function hasAddressOf(wanted: Table, present: Table): boolean {
  const isAddress = ({ name }: Column): boolean => /e_?mail/i.test(name);
  return anchors.has(wanted.name) && wanted.columns.some(isAddress) && present.columns.some(isAddress);
}

/** `events` beside `activity_event`; the `subscriptions` of customers have nothing to do with who follows whom. */
function isCalledAlike({ wanted, present }: ExistingTable, core: (table: Table) => readonly string[]): boolean {
  const words = wordsOfName(wanted.name);
  const name = nameOf(core(present));
  return name === nameOf(words) || name === nameOf(words.slice(-1));
}

/** Another usual name for a table of the pattern, one that the workspace has not given away. */
export function otherName(name: string, isTaken: (name: string) => boolean): string {
  const others = [...(alike.find(([first]) => first === name)?.slice(1) ?? []), `${name}_entry`];
  return others.find((other) => !isTaken(other)) ?? `${name}_entry`;
}

/** A name alone is no proof: the `events` of a meter have hardly a column of those of a user, and refer to nobody. */
function isSameThing(each: ExistingTable, missing: readonly MissingColumn[], all: readonly ExistingTable[]): boolean {
  const { wanted, present } = each;
  if ((anchors.has(wanted.name) || people.has(wanted.name)) && referableKey(present) !== undefined) return true;
  const keys = wanted.primaryKey?.columns.length === 1 && !isReference(wanted, wanted.primaryKey.columns[0]!) ? 1 : 0;
  if (missing.length > 0 && missing.length >= wanted.columns.length - keys) return false;
  if (missing.length < 4 || missing.length <= wanted.columns.length * 0.6) return true;
  const targets = (table: Table): readonly string[] => table.foreignKeys.map(({ references }) => references.table.name);
  const common = all.filter(
    (other) => targets(wanted).includes(other.wanted.name) && targets(present).includes(other.present.name),
  );
  // One reference is what any table about people has; two make it a table between the same things.
  return common.length > 1;
}

function isReference({ foreignKeys }: Table, column: string): boolean {
  return foreignKeys.some(({ columns }) => columns.includes(column));
}

/** People, customers and tenants: whatever columns they have, there is one table of them. */
export const anchors: ReadonlySet<string> = new Set(['app_user', 'staff_member', 'account', 'profile', 'organization']);

/** Of these, too, there is one table; they are the subject where they occur. */
const people: ReadonlySet<string> = new Set(['practitioner', 'patient']);

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
    .filter(({ name }) => flagOf(each, name) === undefined)
    .map((column) => ({ ...column, wantedName: column.name }));
}

/** `createdAt`, `created_at` and `created` are one; so are `email` and `email_address`, `name` and `full_name`. */
export function bare(name: string): string {
  return wordsOfName(name)
    .join('')
    .replace(/(?:at|on|address)$/, '')
    .replace(/^(?:full|display)name$/, 'name');
}

/** `user_email` of the users is `email`; `user_id` stays what it is. */
function withoutTable(name: string, { name: table }: Table): string {
  const [first = '', ...rest] = wordsOfName(name);
  const isOwn = rest.length > 0 && wordsOfName(table).some((word) => singular(word) === singular(first));
  return isOwn && !/^(?:id|uuid|key)$/.test(rest.at(-1)!) ? rest.join('_') : name;
}

/** Other usual names of a column, as words joined by `_`. */
const sameColumn: Readonly<Record<string, RegExp>> = {
  created_at: /^(?:create(?:d)?_(?:date|time|on)|date_(?:created|joined)|joined_at|inserted_at|registered_at)$/,
  updated_at: /^(?:modified(?:_at|_on)?|last_(?:update|modified)(?:_at)?|changed_at)$/,
  display_name: /^(?:name|full_name|user_?name|user_alias|alias|nick_?name|first_name)$/,
  email_verified_at: /^(?:is_)?email_(?:verified|confirmed)(?:_at)?$/,
  disabled_at: /^(?:deactivated|suspended|blocked|banned|locked)_at$/,
  password_hash: /^(?:password(?:_?(?:digest|hash))?|(?:hashed|encrypted)_password|passwd|pwd)$/,
  role: /^(?:(?:user|member|membership)_role|role_name)$/,
  provider: /^(?:platform|provider_name|oauth_(?:name|provider)|issuer)$/,
  subject: /^(?:sub|uid|external_id|(?:provider_)?(?:account|user)_id|provider_account_id)$/,
  token_hash: /^(?:token|hashed_token|session_(?:token|key)|token_(?:digest|sha256))$/,
  linked_at: /^(?:created|connected)(?:_at|_on)?$/,
  revoked_at: /^(?:deleted|ended|invalidated|logged_out)_at$/,
  last_seen_at: /^(?:last_(?:used|active|activity)(?:_at)?)$/,
  ip_address: /^(?:ip|ip_addr|remote_(?:ip|addr))$/,
  expires_at: /^(?:expires|expiry|expiration|expire_date|valid_until)$/,
  file_name: /^(?:name|file_?name|original_(?:file)?_?name)$/,
  media_type: /^(?:mime(?:_?type)?|content_type|file_type)$/,
  size_bytes: /^(?:size|(?:file|byte|content)_(?:size|length)|bytes)$/,
  sha256: /^(?:(?:content_|file_)?(?:hash|checksum|digest)|checksum_sha256.*|sha_?256.*)$/,
  storage_key: /^(?:(?:file_|storage_|object_|blob_|s3_)?(?:path|key|url|uri)|location)$/,
  uploaded_at: /^(?:created(?:_at|_on)?|date_uploaded|upload_date)$/,
  finished_at: /^(?:completed|ended|processed)_at$/,
  queued_at: /^(?:created|submitted|requested|enqueued)_at$/,
  content: /^(?:body|text|message|data)$/,
};

/** Tables of a customer, in the singular: what belongs to one of them has an owner as well. */
const owners: ReadonlySet<string> = new Set([
  ...(alike.find(([first]) => first === 'organization') ?? []),
  ...(alike.find(([first]) => first === 'app_user') ?? []),
  'team',
]);

/** What the present table calls a column of the pattern; the pattern's own name where it has none. */
export function presentName(each: ExistingTable, column: string, all: readonly ExistingTable[]): string {
  const { wanted, present } = each;
  const others = sameColumn[column];
  const same =
    present.columns.find(({ name }) => bare(name) === bare(column)) ??
    present.columns.find(({ name }) => bare(withoutTable(name, present)) === bare(column));
  if (same !== undefined) return same.name;
  return (
    referenceFor(each, column, all) ??
    (isKeyOrReference(wanted, column)
      ? undefined
      : others && present.columns.find(({ name }) => others.test(wordsOfName(name).join('_')))?.name) ??
    column
  );
}

/** A key stands for itself alone; `(provider, subject)` is no key of one column. */
function isKeyOrReference({ primaryKey, foreignKeys }: Table, column: string): boolean {
  return (
    (primaryKey?.columns.length === 1 && primaryKey.columns[0] === column) ||
    foreignKeys.some(({ columns }) => columns.includes(column))
  );
}

/** The column that refers to the same thing; for the owner of a row also one that refers to a customer or a team. */
function referenceFor(
  { wanted, present }: ExistingTable,
  column: string,
  all: readonly ExistingTable[],
): string | undefined {
  const target = wanted.foreignKeys.find(({ columns }) => columns.includes(column))?.references.table.name;
  if (target === undefined) return undefined;
  const counterpart = all.find((each) => each.wanted.name === target)?.present.name;
  const reference =
    present.foreignKeys.find(({ references }) => references.table.name === counterpart) ??
    (column === 'owner_id'
      ? present.foreignKeys.find(({ references }) => owners.has(nameOf(wordsOfName(references.table.name))))
      : undefined);
  return reference?.columns[0];
}

/** `is_active` says what `disabled_at is null` does. */
export function flagOf({ present }: ExistingTable, column: string): string | undefined {
  return column !== 'disabled_at'
    ? undefined
    : present.columns.find(({ name, type }) => type.family === 'boolean' && /^(?:is_?)?active(?:_?bool)?$/i.test(name))
        ?.name;
}

/** Tables of a design that nobody needs where others of it are there: who signs in already does so somehow. */
const notBeside: Readonly<Record<string, readonly string[]>> = {
  password_credential: ['oauth_identity', 'user_session'],
  one_time_token: ['user_session'],
};

/** Tables that are left out of the design, each with what stands in for it. */
export function leftOut(wanted: Schema, existing: readonly ExistingTable[]): readonly LeftOut[] {
  return [...wanted.tables.values()].flatMap((table) => {
    if (existing.some((each) => each.wanted === table)) return [];
    const held = heldBy(table, existing);
    if (held !== undefined) return [held];
    const there = existing.find((each) => notBeside[table.name]?.includes(each.wanted.name));
    return there === undefined ? [] : [{ table, present: there.present, column: undefined, wanted: undefined }];
  });
}

export interface LeftOut {
  readonly table: Table;
  readonly present: Table;
  /** Of the present table, what says what the column `wanted` of the table would. */
  readonly column: string | undefined;
  readonly wanted: string | undefined;
}

/** A table that has one row for each of a present one, which says the same in a column of its own. */
function heldBy(table: Table, existing: readonly ExistingTable[]): LeftOut | undefined {
  const key = table.primaryKey?.columns;
  for (const { wanted, present } of key?.length === 1 ? existing : []) {
    const isOneToOne = table.foreignKeys.some(
      ({ columns, references }) =>
        references.table.name === wanted.name && columns.length === 1 && columns[0] === key![0],
    );
    if (!isOneToOne) continue;
    for (const { name } of table.columns) {
      const said = name === key![0] ? undefined : heldNames[name];
      const column = said && present.columns.find((each) => said.test(wordsOfName(each.name).join('_')))?.name;
      if (column !== undefined) return { table, present, column, wanted: name };
    }
  }
  return undefined;
}

/** A column that keeps what proves a person. */
export function passwordOf({ columns }: Table): string | undefined {
  return columns.find(({ name }) => sameColumn.password_hash!.test(wordsOfName(name).join('_')))?.name;
}

/** Columns that are the point of a table of their own. */
const heldNames: Readonly<Record<string, RegExp>> = { password_hash: sameColumn.password_hash! };

/** The columns of a present table's key that stand for those of the pattern; undefined where it has no such key. */
export function presentKey(
  each: ExistingTable,
  columns: readonly string[],
  all: readonly ExistingTable[],
): readonly string[] | undefined {
  const names = columns.map((column) => presentName(each, column, all));
  const { primaryKey, uniques } = each.present;
  const keys = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques];
  const isKey = keys.some(
    (key) => key.columns.length === names.length && names.every((name) => key.columns.includes(name)),
  );
  return isKey ? names : undefined;
}

/** A present table as others may refer to it: its single key, or undefined where it has none. */
export function referableKey(table: Table): string | undefined {
  const key = table.primaryKey?.columns;
  return key?.length === 1 ? key[0] : undefined;
}

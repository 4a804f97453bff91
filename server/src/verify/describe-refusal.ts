/** PostgreSQL's refusals as sentences about the workspace; what the embedded one cannot know is no problem. */
import { displayName, keyOf } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';
import { mostSimilar } from '../text/similar-name.ts';
import type { Refusal } from './messages.ts';
import { relationNamed } from './schema-statements.ts';
import { firstWords } from './sql-commands.ts';
import { extensionOfType } from './stand-in.ts';

export interface Sentence {
  readonly kind: 'problem' | 'unchecked';
  readonly text: string;
}

export interface Circumstances {
  readonly schema: Schema;
  /** The statement, as written. */
  readonly statement: string;
  /** Display names of the tables that the statement names and the schema has. */
  readonly tables: readonly Table[];
  /** Names of what earlier statements of the block were to create. */
  readonly created: ReadonlySet<string>;
  /** Whether the workspace has a function of the name, and the embedded PostgreSQL has not. */
  lacksFunction(name: string): boolean;
}

/** Undefined where there is nothing to say. */
export function describeRefusal(refusal: Refusal, circumstances: Circumstances): Sentence | undefined {
  const { code } = refusal;
  // Values: rows that an example takes for granted, placeholders, parameters without a type.
  if (
    code === '23503' ||
    code === '23505' ||
    code.startsWith('22') ||
    code === '42P18' ||
    code === '42P02' ||
    code === '42725'
  ) {
    return undefined;
  }
  const inside = functionOf(refusal);
  if (inside !== undefined && !circumstances.created.has(inside)) return stopped(inside, refusal, circumstances);
  switch (code) {
    case '42P01':
      return missingRelation(refusal, circumstances);
    case '42703':
      return missingColumn(refusal, circumstances);
    case '42883':
      return missingFunction(refusal, circumstances);
    case '42704':
      return missingObject(refusal, circumstances);
    case '3F000':
      return missingSchema(refusal, circumstances);
    case '23502':
      return notNull(refusal);
    case '42501':
    case '0A000':
    case '58P01':
      return unchecked(circumstances, `in the embedded PostgreSQL: ${refusal.message}`);
    default:
      return said(refusal, circumstances);
  }
}

function problem(text: string): Sentence {
  return { kind: 'problem', text };
}

function unchecked({ statement }: Circumstances, why: string): Sentence {
  return { kind: 'unchecked', text: `${firstWords(statement)} could not be executed ${why}.` };
}

function said({ message, detail }: Refusal, { statement }: Circumstances): Sentence {
  const more = detail === undefined ? '' : ` (${detail.replace(/\.$/, '')})`;
  return problem(`${firstWords(statement)}: PostgreSQL says: ${message}${more}.`);
}

/** The function in whose body it went wrong. */
function functionOf({ where }: Refusal): string | undefined {
  return /^(?:PL\/pgSQL|SQL) function "?(?:\w+\.)?(\w+)/m.exec(where ?? '')?.[1];
}

/** A function of the workspace that raises an error judges the rows of an example; another error is its own. */
function stopped(name: string, { code, message }: Refusal, circumstances: Circumstances): Sentence | undefined {
  if (code.startsWith('P0') || code.startsWith('23')) return undefined;
  return unchecked(circumstances, `because ${name} stopped in the embedded PostgreSQL: ${message}`);
}

function missingRelation(refusal: Refusal, circumstances: Circumstances): Sentence | undefined {
  const { schema, created } = circumstances;
  const name = quotedIn(refusal.message);
  const bare = name.slice(name.lastIndexOf('.') + 1);
  // Its own refusal is told already.
  if (created.has(bare)) return undefined;
  const known = relationNamed(schema, name);
  if (known !== undefined) {
    return unchecked(circumstances, `because the embedded PostgreSQL could not make ${known}`);
  }
  if (/^(?:pg_|information_schema\.|cron\.|auth\.|storage\.|timescaledb)/.test(name)) {
    return unchecked(circumstances, `because the embedded PostgreSQL has no ${name}`);
  }
  if (schema.gaps.length > 0 || /^(?:drop|alter)\s+index\b/i.test(circumstances.statement)) {
    return unchecked(circumstances, `because ${name} is not among what was read of the workspace`);
  }
  const similar = mostSimilar(bare, [...schema.tables.values(), ...schema.views.values()].map(displayName));
  return problem(`There is no table ${name}${question(similar)}`);
}

function missingColumn(refusal: Refusal, circumstances: Circumstances): Sentence | undefined {
  const { message, hint } = refusal;
  const [, written = ''] = /column "?(.+?)"?(?: of relation| referenced| does not| named)/.exec(message) ?? [];
  const [column = '', qualifier] = written.split('.').reverse();
  const relation = /of relation "(.+?)"/.exec(message)?.[1] ?? referenced(message, column, circumstances.statement);
  const table = tableFor(relation ?? qualifier, column, circumstances);
  if (table === undefined) {
    const hinted = /column "(.+?)"/.exec(hint ?? '')?.[1];
    return problem(`There is no column ${written}${question(hinted)}`);
  }
  if (table.gaps.length > 0 || table.columns.some(({ name }) => name === column)) {
    return unchecked(circumstances, `because not all columns of ${displayName(table)} are known`);
  }
  const similar = mostSimilar(
    column,
    table.columns.map(({ name }) => name),
  );
  return problem(`${displayName(table)} has no column ${column}${question(similar)}`);
}

/** `references customers (idd)` */
function referenced(message: string, column: string, statement: string): string | undefined {
  if (!message.includes('referenced in foreign key')) return undefined;
  const pattern = new RegExp(`\\breferences\\s+(?:[\\w"]+\\.)?"?(\\w+)"?\\s*\\([^)]*\\b${escaped(column)}\\b`, 'i');
  return pattern.exec(statement.slice(0, 20_000))?.[1];
}

/** The table of a column: said outright, by an alias, or the only one that the statement names. */
function tableFor(
  qualifier: string | undefined,
  column: string,
  { schema, statement, tables }: Circumstances,
): Table | undefined {
  if (qualifier === undefined) return tables.length === 1 ? tables[0] : undefined;
  const named = schema.tables.get(keyOf('postgresql', { schema: undefined, name: qualifier }));
  if (named !== undefined) return named;
  const alias = new RegExp(`\\b([\\w.]+)"?\\s+(?:as\\s+)?"?${escaped(qualifier)}\\b`, 'gi');
  for (const [, name] of statement.slice(0, 20_000).matchAll(alias)) {
    const table = tables.find((each) => each.name.toLowerCase() === name?.split('.').at(-1)?.toLowerCase());
    if (table !== undefined) return table;
  }
  const having = tables.filter(
    ({ columns }) =>
      mostSimilar(
        column,
        columns.map(({ name }) => name),
      ) !== undefined,
  );
  return having.length === 1 ? having[0] : undefined;
}

function missingFunction(refusal: Refusal, circumstances: Circumstances): Sentence | undefined {
  const { message } = refusal;
  const name = /^(?:function|procedure|aggregate) (?:[\w"]+\.)?"?([\w]+)"?/.exec(message)?.[1];
  if (name === undefined) {
    // An operator: of a type whose behaviour is not there.
    const types = message.match(/\w+/g) ?? [];
    const lacking = types.map(extensionOfType).find((extension) => extension !== undefined);
    return lacking === undefined
      ? said(refusal, circumstances)
      : unchecked(circumstances, `because the embedded PostgreSQL lacks ${lacking}`);
  }
  if (circumstances.created.has(name)) return undefined;
  const isForeign = ofExtensions.test(name) || /^function \w+\./.test(message) || lacksExtension(message);
  if (isForeign || circumstances.lacksFunction(name) || /^(?:drop|alter)\b/i.test(circumstances.statement)) {
    return unchecked(circumstances, `because the embedded PostgreSQL has no function ${name}`);
  }
  return said(refusal, circumstances);
}

function lacksExtension(message: string): boolean {
  return (message.match(/\w+/g) ?? []).some((word) => extensionOfType(word) !== undefined);
}

/** Functions of extensions that are not there: PostGIS, TimescaleDB, pg_cron, pg_partman, Citus, pgcrypto's rest. */
const ofExtensions =
  /^(?:st_|_?postgis|geom|time_bucket|create_hypertable|add_(?:retention|compression|continuous)\w*|cron_|create_parent|create_distributed_table|create_reference_table|pgp_|armor|dearmor|dblink|cosine_distance|l2_distance|inner_product|nanoid|uuid_|pg_stat_)/i;

function missingObject(refusal: Refusal, circumstances: Circumstances): Sentence | undefined {
  const { message } = refusal;
  const { schema, created } = circumstances;
  const name = quotedIn(message);
  if (created.has(name)) return undefined;
  if (/^type "/.test(message)) {
    const known = [...schema.enums.values(), ...schema.domains.values()].map((type) => type.name);
    if (schema.gaps.length > 0) return unchecked(circumstances, `because the type ${name} is not known`);
    return problem(`There is no type ${name}${question(mostSimilar(name, known))}`);
  }
  return unchecked(circumstances, `in the embedded PostgreSQL: ${message}`);
}

function missingSchema({ message }: Refusal, circumstances: Circumstances): Sentence {
  const name = quotedIn(message);
  const isPlatform = /^(?:auth|storage|extensions|vault|realtime|cron|net|graphql|pgmq|partman|topology)$/.test(name);
  if (isPlatform || circumstances.schema.gaps.length > 0) {
    return unchecked(circumstances, `because the embedded PostgreSQL has no schema ${name}`);
  }
  return problem(`There is no schema ${name}.`);
}

function notNull(refusal: Refusal): Sentence {
  const [, column, table] = /column "(.+?)" of relation "(.+?)"/.exec(refusal.message) ?? [];
  if (table === undefined) return problem(`PostgreSQL says: ${refusal.message}.`);
  return problem(`${table}.${column} is NOT NULL, and the INSERT gives it no value.`);
}

function quotedIn(message: string): string {
  return /"(.+?)"/.exec(message)?.[1] ?? message;
}

function question(similar: string | undefined): string {
  return similar === undefined ? '.' : `; did you mean ${similar}?`;
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A block of SQL as what the embedded PostgreSQL is asked: DDL is executed, queries are only planned. */
import type { SqlDocument } from '../analysis/sql-document.ts';
import type { Unit } from '../analysis/unit.ts';
import { displayName, keyOf, type ObjectName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import { Kind, tokenize } from '../syntax/sql/lexer.ts';
import type { Routine } from './routines.ts';
import type { Replayable } from './verifier.ts';

export interface SqlCommand {
  /** As written. */
  readonly text: string;
  /** As sent; undefined where it is not executed. */
  readonly sent: string | undefined;
  /** Why it is not executed, where that is worth saying. */
  readonly note: string | undefined;
}

/** What would end the transaction, change who executes, or concern the server: nothing there to be checked. */
const passedOver =
  /^(?:begin|start|commit|end|rollback|abort|savepoint|release|reset|set|show|listen|notify|unlisten|discard|vacuum|analyze|checkpoint|cluster|reindex|lock|prepare|execute|deallocate|explain|create\s+(?:extension|database|role|user|group|publication|subscription|server|tablespace|foreign)|drop\s+(?:extension|database|role|user|group|publication|subscription)|alter\s+(?:system|database|role|user|extension|default\s+privileges|publication|subscription)|\\)/i;

const query = /^(?:\(\s*)*(?:select|with|values|table|update|delete|insert|merge)\b/i;

/** An answer that shows an excerpt says so. */
const ellipsis = /\.\.\.|…/;

/** What a reader is to replace: `<schema>`, `{{table}}`, `${name}`, `:'name'`. */
const template = /<[a-z][\w -]*>|\{\{|\$\{|%\(\w+\)s|:'\w+'|:"\w+"/i;

/**
 * A table that the block creates anew replaces the one there is in `base`; of one of the workspace that is said, and of
 * a function or trigger as well.
 */
export function commandsOf(document: SqlDocument, base: Schema, workspace: Replayable): readonly SqlCommand[] {
  const commands: SqlCommand[] = [];
  for (const unit of document.units) {
    const text = document.sourceOf(unit);
    if (text.trim() !== '')
      commands.push(...replacing(unit, base, workspace.schema), commandOf(text, workspace.routines));
  }
  return commands;
}

function commandOf(text: string, routines: readonly Routine[]): SqlCommand {
  const not = (note: string | undefined): SqlCommand => ({ text, sent: undefined, note });
  if (passedOver.test(text)) return not(undefined);
  if (ellipsis.test(text) || template.test(text)) return not(`${firstWords(text)} is an excerpt and was not executed.`);
  if (/^copy\b/i.test(text)) return not('COPY was not executed: the embedded PostgreSQL has no files.');
  // EXPLAIN knows names and types and runs nothing; literal rows are short, and only INSERT itself misses values.
  if (isLiteralInsert(text)) return { text, sent: text, note: undefined };
  if (query.test(text)) return { text, sent: `explain (generic_plan) ${numbered(text)}`, note: undefined };
  const again = madeAgain(text, routines);
  if (again !== undefined) return again;
  // Inside the transaction that is rolled back, CONCURRENTLY is not allowed.
  return { text, sent: text.replace(/\b(index)(\s+)concurrently\b/i, '$1$2'), note: undefined };
}

/** A function or trigger of the workspace that the block makes once more. */
function madeAgain(text: string, routines: readonly Routine[]): SqlCommand | undefined {
  const [, kind, name = ''] =
    /^create\s+(function|procedure|trigger)\s+(?:(?:"[^"]+"|\w+)\s*\.\s*)?"?(\w+)/i.exec(text) ?? [];
  if (kind === undefined) return undefined;
  const isTrigger = kind.toLowerCase() === 'trigger';
  const known = routines.some(
    (routine) => (routine.kind === 'trigger') === isTrigger && routine.name === name.toLowerCase(),
  );
  const note = `${name} exists in the workspace; the block was checked as a new definition of it.`;
  return { text, sent: text.replace(/^create\b/i, 'create or replace'), note: known ? note : undefined };
}

function isLiteralInsert(text: string): boolean {
  return /^insert\b/i.test(text) && /\bvalues\b/i.test(text) && !/\bselect\b|\$\d|[\s(,][:@]\w|\?|%s/i.test(text);
}

/** Parameters of clients (`:id`, `@id`, `?`, `%s`) as PostgreSQL writes them. */
function numbered(text: string): string {
  const tokens = tokenize(text, 'postgresql');
  const names = new Map<string, number>();
  let last = Math.max(0, ...tokens.texts.map((token) => Number(/^\$(\d+)$/.exec(token)?.[1] ?? 0)));
  let result = '';
  let written = 0;
  const put = (start: number, end: number, name: string | undefined): void => {
    const known = name === undefined ? undefined : names.get(name);
    const number = known ?? ++last;
    if (name !== undefined) names.set(name, number);
    result += `${text.slice(written, start)}$${number}`;
    written = end;
  };
  for (let index = 0; index < tokens.length; index++) {
    const start = tokens.starts[index]!;
    const before = text[start - 1] ?? ' ';
    const named =
      tokens.kinds[index] === Kind.string ? null : /^[:@]([A-Za-z_]\w*)/.exec(text.slice(start, start + 80));
    const follows = index > 0 && tokens.texts[index - 1] === ':';
    if (start < written) continue;
    if (named !== null && !follows && /[\s(,=<>+*/-]/.test(before)) put(start, start + named[0].length, named[1]);
    else if (/^%s\b/.test(text.slice(start, start + 3)) && /[\s(,=]/.test(before)) put(start, start + 2, undefined);
    else if (text[start] === '?' && isPlaceholder(text, start)) put(start, start + 1, undefined);
  }
  return result + text.slice(written);
}

/** `= ?`, `(?`, `, ?`: elsewhere the question mark is an operator of jsonb. */
function isPlaceholder(text: string, at: number): boolean {
  const before =
    text
      .slice(Math.max(0, at - 20), at)
      .trimEnd()
      .at(-1) ?? '';
  return /[(,=<>]/.test(before) && !/['?|&]/.test(text[at + 1] ?? ' ');
}

/** A workspace's table that the block defines again makes room for its new definition. */
function replacing({ lowered }: Unit, base: Schema, workspace: Schema): readonly SqlCommand[] {
  return lowered.changes.flatMap((change) => {
    if (change.kind !== 'create-table' || change.ifNotExists) return [];
    const existing = base.tables.get(keyOf('postgresql', change.table));
    if (existing === undefined) return [];
    const isKnown = workspace.tables.has(existing.key);
    const note = `${displayName(existing)} exists in the workspace; the block was checked as a new definition of it.`;
    return [{ text: '', sent: dropTable(existing), note: isKnown ? note : undefined }];
  });
}

export function dropTable({ schema, name }: ObjectName): string {
  const parts = schema === undefined ? [name] : [schema, name];
  return `drop table if exists ${parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.')} cascade`;
}

/** What leaves something behind for the statements after it. */
export function isDdl({ sent }: SqlCommand): boolean {
  return sent !== undefined && !sent.startsWith('explain ');
}

/** Enough of a statement to know it by. */
export function firstWords(text: string): string {
  return text.slice(0, 200).split(/\s+/).slice(0, 3).join(' ').slice(0, 60);
}

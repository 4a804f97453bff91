/**
 * What else a schema is made of that a statement may lean on: functions, procedures, triggers, composite types,
 * sequences, operators. The model has none of them; here they are as the files write them.
 */
import { SqlDocument } from '../analysis/sql-document.ts';
import { Kind, tokenize } from '../syntax/sql/lexer.ts';

export interface Routine {
  readonly kind: 'function' | 'trigger' | 'other';
  /** Without its schema. */
  readonly name: string;
  /** The statement; one that can replace what is there does so. */
  readonly text: string;
  /** Of a function. */
  readonly language: string | undefined;
}

export interface SqlFile {
  readonly file: string;
  readonly text: string;
}

/** A text that is larger holds rows; functions are then made elsewhere, or not at all. */
const largest = 4_000_000;

const mention = /\b(?:function|procedure|aggregate|trigger|operator|sequence|cast|type)\b/i;

const identifier = String.raw`(?:"[^"]+"|[\w$]+)`;
const qualified = String.raw`(?:${identifier}\s*\.\s*)?(${identifier})`;

const create = new RegExp(
  String.raw`^create\s+(?:or\s+replace\s+)?(?:constraint\s+)?(function|procedure|aggregate|trigger|sequence|operator|cast|type)\s+(?:if\s+not\s+exists\s+)?(?:${qualified}|[^\s\w"])`,
  'i',
);
const drop = new RegExp(
  String.raw`^drop\s+(function|procedure|aggregate|routine|trigger|sequence|type)\s+(?:if\s+exists\s+)?${qualified}`,
  'i',
);

/** In the order in which they are made; what a later file drops or makes again is there once, or not at all. */
export function routinesIn(files: readonly SqlFile[]): readonly Routine[] {
  const found = new Map<string, Routine>();
  for (const { file, text: whole } of files) {
    if (whole.length > largest || !mention.test(whole)) continue;
    const text = file.endsWith('.py') ? sqlInRevision(whole) : file.endsWith('.sql') ? whole : '';
    if (text === '') continue;
    const document = new SqlDocument(file, text, 'postgresql');
    for (const unit of document.units) {
      const statement = document.sourceOf(unit).trim();
      if (document.isRollback(unit)) continue;
      forget(found, statement);
      const routine = routineOf(statement);
      if (routine === undefined) continue;
      const key = keyOf(routine);
      // What is made again takes the later place: it may lean on what came between.
      found.delete(key);
      found.set(key, routine);
    }
  }
  return [...found.values()];
}

const literal = /("{3}|'{3})([\s\S]*?)\1|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g;

/** What a revision of Alembic executes as plain text on the way up. Text with escapes or put together is passed over. */
function sqlInRevision(python: string): string {
  if (!/^down_revision\b/m.test(python)) return '';
  const [upwards = ''] = python.split(/^def downgrade\b/m);
  const plain = [...upwards.matchAll(literal)].filter(({ index }) => !/[fF]/.test(upwards[index - 1] ?? ''));
  const texts = plain.map((match) => match[2] ?? match[3] ?? match[4] ?? '');
  return texts
    .filter((text) => /^\s*(?:create|drop)\s/i.test(text) && mention.test(text) && !text.includes('\\'))
    .map((text) => `${text.trim().replace(/;$/, '')};`)
    .join('\n\n');
}

function routineOf(statement: string): Routine | undefined {
  const match = create.exec(statement.slice(0, 1000));
  const kind = match?.[1]?.toLowerCase();
  if (match === null || kind === undefined || !isOfInterest(kind, statement)) return undefined;
  const name = unquoted(match[2] ?? '');
  const isFunction = kind === 'function' || kind === 'procedure';
  const replaceable =
    isFunction || kind === 'aggregate' || (kind === 'trigger' && !/^create\s+constraint/i.test(statement));
  return {
    kind: isFunction ? 'function' : kind === 'trigger' ? 'trigger' : 'other',
    name,
    text: replaceable ? statement.replace(/^create\s+(?:or\s+replace\s+)?/i, 'create or replace ') : statement,
    language: isFunction ? languageOf(statement) : undefined,
  };
}

/** Enumerations are in the model; classes and families of operators belong to extensions. */
function isOfInterest(kind: string, statement: string): boolean {
  if (kind === 'type') return /^[^(]{0,300}\bas\s*(?:range\s*)?\(/i.test(statement.slice(0, 400));
  return kind !== 'operator' || !/^create\s+operator\s+(?:class|family)\b/i.test(statement);
}

function languageOf(statement: string): string {
  const { texts, kinds, length } = tokenize(statement, 'postgresql');
  for (let at = 0; at + 1 < length; at++) {
    if (kinds[at] === Kind.word && texts[at] === 'language') return unquoted(texts[at + 1]!).toLowerCase();
  }
  return 'sql';
}

function forget(found: Map<string, Routine>, statement: string): void {
  const match = drop.exec(statement.slice(0, 1000));
  if (match === null) return;
  const kind = match[1]!.toLowerCase();
  const name = unquoted(match[2]!);
  const table = kind === 'trigger' ? tableOf(statement) : undefined;
  for (const [key, routine] of found) {
    const isSame = /^(?:function|procedure|aggregate|routine)$/.test(kind)
      ? routine.kind === 'function' || /^create or replace aggregate/i.test(routine.text)
      : kind === 'trigger'
        ? routine.kind === 'trigger' && tableOf(routine.text) === table
        : routine.kind === 'other';
    if (isSame && routine.name === name) found.delete(key);
  }
}

/** A function by its name and arguments, a trigger by its name and table. */
function keyOf({ kind, name, text }: Routine): string {
  if (kind === 'trigger') return `trigger ${name} on ${tableOf(text)}`;
  return kind === 'function' ? `function ${name} ${argumentsOf(text)}` : text;
}

function tableOf(trigger: string): string {
  const match = new RegExp(String.raw`\bon\s+${qualified}`, 'i').exec(trigger.slice(0, 2000));
  return unquoted(match?.[1] ?? '');
}

function argumentsOf(text: string): string {
  const end = endOfArguments(text);
  const start = text.indexOf('(');
  return text.slice(start, end).toLowerCase().replace(/\s+/g, ' ');
}

/** Behind the parenthesis that closes the arguments. */
function endOfArguments(text: string): number {
  const tokens = tokenize(text, 'postgresql');
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens.texts[at] === '(') depth++;
    if (tokens.texts[at] === ')' && --depth === 0) return tokens.ends[at]!;
  }
  return text.length;
}

function unquoted(name: string): string {
  return /^["'].*["']$/s.test(name) ? name.slice(1, -1) : name.toLowerCase();
}

/** Words that end the type that a function returns. */
const clauses: ReadonlySet<string> = new Set(
  'language as transform window immutable stable volatile leakproof not called strict security external parallel cost rows support set begin return'.split(
    ' ',
  ),
);

/**
 * A function of the same name and types whose body does nothing, for one whose own body does not work in the embedded
 * PostgreSQL: a language that it lacks, an extension.
 */
export function standInOf({ text }: Routine): string {
  const tokens = tokenize(text, 'postgresql');
  const start = endOfArguments(text);
  let end = start;
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens.starts[at]! < start) continue;
    const word = tokens.texts[at]!;
    if (word === '(') depth++;
    if (word === ')') depth--;
    const isClause = tokens.kinds[at] === Kind.word && depth === 0 && clauses.has(word);
    const isNullRule = word === 'returns' && tokens.texts[at + 1] === 'null';
    if (isClause || isNullRule) break;
    end = tokens.ends[at]!;
  }
  const header = text.slice(0, end);
  const returned = text.slice(start, end);
  const body = /^\s*returns\s+(?:pg_catalog\.)?trigger\b/i.test(returned)
    ? 'begin return coalesce(new, old); end'
    : "begin raise exception 'a stand-in was called'; end";
  const immutable = /\bimmutable\b/i.test(text.slice(end)) ? ' immutable' : '';
  return `${header}${immutable} language plpgsql as $stand_in$ ${body} $stand_in$`;
}

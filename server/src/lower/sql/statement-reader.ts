/** What all readers of statements share: names, types, spans, and where changes, occurrences and gaps are put. */
import type { DataType } from '../../model/data-type.ts';
import { type Dialect, defaultSchema } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Origin } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Gap } from '../../model/table.ts';
import { Cursor } from '../../syntax/sql/cursor.ts';
import { Kind, type Tokens } from '../../syntax/sql/lexer.ts';
import { identifierAt, isPlaceholder, type NameRules, nameRules, stringValue } from './identifier.ts';
import { readExpression } from './read-expression.ts';
import { knownType } from './type-names.ts';

export interface Lowered {
  readonly changes: readonly SchemaChange[];
  readonly occurrences: readonly Occurrence[];
  readonly gaps: readonly Gap[];
  /** The schema that unqualified names go into from here on (SET search_path, USE). */
  readonly currentSchema: string | undefined;
  /** Extensions that the statement creates, in lower case. */
  readonly extensions: readonly string[];
}

/** `SchemaChange` without its origin: the reader adds the statement's. */
export type ChangeBody = SchemaChange extends infer Change
  ? Change extends SchemaChange
    ? Omit<Change, 'origin'>
    : never
  : never;

export class StatementReader {
  readonly cursor: Cursor;
  readonly dialect: Dialect;
  readonly names: NameRules;
  currentSchema: string | undefined;
  readonly changes: SchemaChange[] = [];
  readonly occurrences: Occurrence[] = [];
  readonly gaps: Gap[] = [];
  readonly extensions: string[] = [];
  readonly #file: string;
  readonly #unit: number;
  #whole: Origin | undefined;

  constructor(
    tokens: Tokens,
    source: string,
    place: { readonly file: string; readonly unit: number },
    dialect: Dialect,
    currentSchema: string | undefined,
  ) {
    this.cursor = new Cursor(tokens, source);
    this.dialect = dialect;
    this.names = nameRules(dialect);
    this.currentSchema = currentSchema;
    this.#file = place.file;
    this.#unit = place.unit;
  }

  /** A reader of a statement that stands inside this one; its tokens count in the same source. */
  inside(tokens: Tokens): StatementReader {
    return new StatementReader(
      tokens,
      this.cursor.source,
      { file: this.#file, unit: this.#unit },
      this.dialect,
      this.currentSchema,
    );
  }

  /** Takes over what a reader inside this one found. */
  adopt(inner: StatementReader): void {
    for (const change of inner.changes) this.changes.push(change);
    for (const occurrence of inner.occurrences) this.occurrences.push(occurrence);
    for (const gap of inner.gaps) this.gaps.push(gap);
    for (const extension of inner.extensions) this.extensions.push(extension);
  }

  origin(start: number, end: number): Origin {
    return { file: this.#file, unit: this.#unit, start, end };
  }

  /** From the start of a token to the end of the token before the cursor. */
  originFrom(index: number): Origin {
    return this.origin(this.cursor.tokens.starts[index] ?? this.cursor.lastEnd, this.cursor.previousEnd);
  }

  /** The whole statement: one object, however many changes come from it. */
  get whole(): Origin {
    this.#whole ??= this.origin(this.cursor.tokens.starts[0] ?? 0, this.cursor.lastEnd);
    return this.#whole;
  }

  /** Frequent changes are pushed with their origin at once: engines keep what is added later in a second object. */
  emit(change: ChangeBody): void {
    this.changes.push({ ...change, origin: this.whole } as SchemaChange);
  }

  /** Notes that the rest was not understood; `table` when only that table can be concerned. */
  gap(reason: string, table?: ObjectName, origin: Origin = this.whole): void {
    // One place that touches several tables is one gap to a person.
    const known = this.gaps.some((gap) => gap.reason === reason && gap.origin.start === origin.start);
    if (!known) this.gaps.push({ reason, origin });
    this.emit({ kind: 'gap', reason, ...(table !== undefined && { table }) });
  }

  /** Steps over IF [NOT] EXISTS. */
  acceptIfExists(): boolean {
    return this.cursor.accept('if', 'exists') || this.cursor.accept('if', 'not', 'exists');
  }

  /** A bare identifier; undefined, and the cursor unmoved, when none stands here. */
  identifier(): string | undefined {
    const name = identifierAt(this.cursor, this.names);
    if (name !== undefined) this.cursor.at++;
    return name;
  }

  /** A name of up to three parts, with the origin of its last one. */
  qualifiedName(): { readonly name: ObjectName; readonly origin: Origin; readonly whole: Origin } | undefined {
    const cursor = this.cursor;
    const from = cursor.at;
    // A schema that is filled in: `:schema.users` of psql, `@schema.users` of other tools.
    if (cursor.kind() === Kind.parameter && cursor.peek(1) === '.') cursor.at += 2;
    else if (cursor.is('@') && cursor.peek(2) === '.') cursor.at += 3;
    const parts: (string | undefined)[] = [];
    for (;;) {
      const raw = cursor.tokens.texts[cursor.at];
      const part = identifierAt(cursor, this.names);
      if (part === undefined) break;
      parts.push(
        cursor.kind() === Kind.quoted && raw !== undefined && isPlaceholder(raw) && cursor.peek(1) === '.'
          ? undefined
          : part,
      );
      cursor.at++;
      if (!cursor.is('.')) break;
      cursor.at++;
      // SQL Server: `db..table`.
      while (cursor.is('.')) cursor.at++;
    }
    const last = parts[parts.length - 1];
    if (last === undefined) {
      cursor.at = from;
      return undefined;
    }
    const schema = parts.length > 1 ? parts[parts.length - 2] : this.currentSchema;
    return {
      name: this.objectName(last, schema),
      origin: this.origin(cursor.tokens.starts[cursor.at - 1]!, cursor.previousEnd),
      whole: this.originFrom(from),
    };
  }

  objectName(name: string, schema: string | undefined): ObjectName {
    const standard = defaultSchema(this.dialect);
    const isDefault =
      schema !== undefined &&
      (schema === standard || (this.dialect !== 'postgresql' && schema.toLowerCase() === standard));
    return { schema: isDefault ? undefined : schema, name };
  }

  /** A table's name, recorded as an occurrence. */
  tableName(declares = false): { readonly name: ObjectName; readonly origin: Origin } | undefined {
    const found = this.qualifiedName();
    if (found !== undefined) {
      this.occurrences.push({ kind: 'table', table: found.name, origin: found.origin, declares });
    }
    return found;
  }

  /** A column's name, recorded as an occurrence of that column of the table. */
  columnName(table: ObjectName, declares = false): { readonly name: string; readonly origin: Origin } | undefined {
    const start = this.cursor.offset;
    const name = this.identifier();
    if (name === undefined) return undefined;
    const origin = this.origin(start, this.cursor.previousEnd);
    this.occurrences.push({ kind: 'column', table, column: name, origin, declares });
    return { name, origin };
  }

  /** `(a, b DESC, c(10))`: the names of a column list with what else stands at each; undefined when none stands here. */
  columnList(table: ObjectName): { readonly columns: string[]; readonly lengths: Record<string, number> } | undefined {
    const cursor = this.cursor;
    if (!cursor.is('(')) return undefined;
    const end = cursor.closingIndex();
    cursor.at++;
    const columns: string[] = [];
    const lengths: Record<string, number> = {};
    while (cursor.at < end) {
      if (this.dialect === 'postgresql' && cursor.is('period') && !afterColumn.has(cursor.peek(1))) cursor.at++;
      const column = this.columnName(table);
      if (column === undefined) break;
      columns.push(column.name);
      if (cursor.is('(')) {
        const length = Number(cursor.tokens.texts[cursor.at + 1]);
        if (Number.isInteger(length)) lengths[column.name] = length;
        cursor.skipGroup();
      }
      cursor.at = cursor.indexOfNext(listStops);
      if (!cursor.accept(',')) break;
    }
    cursor.at = end;
    return { columns, lengths };
  }

  stringLiteral(): string | undefined {
    if (this.cursor.kind() !== Kind.string) return undefined;
    return stringValue(this.cursor.tokens.texts[this.cursor.at++]!);
  }

  /** The expression up to, not including, one of the stop words at this level. */
  expressionUntil(stops: ReadonlySet<string>): WrittenExpression {
    return readExpression(this.cursor, this.cursor.indexOfNext(stops), this.names);
  }

  /** A parenthesised expression, the parentheses left out of its text. */
  parenthesized(): WrittenExpression | undefined {
    const cursor = this.cursor;
    if (!cursor.is('(')) return undefined;
    const end = cursor.closingIndex();
    const closed = cursor.tokens.texts[end - 1] === ')' && end - 1 > cursor.at;
    cursor.at++;
    const expression = readExpression(cursor, closed ? end - 1 : end, this.names);
    cursor.at = end;
    return expression;
  }

  /** A data type; undefined when none stands here (SQLite allows that). */
  dataType(columnWords: ReadonlySet<string>): DataType | undefined {
    const cursor = this.cursor;
    const from = cursor.at;
    let schema: string | undefined;
    let words: string[] = [];
    let quoted = false;
    for (;;) {
      if (cursor.kind() === Kind.quoted) {
        if (words.length > 0) break;
        const raw = cursor.tokens.texts[cursor.at]!;
        quoted = this.dialect !== 'sqlserver';
        words.push(identifierAt(cursor, this.names)!);
        if (isPlaceholder(raw) && cursor.peek(1) !== '.') quoted = true;
        cursor.at++;
      } else if (cursor.kind() === Kind.word) {
        const word = cursor.peek();
        // A word that ends types may still be the schema of one: `storage.bucket_type`.
        const ends = columnWords.has(word) && cursor.peek(1) !== '.';
        if (words.length > 0 ? !continuesType(words, word, this.dialect, columnWords) : ends) break;
        words.push(quoted || this.dialect !== 'postgresql' ? word : identifierAt(cursor, this.names)!);
        cursor.at++;
      } else break;
      if (cursor.is('.')) {
        cursor.at++;
        schema = words[words.length - 1];
        words = [];
      }
    }
    if (words.length === 0) {
      cursor.at = from;
      return undefined;
    }
    let args: string[] = [];
    let values: string[] | undefined;
    const first = words[0]!.toLowerCase();
    if (cursor.is('(')) {
      const end = cursor.closingIndex();
      if (this.dialect === 'mysql' && (first === 'enum' || first === 'set')) {
        values = [];
        for (let index = cursor.at + 1; index < end; index++) {
          if (cursor.tokens.kinds[index] === Kind.string) values.push(stringValue(cursor.tokens.texts[index]!));
        }
      } else {
        args = cursor
          .textBetween(cursor.at + 1, cursor.tokens.texts[end - 1] === ')' ? end - 1 : end)
          .split(',')
          .map((arg) => arg.trim().toLowerCase())
          .filter((arg) => arg !== '');
      }
      cursor.at = end;
    }
    const zone = cursor.acceptAny('with', 'without');
    if (zone !== undefined) {
      if (cursor.accept('time', 'zone')) words.push(zone, 'time', 'zone');
      else cursor.at--;
    }
    // interval day to second, interval year.
    if (first === 'interval') while (intervalFields.has(cursor.peek())) cursor.at++;
    let unsigned = false;
    let zerofill = false;
    for (;;) {
      if (cursor.accept('unsigned')) unsigned = true;
      else if (cursor.accept('signed')) continue;
      else if (cursor.accept('zerofill')) zerofill = true;
      else break;
    }
    let dimensions = 0;
    if (cursor.accept('array')) dimensions = 1;
    while ((this.dialect === 'postgresql' || this.dialect === 'mongodb') && cursor.is('[')) {
      cursor.at = cursor.closingIndex();
      dimensions++;
    }
    const spelled = words.join(' ').toLowerCase();
    const known =
      quoted && (this.dialect === 'postgresql' || schema !== undefined) ? undefined : knownType(this.dialect, spelled);
    const boolean = this.dialect === 'mysql' && known?.name === 'tinyint' && args[0] === '1';
    // What all types have stands in one literal, which takes half the memory of one with parts put in between.
    const type: { -readonly [Member in keyof DataType]: DataType[Member] } = {
      text: cursor.textBetween(from, cursor.at).replace(/\s+/g, ' '),
      name: known?.name ?? (quoted ? words.join(' ') : spelled),
      args,
      family: boolean ? 'boolean' : (known?.family ?? 'unknown'),
      dimensions,
      origin: this.originFrom(from),
    };
    if (schema !== undefined && !unsaidSchemas.has(schema)) type.schema = schema;
    if (unsigned || (this.dialect === 'mysql' && first === 'serial')) type.unsigned = true;
    if (zerofill) type.zerofill = true;
    if (values !== undefined) type.values = values;
    if (this.dialect === 'postgresql' && /^(?:big|small)?serial[248]?$/.test(spelled)) type.serial = true;
    return type;
  }

  finish(): Lowered {
    return {
      changes: this.changes,
      occurrences: this.occurrences,
      gaps: this.gaps,
      currentSchema: this.currentSchema,
      extensions: this.extensions,
    };
  }
}

/** What follows a column called period; before anything else PERIOD marks the range of a temporal foreign key. */
const afterColumn: ReadonlySet<string> = new Set([',', ')', 'without']);

/** Schemas that a type's name is found in without saying so. */
const unsaidSchemas: ReadonlySet<string> = new Set(['pg_catalog', 'sys', 'dbo']);

const listStops: ReadonlySet<string> = new Set([',']);

const intervalFields: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'to']);

/** Second and later words of types with several: `double precision`, `timestamp with time zone`, `unsigned big int`. */
function continuesType(
  words: readonly string[],
  word: string,
  dialect: Dialect,
  columnWords: ReadonlySet<string>,
): boolean {
  if (dialect === 'sqlite') return !columnWords.has(word);
  switch (word) {
    case 'varying':
      return true;
    case 'precision':
      return words[0]!.toLowerCase() === 'double';
    case 'character':
    case 'char':
    case 'varchar':
    case 'nchar':
      return words[0]!.toLowerCase() === 'national' || words[0]!.toLowerCase() === 'long';
    case 'varbinary':
      return words[0]!.toLowerCase() === 'long';
    case 'byte':
      // MySQL: CHAR BYTE is BINARY.
      return dialect === 'mysql' && words[0]!.toLowerCase() === 'char';
    default:
      return false;
  }
}

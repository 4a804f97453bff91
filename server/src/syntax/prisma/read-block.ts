import type { Tree, TreeCursor } from '@lezer/common';
import { rememberedOfLate } from '../../model/remembered.ts';
import type { Span } from '../../text/span.ts';
import type {
  Argument,
  Assignment,
  Attribute,
  Block,
  BlockKind,
  Comment,
  Field,
  FieldType,
  SyntaxProblem,
  Value,
  Word,
} from './block.ts';
import { parser } from './block-parser.ts';
import * as Term from './block-terms.ts';

const kinds: ReadonlySet<string> = new Set(['model', 'view', 'type', 'enum', 'datasource', 'generator']);

/** Nesting beyond which values are left out: no schema goes there. */
const deepest = 100;

/** The syntax of one piece, whatever it is. What cannot be read is left out and told in `errors`. */
export function readBlock(source: string): Block {
  return new BlockReader(source).read();
}

/** The same, remembered for a while: a fix is written into what was read a moment before. */
export const blockOfText = rememberedOfLate(readBlock, 400_000);

/** Walks the tree once. Every method is called with the cursor at the node that it reads, and leaves it there. */
class BlockReader {
  readonly #source: string;
  readonly #cursor: TreeCursor;
  readonly #comments: Comment[] = [];
  readonly #errors: SyntaxProblem[] = [];
  readonly #fields: Field[] = [];
  readonly #attributes: Attribute[] = [];
  readonly #assignments: Assignment[] = [];
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
    this.#cursor = this.#parse(source).cursor();
  }

  #parse(source: string): Tree {
    try {
      return parser.parse(source);
    } catch (error) {
      // The parser's own stack ends at some depth of brackets.
      if (!(error instanceof RangeError)) throw error;
      this.#errors.push({ start: 0, end: 1, message: 'This is nested too deeply to be read.' });
      return parser.parse('');
    }
  }

  read(): Block {
    let keyword: Word | undefined;
    let name: Word | undefined;
    let body: Span | undefined;
    let isClosed = false;
    this.#eachChild((type) => {
      if (type === Term.Keyword) keyword = this.#word();
      else if (type === Term.BlockName) name = this.#word();
      else if (type === Term.Body) {
        body = this.#span();
        isClosed = this.#body();
      }
    });
    if (body !== undefined && !isClosed) {
      this.#errors.push({ start: body.start, end: body.start + 1, message: missingBrace });
    }
    return {
      kind: kinds.has(keyword?.text ?? '') ? (keyword!.text as BlockKind) : 'unknown',
      keyword,
      name,
      body,
      isClosed,
      fields: this.#fields,
      attributes: this.#attributes,
      assignments: this.#assignments,
      comments: this.#comments,
      errors: this.#errors,
      start: 0,
      end: this.#source.length,
    };
  }

  /** Calls `visit` with the cursor at each child in turn; notes comments and errors by itself. */
  #eachChild(visit: (type: number) => void): void {
    const cursor = this.#cursor;
    if (this.#depth >= deepest || !cursor.firstChild()) return;
    this.#depth++;
    do {
      const { type } = cursor;
      if (type.id === Term.LineComment || type.id === Term.BlockComment) this.#comment();
      else if (type.isError) {
        this.#errors.push({ ...this.#span(), message: notUnderstood });
        this.#eachChild(nothing);
      } else visit(type.id);
    } while (cursor.nextSibling());
    cursor.parent();
    this.#depth--;
  }

  #comment(): void {
    const span = this.#span();
    this.#comments.push({ ...span, isDocumentation: this.#source.startsWith('///', span.start) });
  }

  #span(): Span {
    return { start: this.#cursor.from, end: this.#cursor.to };
  }

  #word(): Word {
    const { from, to } = this.#cursor;
    return { text: this.#source.slice(from, to), start: from, end: to };
  }

  /** Answers whether the closing brace is there. */
  #body(): boolean {
    let isClosed = false;
    this.#eachChild((type) => {
      if (type === Term.Field) this.#fields.push(this.#field());
      else if (type === Term.BlockAttribute) this.#attributes.push(this.#attribute());
      else if (type === Term.Assignment) this.#assignments.push(this.#assignment());
      isClosed = this.#cursor.name === '}';
    });
    return isClosed;
  }

  #field(): Field {
    const { from, to } = this.#cursor;
    let name = this.#nothingAt(from);
    let type: FieldType | undefined;
    const attributes: Attribute[] = [];
    this.#eachChild((child) => {
      if (child === Term.FieldName) name = this.#word();
      else if (child === Term.FieldType) type = this.#type();
      else if (child === Term.Attribute) attributes.push(this.#attribute());
    });
    return { name, type, attributes, start: from, end: to };
  }

  #type(): FieldType | undefined {
    const { from, to } = this.#cursor;
    let name: Word | undefined;
    let unsupported: string | undefined;
    let isList = false;
    let isOptional = false;
    const visit = (child: number) => {
      if (child === Term.TypeName) name = this.#word();
      else if (child === Term.List) isList = true;
      else if (child === Term.Optional) isOptional = true;
      else if (child === Term.Arguments) {
        const value = this.#arguments()[0]?.value;
        if (value?.kind === 'string') unsupported = value.value;
      } else if (child === Term.OldList) {
        isList = true;
        this.#eachChild(visit);
      }
    };
    this.#eachChild(visit);
    return name && { name, unsupported, isList, isOptional, start: from, end: to };
  }

  #attribute(): Attribute {
    const { from, to } = this.#cursor;
    let name = this.#nothingAt(to);
    let argumentsSpan: Span | undefined;
    let args: readonly Argument[] = [];
    this.#eachChild((child) => {
      if (child === Term.Path) name = this.#word();
      else if (child === Term.Arguments) {
        argumentsSpan = this.#span();
        args = this.#arguments();
      }
    });
    return { name, argumentsSpan, arguments: args, start: from, end: to };
  }

  /** The arguments of a list in parentheses, the entries of an object. */
  #arguments(): readonly Argument[] {
    const args: Argument[] = [];
    this.#eachChild((type) => {
      if (type === Term.Argument) args.push(this.#argument());
    });
    return args;
  }

  #argument(): Argument {
    const { from, to } = this.#cursor;
    let name: Word | undefined;
    let value: Value | undefined;
    this.#eachChild((child) => {
      if (child === Term.ArgumentName) name = this.#word();
      else value ??= this.#value(child);
    });
    return { name, value, start: from, end: to };
  }

  #assignment(): Assignment {
    const { from, to } = this.#cursor;
    let name = this.#nothingAt(from);
    let value: Value | undefined;
    this.#eachChild((child) => {
      if (child === Term.FieldName) name = this.#word();
      else value ??= this.#value(child);
    });
    return { name, value, start: from, end: to };
  }

  #value(type: number): Value | undefined {
    const { text, ...place } = this.#word();
    switch (type) {
      case Term.String:
        return { kind: 'string', value: unescaped(text), ...place };
      case Term.Number:
        return { kind: 'number', text, ...place };
      case Term.Path:
        if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', ...place };
        return { kind: 'path', text, ...place };
      case Term.Call:
        return this.#call();
      case Term.Array:
        return { kind: 'array', items: this.#items(), ...place };
      case Term.Object:
        return { kind: 'object', entries: this.#arguments(), ...place };
      default:
        return undefined;
    }
  }

  #call(): Value {
    const { from, to } = this.#cursor;
    let name = this.#nothingAt(from);
    let args: readonly Argument[] = [];
    this.#eachChild((child) => {
      if (child === Term.Path) name = this.#word();
      else if (child === Term.Arguments) args = this.#arguments();
    });
    return { kind: 'call', name, arguments: args, start: from, end: to };
  }

  #items(): readonly Value[] {
    const items: Value[] = [];
    this.#eachChild((type) => {
      const value = this.#value(type);
      if (value !== undefined) items.push(value);
    });
    return items;
  }

  #nothingAt(offset: number): Word {
    return { text: '', start: offset, end: offset };
  }
}

function nothing(): void {}

const missingBrace = 'This block has no closing brace.';
const notUnderstood = 'This is not understood as Prisma schema.';

/** The text of a string literal: quotes taken away, escapes of JSON resolved. */
function unescaped(literal: string): string {
  const isClosed = literal.length > 1 && literal.endsWith('"');
  return literal
    .slice(1, isClosed ? -1 : undefined)
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, character: string | undefined) =>
      code === undefined ? (escapes[character!] ?? character!) : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

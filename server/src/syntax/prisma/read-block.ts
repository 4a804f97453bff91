import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
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

class BlockReader {
  readonly #source: string;
  readonly #comments: Comment[] = [];
  readonly #errors: SyntaxProblem[] = [];
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Block {
    const tree = parser.parse(this.#source);
    tree.iterate({ enter: (node) => this.#note(node) });
    const top = tree.topNode;
    const keyword = this.#word(top.getChild(Term.Keyword));
    const body = top.getChild(Term.Body);
    const isClosed = body !== null && this.#source[body.to - 1] === '}' && body.lastChild?.name === '}';
    if (body !== null && !isClosed) this.#errors.push({ start: body.from, end: body.from + 1, message: missingBrace });
    return {
      kind: kinds.has(keyword?.text ?? '') ? (keyword!.text as BlockKind) : 'unknown',
      keyword,
      name: this.#word(top.getChild(Term.BlockName)),
      body: body === null ? undefined : { start: body.from, end: body.to },
      isClosed,
      fields: children(body, Term.Field).map((node) => this.#field(node)),
      attributes: children(body, Term.BlockAttribute).map((node) => this.#attribute(node)),
      assignments: children(body, Term.Assignment).map((node) => this.#assignment(node)),
      comments: this.#comments,
      errors: this.#errors,
      start: 0,
      end: this.#source.length,
    };
  }

  #note({ type, from, to }: SyntaxNodeRef): void {
    if (type.isError) this.#errors.push({ start: from, end: to, message: notUnderstood });
    if (type.id === Term.LineComment || type.id === Term.BlockComment) {
      this.#comments.push({ start: from, end: to, isDocumentation: this.#source.startsWith('///', from) });
    }
  }

  #text(node: SyntaxNode): string {
    return this.#source.slice(node.from, node.to);
  }

  #word(node: SyntaxNode | null): Word | undefined {
    return node === null ? undefined : { text: this.#text(node), start: node.from, end: node.to };
  }

  #field(node: SyntaxNode): Field {
    const type = node.getChild(Term.FieldType);
    return {
      name: this.#word(node.getChild(Term.FieldName)) ?? this.#nothingAt(node.from),
      type: type === null ? undefined : this.#type(type),
      attributes: children(node, Term.Attribute).map((attribute) => this.#attribute(attribute)),
      start: node.from,
      end: node.to,
    };
  }

  #type(node: SyntaxNode): FieldType | undefined {
    const oldList = node.getChild(Term.OldList);
    const base = oldList ?? node;
    const name = this.#word(base.getChild(Term.TypeName));
    if (name === undefined) return undefined;
    const [unsupported] = this.#arguments(base.getChild(Term.Arguments));
    return {
      name,
      unsupported: unsupported?.value?.kind === 'string' ? unsupported.value.value : undefined,
      isList: oldList !== null || node.getChild(Term.List) !== null,
      isOptional: node.getChild(Term.Optional) !== null,
      start: node.from,
      end: node.to,
    };
  }

  #attribute(node: SyntaxNode): Attribute {
    const list = node.getChild(Term.Arguments);
    return {
      name: this.#word(node.getChild(Term.Path)) ?? this.#nothingAt(node.to),
      argumentsSpan: list === null ? undefined : { start: list.from, end: list.to },
      arguments: this.#arguments(list),
      start: node.from,
      end: node.to,
    };
  }

  #arguments(list: SyntaxNode | null): readonly Argument[] {
    return children(list, Term.Argument).map((node) => ({
      name: this.#word(node.getChild(Term.ArgumentName)),
      value: this.#valueIn(node),
      start: node.from,
      end: node.to,
    }));
  }

  #assignment(node: SyntaxNode): Assignment {
    return {
      name: this.#word(node.getChild(Term.FieldName)) ?? this.#nothingAt(node.from),
      value: this.#valueIn(node),
      start: node.from,
      end: node.to,
    };
  }

  /** The value among a node's children. */
  #valueIn(node: SyntaxNode): Value | undefined {
    return this.#items(node)[0];
  }

  #value(node: SyntaxNode): Value | undefined {
    const place = { start: node.from, end: node.to };
    switch (node.type.id) {
      case Term.String:
        return { kind: 'string', value: unescaped(this.#text(node)), ...place };
      case Term.Number:
        return { kind: 'number', text: this.#text(node), ...place };
      case Term.Path: {
        const text = this.#text(node);
        if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', ...place };
        return { kind: 'path', text, ...place };
      }
      case Term.Call: {
        const name = this.#word(node.getChild(Term.Path)) ?? this.#nothingAt(node.from);
        return { kind: 'call', name, arguments: this.#arguments(node.getChild(Term.Arguments)), ...place };
      }
      case Term.Array:
        return { kind: 'array', items: this.#items(node), ...place };
      case Term.Object:
        return { kind: 'object', entries: this.#arguments(node), ...place };
      default:
        return undefined;
    }
  }

  /** The values among a node's children. */
  #items(node: SyntaxNode): readonly Value[] {
    if (this.#depth >= deepest) return [];
    this.#depth++;
    const items: Value[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      const value = this.#value(child);
      if (value !== undefined) items.push(value);
    }
    this.#depth--;
    return items;
  }

  #nothingAt(offset: number): Word {
    return { text: '', start: offset, end: offset };
  }
}

const missingBrace = 'This block has no closing brace.';
const notUnderstood = 'This is not understood as Prisma schema.';

function children(node: SyntaxNode | null, type: number): readonly SyntaxNode[] {
  return node === null ? [] : node.getChildren(type);
}

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

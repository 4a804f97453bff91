/** A piece that is one function of a module. Most are the program's own: they are read when somebody asks for them. */
import { readPython } from '../../syntax/python/python-tree.ts';
import type { Decorator, Expression, FunctionStatement, Parameter, Statement } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';

const functionStart = /^(?:async[ \t]+)?def[ \t]+([^\W\d]\w*)/u;
const decorated = /^(?:async[ \t]+)?def[ \t]+([^\W\d]\w*)/mu;

/** The function that the text of a piece is; undefined where it is something else. */
export function functionPiece(text: string): FunctionStatement | undefined {
  const found = text.startsWith('@') && !/^class\b/m.test(text) ? decorated.exec(text) : functionStart.exec(text);
  const name = found?.[1];
  if (found === null || name === undefined) return undefined;
  const end = found.index + found[0].length;
  return new UnreadFunction(text, name, { start: end - name.length, end });
}

class UnreadFunction implements FunctionStatement {
  readonly kind = 'def';
  readonly name: string;
  readonly nameSpan: Span;
  readonly start = 0;
  readonly end: number;
  readonly #text: string;
  #read: Partial<FunctionStatement> | undefined;

  constructor(text: string, name: string, nameSpan: Span) {
    this.#text = text;
    this.name = name;
    this.nameSpan = nameSpan;
    this.end = text.length;
  }

  get parameters(): readonly Parameter[] {
    return this.#statement.parameters ?? [];
  }

  get returns(): Expression | undefined {
    return this.#statement.returns;
  }

  get decorators(): readonly Decorator[] {
    return this.#statement.decorators ?? [];
  }

  get body(): readonly Statement[] {
    return this.#statement.body ?? [];
  }

  get #statement(): Partial<FunctionStatement> {
    this.#read ??= readPython(this.#text).statements.find((statement) => statement.kind === 'def') ?? {};
    return this.#read;
  }
}

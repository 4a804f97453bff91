import type { FromImportStatement, ImportStatement, Statement } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { byType } from './import-list.ts';
import type { Names } from './names.ts';
import type { PythonFile } from './python-file.ts';
import { pythonString } from './python-text.ts';

interface Written<S extends Statement> {
  readonly statement: S;
  readonly base: number;
}

/** The names of SQLAlchemy in one file: as it imports them already, else imported where its imports stand. */
export class FileImports implements Names {
  readonly isTwo: boolean;
  readonly #file: PythonFile;
  readonly #imports: Written<ImportStatement | FromImportStatement>[] = [];
  /** What each name of the file stands for: `module.member`, a module, or '' for its own. */
  readonly #bound = new Map<string, string>();
  /** Flask's `db`, by which all names of SQLAlchemy can be had. */
  readonly #facade: string | undefined;
  readonly #wanted = new Map<string, Set<string>>();

  constructor(file: PythonFile) {
    this.#file = file;
    this.isTwo = /\bmapped_column\b|\bMapped\s*\[|\bSQLModel\b/.test(file.text);
    for (const piece of file.pieces) {
      const own = /^(?:class|def)\s+(\w+)|^(\w+)\s*(?::[^=\n]*)?=/.exec(
        file.text.slice(piece.start, piece.start + 200),
      );
      if (own !== null) this.#bound.set(own[1] ?? own[2]!, '');
      if (!/^(?:from|import)\b/.test(file.text.slice(piece.start, piece.start + 7))) continue;
      for (const statement of file.siteOf(piece).syntax.statements) this.#bind(statement, piece.start);
    }
    this.#facade = this.#facadeOf();
  }

  #bind(statement: Statement, base: number): void {
    if (statement.kind === 'import') {
      this.#imports.push({ statement, base });
      for (const { name, as } of statement.names)
        this.#bound.set(as ?? name.split('.')[0]!, as === undefined ? name.split('.')[0]! : name);
    } else if (statement.kind === 'from-import') {
      this.#imports.push({ statement, base });
      const module = '.'.repeat(statement.level) + statement.module;
      for (const { name, as } of statement.names) this.#bound.set(as ?? name, `${module}.${name}`);
    }
  }

  /** A name of the file's own or an imported one, used as `name.Column` or `name.Model`, that is no module. */
  #facadeOf(): string | undefined {
    for (const [, name] of this.#file.text.matchAll(/\b(\w+)\.(?:Model|Column)\b/g)) {
      const source = this.#bound.get(name!);
      if (source !== undefined && !/^sql(?:alchemy|model)\b/.test(source)) return name;
    }
    return undefined;
  }

  string(text: string): string {
    return pythonString(text, this.#file.quote);
  }

  of(module: string, name: string): string {
    const known = [...this.#bound].find(([, source]) => isSource(source, module, name));
    if (known !== undefined) return known[0];
    const isCommon = module === 'sqlalchemy' || module === 'sqlalchemy.orm';
    if (this.#facade !== undefined && isCommon) return `${this.#facade}.${name}`;
    const prefix = [...this.#bound].find(([, source]) => source === module)?.[0];
    const hasFrom = this.#imports.some(({ statement }) => isFrom(statement, module));
    const isTaken = this.#bound.has(name);
    if (prefix !== undefined && (isTaken || !hasFrom)) return `${prefix}.${name}`;
    if (isTaken) return this.#aliased(module, name);
    const wanted = this.#wanted.get(module) ?? new Set<string>();
    wanted.add(name);
    this.#wanted.set(module, wanted);
    return name;
  }

  /** The name means something else here. */
  #aliased(module: string, name: string): string {
    const alias = `Sa${name[0]!.toUpperCase()}${name.slice(1)}`;
    const wanted = this.#wanted.get(module) ?? new Set<string>();
    wanted.add(`${name} as ${alias}`);
    this.#wanted.set(module, wanted);
    return alias;
  }

  /** What brings the names that were asked for. */
  *edits(): Iterable<TextEdit> {
    const fresh: [string, readonly string[]][] = [];
    for (const [module, names] of this.#wanted) {
      const from = this.#imports.find(({ statement }) => isFrom(statement, module));
      if (from === undefined) fresh.push([module, [...names]]);
      else yield* this.#extended(from as Written<FromImportStatement>, [...names]);
    }
    yield* this.#lines(fresh.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  *#extended({ statement, base }: Written<FromImportStatement>, names: readonly string[]): Iterable<TextEdit> {
    const file = this.#file;
    const existing = statement.names.map(({ name }) => name);
    const order = orders.find((compare) =>
      existing.every((name, i) => i === 0 || compare(existing[i - 1]!, name) <= 0),
    );
    const spans = statement.names.map(({ start, end }) => ({ start: start + base, end: end + base }));
    const first = spans[0]!;
    const hasLines =
      statement.parentheses !== undefined &&
      file.beginsLine(first.start) &&
      spans.every((span) => file.beginsLine(span.start));
    const separator = hasLines ? `,${file.eol}${file.indentAt(first.start)}` : ', ';
    const places = new Map<number, string[]>();
    for (const name of [...names].sort(order ?? byType)) {
      const found = order === undefined ? -1 : existing.findIndex((each) => order(each, name) > 0);
      const at = found === -1 ? spans.length : found;
      places.set(at, [...(places.get(at) ?? []), name]);
    }
    for (const [at, texts] of places) {
      const before: Span | undefined = spans[at];
      if (before !== undefined) {
        yield {
          span: { start: before.start, end: before.start },
          newText: texts.map((text) => text + separator).join(''),
        };
      } else {
        const { end } = spans.at(-1)!;
        yield { span: { start: end, end }, newText: texts.map((text) => separator + text).join('') };
      }
    }
    if (statement.parentheses === undefined) yield* this.#parentheses(statement, base, names.join(', ').length + 2);
  }

  /** An import that gets too long for its line is put in parentheses, which line breaking then spreads. */
  *#parentheses(statement: FromImportStatement, base: number, more: number): Iterable<TextEdit> {
    const start = base + statement.names[0]!.start;
    const end = base + statement.names.at(-1)!.end;
    const line = this.#file.slice({ start: this.#file.lineStart(start), end });
    if (line.length + more <= this.#file.limit || line.includes('\\')) return;
    yield { span: { start, end: start }, newText: '(' };
    yield { span: { start: end, end }, newText: ',)' };
  }

  /** New import lines, each behind the last import that sorts before it. */
  *#lines(fresh: readonly (readonly [string, readonly string[]])[]): Iterable<TextEdit> {
    const file = this.#file;
    for (const [module, names] of fresh) {
      const line = `from ${module} import ${[...names].sort(byType).join(', ')}`;
      const group = this.#imports.filter(({ statement }) => rootOf(statement) === module.split('.')[0]);
      const behind =
        group.findLast(({ statement }) => moduleOf(statement) < module) ??
        (group.length > 0 ? undefined : this.#neighbour(module));
      if (behind !== undefined) {
        const at = file.lineEnd(behind.base + behind.statement.end);
        yield { span: { start: at, end: at }, newText: file.eol + line };
        continue;
      }
      const before = group[0] ?? this.#imports[0];
      const at = before === undefined ? (file.pieces[0]?.start ?? 0) : before.base + before.statement.start;
      yield { span: { start: at, end: at }, newText: line + file.eol };
    }
  }

  /** The import that a module of a package not imported yet stands behind: the library's own come first. */
  #neighbour(module: string): Written<ImportStatement | FromImportStatement> | undefined {
    const isLibrary = (root: string | undefined): boolean => root !== undefined && library.has(root);
    const own = this.#imports.filter(
      ({ statement }) => isLibrary(rootOf(statement)) === isLibrary(module.split('.')[0]),
    );
    const sorted = own.filter(({ statement }) => moduleOf(statement) !== '__future__');
    return (
      sorted.findLast(({ statement }) => moduleOf(statement) < module) ??
      (isLibrary(module.split('.')[0])
        ? this.#imports.find(({ statement }) => moduleOf(statement) === '__future__')
        : this.#imports.at(-1))
    );
  }
}

const library: ReadonlySet<string> = new Set(
  '__future__ abc collections dataclasses datetime decimal enum functools json logging os re typing uuid'.split(' '),
);

function isFrom(statement: Statement, module: string): boolean {
  return (
    statement.kind === 'from-import' &&
    statement.level === 0 &&
    statement.module === module &&
    statement.names.length > 0
  );
}

function moduleOf(statement: ImportStatement | FromImportStatement): string {
  return statement.kind === 'from-import'
    ? '.'.repeat(statement.level) + statement.module
    : (statement.names[0]?.name ?? '');
}

function rootOf(statement: ImportStatement | FromImportStatement): string | undefined {
  return moduleOf(statement).split('.')[0];
}

/** Modules that give the same members: `sqlalchemy.types.Text` is `sqlalchemy.Text`. */
function isSource(source: string, module: string, name: string): boolean {
  if (source === `${module}.${name}`) return true;
  if (!source.endsWith(`.${name}`)) return false;
  const own = source.slice(0, -name.length - 1);
  if (module.startsWith('sqlalchemy.dialects.')) return own.startsWith(`${module}.`);
  return module === 'sqlalchemy' && /^(?:sqlmodel|sqlalchemy(?:\.(?:types|schema|sql|sql\.\w+))?)$/.test(own);
}

const orders: readonly ((a: string, b: string) => number)[] = [
  byType,
  (a, b) => compare(a.toLowerCase(), b.toLowerCase()),
  compare,
];

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

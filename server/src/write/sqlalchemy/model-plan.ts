import type { Origin } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Assignment, Call, ClassStatement, Dict, Sequence } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import { applyEdits, type FileEdit, type TextEdit } from '../../text/text-edit.ts';
import type { WriteContext } from '../write-context.ts';
import { BracketEdit } from './bracket-edit.ts';
import { FileImports } from './file-imports.ts';
import { PythonFile, type Site } from './python-file.ts';
import { shifted } from './syntax-path.ts';
import { withoutFreedImports } from './unused-imports.ts';
import { wrapLongLines } from './wrap-lines.ts';

/** Collects what a fix does to Python files, so that several changes compose. */
export class ModelPlan {
  readonly ctx: WriteContext;
  /** Everything that the fix asks for. */
  readonly changes: readonly SchemaChange[];
  readonly #files = new Map<string, PythonFile | undefined>();
  readonly #imports = new Map<PythonFile, FileImports>();
  readonly #brackets = new Map<string, { readonly file: PythonFile; readonly edit: BracketEdit }>();
  readonly #edits: { readonly file: PythonFile; readonly edit: TextEdit }[] = [];
  /** Elements for a `__table_args__` that a class does not have yet, by the place it will stand at. */
  readonly #tableArguments = new Map<string, NewTableArguments>();

  readonly #tuples = new Map<
    BracketEdit,
    { readonly site: Site; readonly tuple: Sequence; readonly owner: Span | undefined }
  >();
  readonly #wrapped = new Map<Dict, { readonly site: Site; readonly elements: string[] }>();
  /** Arguments of columns that are an annotation alone, by the assignment. */
  readonly #calls = new Map<Assignment, NewCall>();

  constructor(ctx: WriteContext, changes: readonly SchemaChange[]) {
    this.ctx = ctx;
    this.changes = changes;
  }

  file(name: string): PythonFile | undefined {
    if (!this.#files.has(name)) {
      const text = this.ctx.textOf(name);
      this.#files.set(name, text === undefined ? undefined : new PythonFile(name, text));
    }
    return this.#files.get(name);
  }

  /**
   * The top-level statement that an origin lies in, and its place there, counted from the file's start. Revisions of a
   * history stay as they are.
   */
  place(origin: Origin): { readonly site: Site; readonly span: Span } | undefined {
    if (this.ctx.isMigration(origin.file)) return undefined;
    const span = this.ctx.spanOf(origin);
    const site = span && this.file(origin.file)?.siteAt(span.start);
    return span === undefined || site === undefined ? undefined : { site, span };
  }

  names(file: PythonFile): FileImports {
    const known = this.#imports.get(file) ?? new FileImports(file);
    this.#imports.set(file, known);
    return known;
  }

  replace(file: PythonFile, span: Span, newText: string): void {
    this.#edits.push({ file, edit: { span, newText } });
  }

  arguments(site: Site, call: Call): BracketEdit {
    const { start, end } = call.argsSpan;
    return this.#bracket(site, { start: start + 1, end: end - 1 }, call.args, false);
  }

  /** `owner` is the assignment that goes with the last item. */
  tuple(site: Site, tuple: Sequence, owner?: Span): BracketEdit {
    const edit = this.#bracket(site, { start: tuple.start + 1, end: tuple.end - 1 }, tuple.items, true);
    if (owner !== undefined || !this.#tuples.has(edit)) this.#tuples.set(edit, { site, tuple, owner });
    return edit;
  }

  /** A statement with its lines; one of the module with the blank lines before it, unless the next one needs them. */
  removeStatement({ file, base }: Site, statement: Span): void {
    const { start, end } = shifted(statement, base);
    const line = file.lineStart(start);
    const before = file.text.slice(0, line).trimEnd().length;
    const following = file.lineEnd(Math.max(start, end - 1));
    const isFollowed = /\S/.test(file.text.slice(following).split('\n', 2)[1] ?? '');
    if (start === line && before > 0 && !isFollowed) {
      this.replace(file, { start: file.lineEnd(before), end: following }, '');
      return;
    }
    const next = file.text.indexOf('\n', Math.max(start, end - 1)) + 1;
    this.replace(file, { start: line, end: next === 0 ? file.text.length : next }, '');
  }

  /** A tuple that loses all items goes with its assignment; one that keeps only its options becomes them. */
  #settleTuple(edit: BracketEdit): 'written' | 'settled' | 'impossible' {
    const known = this.#tuples.get(edit);
    const kept = edit.onlyKept();
    const [first] = kept ?? [];
    const last = first === undefined ? undefined : known?.tuple.items[first];
    if (known === undefined || kept === undefined || kept.length > 1) return 'written';
    if (last !== undefined && last.kind !== 'dict') return 'written';
    const { site, tuple, owner } = known;
    if (last !== undefined)
      this.replace(site.file, shifted(tuple, site.base), site.file.slice(shifted(last, site.base)));
    else if (owner === undefined) return 'impossible';
    else this.removeStatement(site, owner);
    return 'settled';
  }

  entries(site: Site, dict: Dict): BracketEdit {
    return this.#bracket(site, { start: dict.start + 1, end: dict.end - 1 }, dict.entries, false);
  }

  /** Elements that come before the options of a `__table_args__` that is a dictionary alone. */
  wrapOptions(site: Site, dict: Dict): string[] {
    const known = this.#wrapped.get(dict) ?? { site, elements: [] };
    this.#wrapped.set(dict, known);
    return known.elements;
  }

  /** The dictionary becomes the last element of a tuple; one of several lines moves to the right. */
  #wrap(dict: Dict, site: Site, elements: readonly string[]): void {
    const { file, base } = site;
    const start = base + dict.start;
    const end = base + dict.end;
    const at = (offset: number): Span => ({ start: offset, end: offset });
    if (!file.slice({ start, end }).includes('\n')) {
      this.replace(file, at(start), `(${elements.join(', ')}, `);
      this.replace(file, at(end), ')');
      return;
    }
    const indent = file.indentAt(start);
    const line = `${file.eol}${indent}    `;
    this.replace(file, at(start), `(${elements.map((element) => `${line}${element},`).join('')}${line}`);
    for (
      let next = file.text.indexOf('\n', start) + 1;
      next > 0 && next < end;
      next = file.text.indexOf('\n', next) + 1
    ) {
      if (file.lineEnd(next) > next) this.replace(file, at(next), '    ');
    }
    this.replace(file, at(end), `,${file.eol}${indent})`);
  }

  #bracket({ file, base }: Site, inner: Span, items: readonly Span[], isTuple: boolean): BracketEdit {
    const key = `${inner.start + base}\n${file.name}`;
    const known = this.#brackets.get(key);
    if (known !== undefined) return known.edit;
    const spans = items.map((item) => shifted(item, base));
    const edit = new BracketEdit(file, shifted(inner, base), spans, isTuple);
    this.#brackets.set(key, { file, edit });
    return edit;
  }

  /** Gives a column that is an annotation alone the call that an argument needs. */
  addToNewCall({ site, assignment, manner }: Declared, text: string, kind: ArgumentKind): void {
    const known = this.#calls.get(assignment) ?? { site, manner, type: [], positional: [], keyword: [] };
    this.#calls.set(assignment, known);
    known[kind].push(text);
  }

  #writeCall(assignment: Assignment, { site, manner, ...args }: NewCall): void {
    const { file, base } = site;
    const { value } = assignment;
    const name = this.names(file).of(manner === 'Field' ? 'sqlmodel' : 'sqlalchemy.orm', manner);
    const initial = value === undefined ? [] : [`default=${file.slice(shifted(value, base))}`];
    const text = `${name}(${[...initial, ...args.type, ...args.positional, ...args.keyword].join(', ')})`;
    if (value !== undefined) this.replace(file, shifted(value, base), text);
    else {
      const at = base + assignment.annotation!.end;
      this.replace(file, { start: at, end: at }, ` = ${text}`);
    }
  }

  /** What the new `__table_args__` of a class will hold. */
  newTableArguments(site: Site, owner: ClassStatement): NewTableArguments {
    const key = `${site.base + owner.start}\n${site.file.name}`;
    const known = this.#tableArguments.get(key) ?? { site, owner, elements: [], options: [] };
    this.#tableArguments.set(key, known);
    return known;
  }

  /** All edits; undefined when they cannot be made together. */
  finish(): readonly FileEdit[] | undefined {
    for (const [assignment, wanted] of this.#calls) this.#writeCall(assignment, wanted);
    for (const [dict, { site, elements }] of this.#wrapped) this.#wrap(dict, site, elements);
    for (const wanted of this.#tableArguments.values()) this.#writeTableArguments(wanted);
    const settled = new Set<BracketEdit>();
    for (const { edit } of this.#brackets.values()) {
      const fate = this.#settleTuple(edit);
      if (fate === 'impossible') return undefined;
      if (fate === 'settled') settled.add(edit);
    }
    const byFile = new Map<PythonFile, TextEdit[]>();
    const add = (file: PythonFile, edits: Iterable<TextEdit>): void => {
      byFile.set(file, [...(byFile.get(file) ?? []), ...edits]);
    };
    for (const { file, edit } of this.#edits) add(file, [edit]);
    for (const { file, edit } of this.#brackets.values()) if (!settled.has(edit)) add(file, edit.edits());
    for (const [file, imports] of this.#imports) add(file, imports.edits());
    const all: FileEdit[] = [];
    for (const [file, edits] of byFile) {
      const ordered = edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
      if (ordered.some((edit, index) => index > 0 && edit.span.start < ordered[index - 1]!.span.end)) return undefined;
      const broken = [...inLines(file, ordered)];
      for (const edit of withoutFreedImports(file.text, broken)) all.push({ file: file.name, ...edit });
    }
    return all;
  }

  /** Behind `__tablename__`, else as the first statement of the class behind its docstring. */
  #writeTableArguments({ site, owner, elements, options }: NewTableArguments): void {
    const { file, base } = site;
    const isName = (name: string) => (statement: ClassStatement['body'][number]) =>
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.name === name);
    const first = owner.body[0];
    const docstring = first?.kind === 'expression' && first.value.kind === 'string' ? first : undefined;
    const behind = owner.body.find(isName('__tablename__')) ?? docstring;
    const items = [...elements, ...(options.length > 0 ? [`{${options.join(', ')}}`] : [])];
    const value = items.length === 1 ? (elements.length === 0 ? items[0]! : `(${items[0]},)`) : `(${items.join(', ')})`;
    const line = `__table_args__ = ${value}`;
    if (behind !== undefined) {
      const at = file.lineEnd(base + behind.end - 1);
      const gap = behind === docstring ? file.eol : '';
      const newText = `${gap}${file.eol}${file.indentAt(base + behind.start)}${line}`;
      this.replace(file, { start: at, end: at }, newText);
    } else if (first !== undefined) {
      const at = base + first.start;
      this.replace(file, { start: at, end: at }, `${line}${file.eol}${file.eol}${file.indentAt(at)}`);
    }
  }
}

export type ArgumentKind = 'type' | 'positional' | 'keyword';

interface Declared {
  readonly site: Site;
  readonly assignment: Assignment;
  readonly manner: 'Column' | 'mapped_column' | 'Field';
}

interface NewCall extends Record<ArgumentKind, string[]> {
  readonly site: Site;
  readonly manner: Declared['manner'];
}

export interface NewTableArguments {
  readonly site: Site;
  readonly owner: ClassStatement;
  readonly elements: string[];
  /** `"key": value` each. */
  readonly options: string[];
}

/** The edits, with the logical lines broken anew that they make too long. */
function* inLines(file: PythonFile, edits: readonly TextEdit[]): Iterable<TextEdit> {
  for (let index = 0; index < edits.length; index++) {
    const group = [edits[index]!];
    const start = file.logicalStart(group[0]!.span.start);
    let end = file.lineEnd(group[0]!.span.end);
    for (let next = edits[index + 1]; next !== undefined && next.span.start <= end; next = edits[++index + 1]) {
      group.push(next);
      end = Math.max(end, file.lineEnd(next.span.end));
    }
    const old = file.slice({ start, end });
    const lines = new Set(old.split(/\r?\n/));
    const local = group.map(({ span, newText }) => ({
      span: { start: span.start - start, end: span.end - start },
      newText,
    }));
    const edited = applyEdits(old, local);
    const broken = wrapLongLines(edited, file.limit, (line) => lines.has(line));
    if (broken === edited) yield* group;
    else yield trimmed({ span: { start, end }, newText: broken }, old);
  }
}

/** The edit without what stays the same at both of its ends. */
function trimmed({ span, newText }: TextEdit, old: string): TextEdit {
  let head = 0;
  while (head < old.length && head < newText.length && old[head] === newText[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, newText.length) - head;
  while (tail < most && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  return {
    span: { start: span.start + head, end: span.end - tail },
    newText: newText.slice(head, newText.length - tail),
  };
}

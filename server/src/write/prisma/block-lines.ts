/** The lines of one block of a Prisma schema, changed line by line so that all others stay as they are. */
import type { Attribute, Block, Field } from '../../syntax/prisma/block.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { rankOf } from './print-model.ts';
import { alignedLine, columnWidths, type Row } from './rows.ts';

interface Line {
  readonly kind: 'head' | 'field' | 'attribute' | 'comment' | 'blank' | 'other' | 'tail';
  /** Where the line is in the block's text; undefined for a new line. */
  readonly place: Span | undefined;
  /** As it is written; of a new line what is to be written, without indentation. */
  readonly text: string;
  readonly field?: FieldLine;
  readonly attribute?: Attribute;
  newText?: string;
  removed: boolean;
}

/** A field whose definition is on one line. */
export interface FieldLine {
  readonly name: string;
  /** The field as it was read; undefined for a new one. */
  readonly field: Field | undefined;
  type: string;
  readonly attributes: string[];
  readonly comment: string | undefined;
  changed: boolean;
}

export class BlockLines {
  readonly #source: string;
  readonly #eol: string;
  readonly block: Block;
  readonly #lines: Line[] = [];

  /** `source` is the block's text. */
  constructor(source: string, block: Block, eol: string) {
    this.#source = source;
    this.#eol = eol;
    this.block = block;
    for (let start = 0; start <= source.length; ) {
      const found = source.indexOf('\n', start);
      const next = found === -1 ? source.length + 1 : found + 1;
      const end = found === -1 ? source.length : source[found - 1] === '\r' ? found - 1 : found;
      this.#lines.push(this.#read({ start, end }, start === 0, found === -1));
      start = next;
    }
  }

  /** Whether the braces stand as Prisma wants them, so that lines can be added between. */
  get isRegular(): boolean {
    const [head] = this.#lines;
    return (
      this.block.isClosed &&
      this.#lines.length > 1 &&
      head!.text.includes('{') &&
      this.#lines.at(-1)!.text.trim() === '}'
    );
  }

  #read(place: Span, isFirst: boolean, isLast: boolean): Line {
    const text = this.#source.slice(place.start, place.end);
    const plain = { place, text, removed: false };
    if (isFirst) return { ...plain, kind: 'head' };
    if (isLast) return { ...plain, kind: 'tail' };
    if (text.trim() === '') return { ...plain, kind: 'blank' };
    if (/^\s*\/[/*]/.test(text)) return { ...plain, kind: 'comment' };
    const isWithin = ({ start, end }: Span): boolean => start >= place.start && end <= place.end;
    const field = this.#fieldsByLine().get(place.start);
    if (field !== undefined && isWithin(field)) {
      const line = this.#readField(field, place);
      if (line !== undefined) return { ...plain, kind: 'field', field: line };
    }
    const attribute = this.#attributesByLine().get(place.start);
    if (attribute !== undefined && isWithin(attribute)) return { ...plain, kind: 'attribute', attribute };
    return { ...plain, kind: 'other' };
  }

  #fields: ReadonlyMap<number, Field> | undefined;
  #fieldsByLine(): ReadonlyMap<number, Field> {
    this.#fields ??= new Map(this.block.fields.map((field) => [this.#lineStart(field.start), field]));
    return this.#fields;
  }

  #attributes: ReadonlyMap<number, Attribute> | undefined;
  #attributesByLine(): ReadonlyMap<number, Attribute> {
    this.#attributes ??= new Map(this.block.attributes.map((each) => [this.#lineStart(each.start), each]));
    return this.#attributes;
  }

  #lineStart(offset: number): number {
    return this.#source.lastIndexOf('\n', offset - 1) + 1;
  }

  #readField(field: Field, { end }: Span): FieldLine | undefined {
    if (field.type === undefined) return undefined;
    const last = field.attributes.at(-1) ?? field.type;
    // Prisma keeps white space behind a comment.
    const rest = this.#source.slice(last.end, end).trimStart();
    if (rest !== '' && !rest.startsWith('//') && !rest.startsWith('/*')) return undefined;
    return {
      name: field.name.text,
      field,
      type: this.#source.slice(field.type.start, field.type.end),
      attributes: field.attributes.map((attribute) => this.#source.slice(attribute.start, attribute.end)),
      comment: rest === '' ? undefined : rest,
      changed: false,
    };
  }

  field(name: string): FieldLine | undefined {
    return this.#lines.find((line) => !line.removed && line.field?.name === name)?.field;
  }

  /** The last field for which the test holds. */
  lastField(test: (field: FieldLine) => boolean): string | undefined {
    return this.#lines.findLast((line) => !line.removed && line.field !== undefined && test(line.field))?.field?.name;
  }

  hasFieldOf(model: string): boolean {
    return this.#lines.some((line) => !line.removed && line.field?.type.replace(/(?:\?|\[\])$/, '') === model);
  }

  fieldNames(): readonly string[] {
    const written = this.block.fields.map((field) => field.name.text);
    const added = this.#lines.flatMap(({ field, place }) =>
      place === undefined && field !== undefined ? [field.name] : [],
    );
    return [...written, ...added];
  }

  setType(field: FieldLine, type: string): void {
    field.changed ||= field.type !== type;
    field.type = type;
  }

  /**
   * Adds an attribute where `prisma format` would have it, or puts it in place of the one of that name; without text
   * takes that one away. A name that ends with a dot stands for all that begin with it: `db.`.
   */
  setAttribute(field: FieldLine, name: string, text: string | undefined): void {
    const isIt = (attribute: string): boolean =>
      attribute.startsWith(`@${name}`) && (name.endsWith('.') || !/^[\w.]/.test(attribute.slice(name.length + 1)));
    const at = field.attributes.findIndex(isIt);
    if (at !== -1) field.attributes.splice(at, 1, ...(text === undefined ? [] : [text]));
    else if (text !== undefined) {
      const before = field.attributes.findIndex((attribute) => rankOf(attribute) > rankOf(text));
      field.attributes.splice(before === -1 ? field.attributes.length : before, 0, text);
    } else return;
    field.changed = true;
  }

  /** A new field behind a field, else behind the last one. */
  addField(name: string, type: string, attributes: readonly string[], behind?: string): void {
    const field: FieldLine = {
      name,
      field: undefined,
      type,
      attributes: [...attributes],
      comment: undefined,
      changed: true,
    };
    let at = this.#lines.findLastIndex(
      (line) => !line.removed && line.field !== undefined && line.field.name === behind,
    );
    if (at === -1) at = this.#lines.findLastIndex((line) => !line.removed && line.field !== undefined);
    this.#lines.splice(Math.max(at, 0) + 1, 0, { kind: 'field', place: undefined, text: '', field, removed: false });
  }

  /** Takes a field away, with the documentation above it. */
  removeField(name: string): boolean {
    const at = this.#lines.findIndex((line) => !line.removed && line.field?.name === name);
    if (at === -1) return false;
    this.#removeLine(at);
    return true;
  }

  #removeLine(at: number): void {
    this.#lines[at]!.removed = true;
    for (let above = at - 1; /^\s*\/\/\//.test(this.#lines[above]!.text); above--) this.#lines[above]!.removed = true;
  }

  /** A line `@@…` behind those that `prisma format` puts before it, or in front of the closing brace. */
  addAttribute(text: string): void {
    const rank = rankOf(text);
    const isBefore = (line: Line): boolean =>
      !line.removed && line.kind === 'attribute' && rankOf(lineText(line)) <= rank;
    const last = this.#lines.findLastIndex(isBefore);
    const line: Line = { kind: 'attribute', place: undefined, text, removed: false };
    if (last !== -1) {
      this.#lines.splice(last + 1, 0, line);
      return;
    }
    const lastField = this.#lines.findLastIndex((each) => each.field !== undefined);
    const next = this.#lines.findIndex((each, at) => at > lastField && !each.removed && each.kind === 'attribute');
    if (next !== -1) {
      let at = next;
      while (this.#lines[at - 1]!.kind === 'comment') at--;
      this.#lines.splice(at, 0, line);
      return;
    }
    const tail = this.#lines.length - 1;
    const blank: Line = { kind: 'blank', place: undefined, text: '', removed: false };
    const needsBlank = this.#lines[tail - 1]!.kind !== 'blank' && tail > 1;
    this.#lines.splice(tail, 0, ...(needsBlank ? [blank, line] : [line]));
  }

  /** Whether the block or one of its fields has an attribute of the name. */
  hasAttributeNamed(name: string): boolean {
    const isIt = (text: string): boolean => new RegExp(`^@{1,2}${name}(?![\\w.])`).test(text);
    return this.#lines.some(
      (line) =>
        !line.removed &&
        ((line.kind === 'attribute' && isIt(lineText(line))) || line.field?.attributes.some(isIt) === true),
    );
  }

  hasAttribute(text: string): boolean {
    return this.#lines.some((line) => !line.removed && line.kind === 'attribute' && lineText(line) === text);
  }

  /** The lists of fields that tell rows apart: those of `@id`, `@unique`, `@@id`, `@@unique` as they are now. */
  uniqueFields(): readonly (readonly string[])[] {
    return this.#lines.flatMap((line) => {
      if (line.removed) return [];
      if (line.field !== undefined) {
        const isKey = line.field.attributes.some(
          (each) => /^@(?:id|unique)(?![\w.])/.test(each) && !/\bwhere:/.test(each),
        );
        return isKey ? [[line.field.name]] : [];
      }
      const text = line.kind === 'attribute' ? (line.newText ?? line.text) : '';
      const list = /^\s*@@(?:id|unique)\s*\([^[]*\[([^\]]*)\]/.exec(text)?.[1];
      if (list === undefined || /\bwhere:/.test(text)) return [];
      const names = list.replace(/\((?:[^()]|\([^()]*\))*\)/g, '').split(',');
      return [names.map((name) => name.trim())];
    });
  }

  /** Takes the line of a block's attribute away; false when it is not alone on its line. */
  removeAttribute(attribute: Attribute): boolean {
    const at = this.#lines.findIndex((line) => line.attribute === attribute);
    if (at === -1) return false;
    this.#removeLine(at);
    return true;
  }

  replaceAttribute(attribute: Attribute, text: string): boolean {
    const line = this.#lines.find((each) => each.attribute === attribute);
    if (line?.place === undefined) return false;
    const from = attribute.start - line.place.start;
    line.newText = line.text.slice(0, from) + text + line.text.slice(attribute.end - line.place.start);
    return true;
  }

  /** Edits of the block's text, counted from its start. */
  edits(): readonly TextEdit[] {
    this.#closeGaps();
    const texts = this.#newTexts();
    const edits: TextEdit[] = [];
    let anchor = 0;
    for (const [at, line] of this.#lines.entries()) {
      const text = texts.get(line);
      if (line.place === undefined) {
        if (!line.removed) insert(edits, anchor, this.#eol + text!);
      } else if (line.removed) {
        const next = this.#lines.slice(at + 1).find((each) => each.place !== undefined);
        edits.push({ span: { start: line.place.start, end: next!.place!.start }, newText: '' });
      } else {
        anchor = line.place.end;
        if (text !== undefined && text !== line.text) edits.push(smallest(line.place.start, line.text, text));
      }
    }
    return edits;
  }

  /** No blank line stays behind `{`, before `}` or beside another because of what was taken away. */
  #closeGaps(): void {
    for (const [at, line] of this.#lines.entries()) {
      if (line.kind !== 'blank' || line.removed) continue;
      const isBeside = this.#lines[at - 1]?.removed === true || this.#lines[at + 1]?.removed === true;
      if (!isBeside) continue;
      const before = this.#lines.slice(0, at).findLast((each) => !each.removed)?.kind;
      const after = this.#lines.slice(at + 1).find((each) => !each.removed)?.kind;
      if (before === 'blank' || before === 'head' || after === 'tail') line.removed = true;
    }
  }

  #newTexts(): ReadonlyMap<Line, string> {
    const texts = new Map<Line, string>();
    const indent = this.#indent();
    let group: Line[] = [];
    const close = (): void => {
      for (const [line, text] of alignGroup(group, indent, this.#source)) texts.set(line, text);
      group = [];
    };
    for (const line of this.#lines) {
      if (line.newText !== undefined) texts.set(line, line.newText);
      else if (line.place === undefined && line.kind === 'attribute') texts.set(line, indent + line.text);
      else if (line.place === undefined && line.kind === 'blank') texts.set(line, '');
      if (line.field !== undefined) group.push(line);
      else if (line.kind === 'blank' && !line.removed) close();
    }
    close();
    return texts;
  }

  #indent(): string {
    const line = this.#lines.find(
      ({ kind, place }) => place !== undefined && (kind === 'field' || kind === 'attribute'),
    );
    return line === undefined ? '  ' : /^\s*/.exec(line.text)![0];
  }
}

/** Inserts behind what is inserted at the same place already. */
function insert(edits: TextEdit[], at: number, newText: string): void {
  const last = edits.at(-1);
  const isSame = last !== undefined && last.span.start === at && last.span.end === at;
  if (isSame) edits[edits.length - 1] = { span: last.span, newText: last.newText + newText };
  else edits.push({ span: { start: at, end: at }, newText });
}

function lineText(line: Line): string {
  return line.text.trim();
}

function rowOf({ name, type, attributes, comment }: FieldLine): Row {
  const cells = attributes.length === 0 ? [name, type] : [name, type, attributes.join(' ')];
  return comment === undefined ? { cells } : { cells, comment };
}

/** New texts of the fields between two blank lines: aligned again where they were aligned before. */
function alignGroup(lines: readonly Line[], indent: string, source: string): ReadonlyMap<Line, string> {
  const texts = new Map<Line, string>();
  if (!lines.some((line) => line.removed || line.field!.changed)) return texts;
  const written = lines.filter(({ place }) => place !== undefined);
  const before = written.map(({ field }) => writtenRow(field!.field!, field!.comment, source));
  const widths = columnWidths(before);
  const isAligned = written.every((line, at) => line.text === indent + alignedLine(before[at]!, widths));
  const left = lines.filter((line) => !line.removed);
  const newWidths = columnWidths(left.map((line) => rowOf(line.field!)));
  for (const line of left) {
    if (isAligned) texts.set(line, indent + alignedLine(rowOf(line.field!), newWidths));
    else if (line.place === undefined) texts.set(line, indent + alignedLine(rowOf(line.field!), widths));
    else if (line.field!.changed) texts.set(line, respelled(line, source));
  }
  return texts;
}

function writtenRow(field: Field, comment: string | undefined, source: string): Row {
  const text = ({ start, end }: Span): string => source.slice(start, end);
  const attributes = field.attributes.map(text).join(' ');
  const cells = [field.name.text, text(field.type!), ...(attributes === '' ? [] : [attributes])];
  return comment === undefined ? { cells } : { cells, comment };
}

/** A changed field in its own spacing. */
function respelled({ field: line, place, text }: Line, source: string): string {
  const { field, type, attributes, comment } = line!;
  const head = source.slice(place!.start, field!.type!.start);
  const [first] = field!.attributes;
  const space = first === undefined ? 1 : first.start - field!.type!.end;
  const grown = type.length - (field!.type!.end - field!.type!.start);
  const last = field!.attributes.at(-1) ?? field!.type!;
  const gap = /^\s*/.exec(text.slice(last.end - place!.start))![0];
  return [
    head + type,
    attributes.length === 0 ? '' : ' '.repeat(Math.max(1, space - grown)) + attributes.join(' '),
    comment === undefined ? '' : (gap === '' ? ' ' : gap) + comment,
  ].join('');
}

/** One edit of what lies between the common beginning and the common end. */
function smallest(offset: number, before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return {
    span: { start: offset + start, end: offset + before.length - end },
    newText: after.slice(start, after.length - end),
  };
}

import type { DataType } from '../../model/data-type.ts';
import { foldCase } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Index, Key, Table } from '../../model/table.ts';
import type { Argument, Attribute, Block, Field, Value } from '../../syntax/prisma/block.ts';
import type { PrismaPiece } from '../../syntax/prisma/pieces.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import type { WriteContext } from '../write-context.ts';
import { BlockLines } from './block-lines.ts';
import type { IndexNames } from './print-index.ts';
import { type PrismaText, prismaText } from './prisma-text.ts';
import { type PrismaProvider, providerNamed } from './provider.ts';
import type { NamedEnum } from './schema-names.ts';

/** A model as it is written, and what is done to it. */
export interface Model {
  readonly name: string;
  readonly table: Table;
  readonly block: Block;
  /** Where the block begins in its file. */
  readonly start: number;
  readonly file: PrismaFile;
  readonly lines: BlockLines;
}

/** A file cut into blocks. */
export class PrismaFile {
  readonly name: string;
  readonly text: string;
  readonly eol: string;
  readonly #cut: PrismaText;
  readonly #blocks = new Map<PrismaPiece, { readonly block: Block; readonly lines: BlockLines }>();
  /** New blocks, by the offset that they are put at. */
  readonly added: { readonly at: number; readonly text: string }[] = [];

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.#cut = prismaText(text);
  }

  /** The block around an offset. */
  blockAt(offset: number): { readonly start: number; readonly block: Block; readonly lines: BlockLines } | undefined {
    const piece = this.#cut.pieces.find(({ start, end }) => start <= offset && offset < end);
    return piece && { start: piece.start, ...this.#read(piece) };
  }

  #read(piece: PrismaPiece): { readonly block: Block; readonly lines: BlockLines } {
    const known = this.#blocks.get(piece);
    if (known !== undefined) return known;
    const block = this.#cut.blockOf(piece);
    const read = { block, lines: new BlockLines(this.#cut.sourceOf(piece), block, this.eol) };
    this.#blocks.set(piece, read);
    return read;
  }

  /** What datasources and generators say. */
  get settings(): readonly Block[] {
    return this.#cut.settings;
  }

  hasModel(name: string): boolean {
    return this.#cut.modelNames.has(name);
  }

  /** The name of the model or view that begins at an offset. */
  modelNameAt(start: number): string | undefined {
    return this.#cut.modelNameAt(start);
  }

  edits(): readonly FileEdit[] {
    const edits: FileEdit[] = this.added.map(({ at, text }) => ({
      file: this.name,
      span: { start: at, end: at },
      newText: text,
    }));
    for (const [{ start }, { lines }] of this.#blocks) {
      for (const { span, newText } of lines.edits()) {
        edits.push({ file: this.name, span: { start: start + span.start, end: start + span.end }, newText });
      }
    }
    return edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
}

/** Collects what a fix does to Prisma files and what goes into a new migration. */
export class PrismaPlan {
  readonly ctx: WriteContext;
  readonly provider: PrismaProvider;
  readonly partialIndexes: boolean;
  /** The name of the datasource, with which native types begin: `db`. */
  readonly datasource: string;
  /** Changes that only SQL can say. */
  readonly migrated: SchemaChange[] = [];
  /** Indexes and keys that this fix takes away, whose names are free again. */
  readonly dropped = new Set<Index | Key>();
  readonly #files = new Map<string, PrismaFile | undefined>();
  readonly #models = new Map<string, Model | undefined>();
  readonly #newEnums = new Map<string, NamedEnum>();
  readonly #newFields = new Map<string, string>();

  constructor(ctx: WriteContext) {
    this.ctx = ctx;
    const { files } = ctx;
    const settings = files.flatMap((file) => this.file(file)?.settings ?? []);
    this.provider = providerIn(settings) ?? ctx.dialect;
    this.datasource = settings.find((block) => block.kind === 'datasource')?.name?.text ?? 'db';
    this.partialIndexes = settings.some((block) => stringsOf(block, 'previewFeatures').includes('partialIndexes'));
  }

  file(name: string): PrismaFile | undefined {
    if (!this.#files.has(name)) {
      const text = name.endsWith('.prisma') ? this.ctx.textOf(name) : undefined;
      this.#files.set(name, text === undefined ? undefined : new PrismaFile(name, text));
    }
    return this.#files.get(name);
  }

  table(name: ObjectName): Table | undefined {
    return this.ctx.schema.tables.get(keyOf(this.ctx.dialect, name));
  }

  /** The model of a table; undefined where the table is none of its own, or is not written so that lines can be changed. */
  model(name: ObjectName): Model | undefined {
    const key = keyOf(this.ctx.dialect, name);
    if (!this.#models.has(key)) this.#models.set(key, this.#findModel(name));
    return this.#models.get(key);
  }

  #findModel(name: ObjectName): Model | undefined {
    const table = this.table(name);
    const span = table && this.ctx.spanOf(table.origin);
    const file = table && this.file(table.origin.file);
    const found = span && file?.blockAt(span.start);
    if (table === undefined || file === undefined || found === undefined || !found.lines.isRegular) return undefined;
    const { block } = found;
    if (block.kind !== 'model' || block.name === undefined) return undefined;
    const written = mappedName(block.attributes) ?? block.name.text;
    if (foldCase(this.ctx.dialect, written) !== foldCase(this.ctx.dialect, table.name)) return undefined;
    return { ...found, name: block.name.text, table, file };
  }

  /** The model of a name. */
  modelNamed(name: string): Model | undefined {
    this.#tablesByModel ??= new Map(
      [...this.ctx.schema.tables.values()].flatMap((table) => {
        const span = this.ctx.spanOf(table.origin);
        const model = span && this.file(table.origin.file)?.modelNameAt(span.start);
        return model === undefined ? [] : [[model, table] as const];
      }),
    );
    const table = this.#tablesByModel.get(name);
    return table && this.model(table);
  }

  #tablesByModel: ReadonlyMap<string, Table> | undefined;

  isModelName(name: string): boolean {
    return this.ctx.files.some((file) => this.file(file)?.hasModel(name) === true);
  }

  columnNamed(table: Table, name: string): Column | undefined {
    const wanted = foldCase(this.ctx.dialect, name);
    return table.columns.find((column) => foldCase(this.ctx.dialect, column.name) === wanted);
  }

  /** The field of a column as it is written. */
  writtenField(model: Model, column: string): Field | undefined {
    const wanted = foldCase(this.ctx.dialect, column);
    return model.block.fields.find(
      (field) =>
        foldCase(this.ctx.dialect, mappedName(field.attributes) ?? field.name.text) === wanted &&
        !this.isModelName(field.type?.name.text ?? ''),
    );
  }

  /** The enum that a type is, if it is one that the files or this fix write. */
  enumNamed(type: DataType): NamedEnum | undefined {
    if (type.family !== 'unknown' && type.family !== 'enum') return undefined;
    const key = keyOf(this.ctx.dialect, { schema: type.schema, name: type.name });
    const known = this.ctx.schema.enums.get(key);
    const span = known && this.ctx.spanOf(known.origin);
    const block = span && this.file(known.origin.file)?.blockAt(span.start)?.block;
    if (block?.kind !== 'enum' || block.name === undefined) return this.#newEnums.get(key);
    const values = new Map(
      block.fields.map(({ name, attributes }) => [mappedName(attributes) ?? name.text, name.text]),
    );
    return { name: block.name.text, mapped: mappedName(block.attributes), schema: known?.schema, values };
  }

  addEnum(key: string, named: NamedEnum): void {
    this.#newEnums.set(key, named);
  }

  /** The name of a column's field, also of one that this fix adds. */
  fieldName(model: Model, column: string): string | undefined {
    return this.#newFields.get(this.#fieldKey(model, column)) ?? this.writtenField(model, column)?.name.text;
  }

  addFieldName(model: Model, column: string, field: string): void {
    this.#newFields.set(this.#fieldKey(model, column), field);
  }

  #fieldKey(model: Model, column: string): string {
    return `${model.table.key}\n${foldCase(this.ctx.dialect, column)}`;
  }

  indexNames(model: Model): IndexNames {
    return {
      provider: this.provider,
      dialect: this.ctx.dialect,
      table: model.table,
      nameless: 'prisma',
      partialIndexes: this.partialIndexes,
      field: (column) => this.fieldName(model, column),
      type: (column) => {
        const type = this.writtenField(model, column)?.type;
        return type && { name: type.name.text, isList: type.isList };
      },
    };
  }

  /** The attribute that an element was read from, and the field it stands behind. */
  attributeAt(
    model: Model,
    origin: Origin,
  ): { readonly attribute: Attribute; readonly field: Field | undefined } | undefined {
    const span = this.ctx.spanOf(origin);
    if (span === undefined || origin.file !== model.file.name) return undefined;
    const at = span.start - model.start;
    const isIt = (attribute: Attribute): boolean => attribute.start <= at && at < attribute.end;
    const own = model.block.attributes.find(isIt);
    if (own !== undefined) return { attribute: own, field: undefined };
    for (const field of model.block.fields) {
      const attribute = field.attributes.find(isIt);
      if (attribute !== undefined) return { attribute, field };
    }
    return undefined;
  }

  /** The other side of a relation field; undefined where it is not found for sure. */
  oppositeOf(model: Model, field: Field): { readonly model: Model; readonly field: Field } | undefined {
    const name = relationNameOf(field);
    const other = this.modelNamed(field.type?.name.text ?? '');
    const found = (other?.block.fields ?? []).filter(
      (candidate) =>
        candidate.type?.name.text === model.name && candidate !== field && relationNameOf(candidate) === name,
    );
    return other !== undefined && found.length === 1 ? { model: other, field: found[0]! } : undefined;
  }

  edits(): readonly FileEdit[] {
    return [...this.#files.values()].flatMap((file) => file?.edits() ?? []);
  }
}

function providerIn(blocks: readonly Block[]): PrismaProvider | undefined {
  for (const block of blocks) {
    if (block.kind !== 'datasource') continue;
    const [name] = stringsOf(block, 'provider');
    if (name !== undefined) return providerNamed(name);
  }
  return undefined;
}

/** The string, or the strings of the list, that an assignment gives. */
function stringsOf(block: Block, name: string): readonly string[] {
  const value = block.assignments.find((assignment) => assignment.name.text === name)?.value;
  const values = value?.kind === 'array' ? value.items : value === undefined ? [] : [value];
  return values.flatMap((each) => (each.kind === 'string' ? [each.value] : []));
}

/** What `@map` or `@@map` says. */
export function mappedName(attributes: readonly Attribute[]): string | undefined {
  const attribute = attributes.find(({ name }) => name.text === 'map');
  const value = attribute && argument(attribute, 'name', 0)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

function relationNameOf(field: Field): string | undefined {
  const attribute = field.attributes.find(({ name }) => name.text === 'relation');
  const value = attribute && argument(attribute, 'name', 0)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

/** An argument by its name, or by its place among those without a name. */
export function argument(attribute: Attribute, name: string, position?: number): Argument | undefined {
  const named = attribute.arguments.find((each) => each.name?.text === name);
  if (named !== undefined || position === undefined) return named;
  return attribute.arguments.filter((each) => each.name === undefined)[position];
}

/** The names in a list of fields: `[a, b(sort: Desc)]`. */
export function fieldList(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.kind === 'path') return [value.text];
  if (value.kind === 'call') return [value.name.text];
  return value.kind === 'array' ? value.items.flatMap(fieldList) : [];
}

/** Places in a block that name tables and columns. */
import type { ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Block, Field, Word } from '../../syntax/prisma/block.ts';
import type { Span } from '../../text/span.ts';
import { argumentValue, attributeNamed, fieldsNamed, type NamedField } from './attributes.ts';
import { type BlockSummary, fieldNamed } from './block-summary.ts';
import { listedFields } from './lower-index.ts';
import { type LoweringContext, meaningOf, objectNameOf } from './lowering-context.ts';

export function blockOccurrences(context: LoweringContext, block: Block, summary: BlockSummary): readonly Occurrence[] {
  if ((block.kind !== 'model' && block.kind !== 'view') || block.name === undefined) return [];
  return new OccurrenceReader(context, summary).read(block, block.name);
}

class OccurrenceReader {
  readonly #context: LoweringContext;
  readonly #summary: BlockSummary;
  readonly #found: Occurrence[] = [];

  constructor(context: LoweringContext, summary: BlockSummary) {
    this.#context = context;
    this.#summary = summary;
  }

  read(block: Block, name: Word): readonly Occurrence[] {
    const table = objectNameOf(this.#context, this.#summary);
    this.#table(name, table, true);
    for (const field of block.fields) this.#field(field, table);
    for (const field of listedFields(block)) this.#listed(field, this.#summary);
    return this.#found;
  }

  #field({ name, type, attributes }: Field, table: ObjectName): void {
    if (type === undefined) return;
    const meaning = meaningOf(this.#context, type.name.text);
    if (meaning.kind === 'scalar' || meaning.kind === 'enum') {
      const mapped = fieldNamed(this.#summary, name.text)?.mapped ?? name.text;
      this.#column(name, table, mapped, true);
    }
    if (meaning.kind !== 'model' && meaning.kind !== 'view') return;
    this.#table(type.name, objectNameOf(this.#context, meaning.block), false);
    const relation = attributeNamed(attributes, 'relation')?.arguments;
    for (const field of fieldsNamed(argumentValue(relation, 'fields'))) this.#listed(field, this.#summary);
    for (const field of fieldsNamed(argumentValue(relation, 'references'))) this.#listed(field, meaning.block);
  }

  /** A field named in a list is a column when the model has it. */
  #listed({ name, start, end }: NamedField, block: BlockSummary): void {
    const mapped = fieldNamed(block, name)?.mapped;
    if (mapped !== undefined) this.#column({ start, end }, objectNameOf(this.#context, block), mapped, false);
  }

  #table({ start, end }: Span, table: ObjectName, declares: boolean): void {
    this.#found.push({ kind: 'table', table, declares, origin: this.#context.at({ start, end }) });
  }

  #column({ start, end }: Span, table: ObjectName, column: string, declares: boolean): void {
    this.#found.push({ kind: 'column', table, column, declares, origin: this.#context.at({ start, end }) });
  }
}

import { type Dialect, defaultSchema } from '../../model/dialect.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import { scalarTypes } from '../../syntax/prisma/scalar-types.ts';
import type { Span } from '../../text/span.ts';
import type { BlockSummary } from './block-summary.ts';
import type { Provider } from './provider.ts';

/** What reading one block needs to know from outside of it. */
export interface LoweringContext {
  readonly provider: Provider;
  readonly dialect: Dialect;
  /** False under `relationMode = "prisma"`, and in MongoDB, which knows of no relations. */
  readonly enforcesRelations: boolean;
  /** The block that declares a model, view, enum or composite type. */
  find(name: string): BlockSummary | undefined;
  /** A place in the block. */
  at(span: Span): Origin;
}

/** The database's name of what a block declares. */
export function objectNameOf(context: Pick<LoweringContext, 'dialect'>, block: BlockSummary): ObjectName {
  const isDefault = block.schema === defaultSchema(context.dialect);
  return { schema: isDefault ? undefined : block.schema, name: block.mapped };
}

/** What the type of a field is. */
export type FieldMeaning =
  | { readonly kind: 'scalar' }
  | { readonly kind: 'enum' | 'composite' | 'model' | 'view'; readonly block: BlockSummary }
  /** No block declares it. */
  | { readonly kind: 'unknown' };

export function meaningOf(context: Pick<LoweringContext, 'find'>, type: string): FieldMeaning {
  if (scalarTypes.has(type) || type === 'Unsupported') return { kind: 'scalar' };
  const block = context.find(type);
  switch (block?.kind) {
    case 'enum':
    case 'model':
    case 'view':
      return { kind: block.kind, block };
    case 'type':
      return { kind: 'composite', block };
    default:
      return { kind: 'unknown' };
  }
}

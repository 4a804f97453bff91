import type { SchemaChange, SchemaChangeKind } from '../../model/schema-change.ts';

/** The changes of some kinds. */
export type ChangeOf<Kind extends SchemaChangeKind> = Extract<SchemaChange, { readonly kind: Kind }>;

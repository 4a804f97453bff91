import type { ObjectName } from './names.ts';
import type { Origin } from './origin.ts';

/** A place that names a table or a column. */
export type Occurrence = {
  readonly origin: Origin;
  readonly declares: boolean;
  readonly table: ObjectName;
  /** Stands where a column may stand; it is one if the table has such a column. */
  readonly mentioned?: true;
} & ({ readonly kind: 'table' } | { readonly kind: 'column'; readonly column: string });

import type { Origin } from '../model/origin.ts';
import type { SchemaChange } from '../model/schema-change.ts';

/** From loudest to quietest. A hint is shown only as dots in the editor and left out of the command line's default. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Another place that explains a finding. */
export interface Related {
  readonly message: string;
  readonly origin: Origin;
}

/** A way to mend a finding, said as changes to the schema; `write` turns it into edits. */
export interface Fix {
  /** Imperative, names the real things: `Add an index on orders (customer_id)`. */
  readonly title: string;
  /** Safe: keeps data and meaning, can be applied without reading. */
  readonly safe: boolean;
  readonly changes: readonly SchemaChange[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Throws where the rule fails to say it. */
  readonly message: string;
  readonly origin: Origin;
  readonly related: readonly Related[];
  /** The table concerned, as `displayName`. */
  readonly table: string | undefined;
  /** All tables concerned, where a place that declares columns for several of them is told once. */
  readonly tables?: readonly string[];
  readonly columns: readonly string[];
  /** Called only when somebody wants to fix: it may cost. The first is the one to prefer. */
  fixes(): readonly Fix[];
}

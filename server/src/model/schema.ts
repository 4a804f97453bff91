import type { DataType } from './data-type.ts';
import type { Dialect } from './dialect.ts';
import type { WrittenExpression } from './expression.ts';
import type { ObjectName } from './names.ts';
import type { Origin } from './origin.ts';
import type { Gap, Index, Table } from './table.ts';

export interface EnumType extends ObjectName {
  readonly key: string;
  readonly values: readonly string[];
  readonly origin: Origin;
  readonly nameOrigin: Origin;
}

export interface Domain extends ObjectName {
  readonly key: string;
  readonly base: DataType;
  readonly nullable: boolean;
  readonly checks: readonly WrittenExpression[];
  readonly origin: Origin;
  readonly nameOrigin: Origin;
}

export interface View extends ObjectName {
  readonly key: string;
  readonly materialized: boolean;
  /** Column names where the statement lists them. */
  readonly columns: readonly string[];
  /** Indexes of a materialized view. */
  readonly indexes: readonly Index[];
  /** The query, as written. */
  readonly query: string;
  readonly origin: Origin;
  readonly nameOrigin: Origin;
}

/** One database, folded from all its files. Maps are keyed by `keyOf`. */
export interface Schema {
  readonly dialect: Dialect;
  readonly tables: ReadonlyMap<string, Table>;
  readonly enums: ReadonlyMap<string, EnumType>;
  readonly domains: ReadonlyMap<string, Domain>;
  readonly views: ReadonlyMap<string, View>;
  /** What could not be attached to one table: any table may be concerned. */
  readonly gaps: readonly Gap[];
}

import type { DataType } from './data-type.ts';
import type { WrittenExpression } from './expression.ts';
import type { ObjectName } from './names.ts';
import type { Origin } from './origin.ts';
import type { ColumnOrm, ForeignKeyOrm, IndexOrm, TableOrm } from './orm.ts';

/** Something about a table that was written but not understood; rules stay silent on what it could change. */
export interface Gap {
  readonly reason: string;
  readonly origin: Origin;
  /** There may be more columns, with keys and indexes of their own; what was read of the table is certain. */
  readonly isOnlyMore?: true;
}

export interface Column {
  readonly name: string;
  readonly type: DataType;
  /** Effective nullability: false for NOT NULL and for primary key columns. */
  readonly nullable: boolean;
  readonly default?: WrittenExpression;
  /** SQL Server: the name of the default, which is a constraint there. */
  readonly defaultName?: string;
  /** Values come from the database's own counter: serial, IDENTITY, AUTO_INCREMENT, AUTOINCREMENT. */
  readonly autoIncrement: boolean;
  readonly identity?: 'always' | 'by default';
  readonly generated?: { readonly expression: WrittenExpression; readonly stored: boolean };
  readonly collation?: string;
  readonly charset?: string;
  readonly comment?: string;
  /** The whole definition. */
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  readonly orm?: ColumnOrm;
}

/** A primary key or unique constraint. */
export interface Key {
  readonly name?: string;
  readonly columns: readonly string[];
  /** Prefix lengths in characters, by column (MySQL). */
  readonly lengths?: Readonly<Record<string, number>>;
  readonly include: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly deferrable: boolean;
  /** SQL Server: undefined where not said. */
  readonly clustered?: boolean;
  readonly origin: Origin;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ForeignKey {
  readonly name?: string;
  readonly columns: readonly string[];
  /** `columns` is empty when the statement left them out, which means the target's primary key. */
  readonly references: { readonly table: ObjectName; readonly columns: readonly string[] };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full' | 'partial';
  readonly deferrable: boolean;
  /** False for NOT VALID (PostgreSQL) or WITH NOCHECK (SQL Server) that was never validated. */
  readonly validated: boolean;
  /** Kept by the client only, as Prisma's `relationMode = "prisma"` says: the database has no such constraint. */
  readonly enforced?: false;
  /** Written inside a column definition. */
  readonly inline: boolean;
  readonly origin: Origin;
  /** The referenced table's name. */
  readonly targetOrigin: Origin;
  readonly orm?: ForeignKeyOrm;
}

export interface Check {
  readonly name?: string;
  readonly expression: WrittenExpression;
  readonly validated: boolean;
  readonly origin: Origin;
}

export interface Exclusion {
  readonly name?: string;
  readonly method: string;
  readonly elements: readonly { readonly part: IndexPart; readonly operator: string }[];
  readonly where?: WrittenExpression;
  readonly origin: Origin;
}

/** A key part of an index: exactly one of `column` and `expression` is set. */
export interface IndexPart {
  readonly column?: string;
  readonly expression?: WrittenExpression;
  readonly order: 'asc' | 'desc';
  /** Effective place of NULLs: last for ascending, first for descending unless said otherwise. */
  readonly nulls: 'first' | 'last';
  readonly opclass?: string;
  readonly collation?: string;
  /** Prefix length in characters (MySQL). */
  readonly length?: number;
}

export interface Index {
  readonly name?: string;
  readonly parts: readonly IndexPart[];
  readonly unique: boolean;
  /** Lower case; `btree` where none is written. MySQL: also `fulltext`, `spatial`. SQL Server: also `columnstore`. */
  readonly method: string;
  readonly where?: WrittenExpression;
  readonly include: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly concurrently: boolean;
  /** PostgreSQL ON ONLY: stays invalid until the partitions' indexes are attached. */
  readonly only: boolean;
  /** False for INVISIBLE (MySQL) and disabled (SQL Server) indexes. */
  readonly visible: boolean;
  readonly clustered?: boolean;
  readonly comment?: string;
  readonly origin: Origin;
  /** The index's name where it has one, else the whole definition. */
  readonly nameOrigin: Origin;
  readonly orm?: IndexOrm;
}

export interface Policy {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly permissive: boolean;
  readonly using?: WrittenExpression;
  readonly withCheck?: WrittenExpression;
  readonly origin: Origin;
}

/** Rows that INSERT statements in the workspace put into a table; a sample, bounded in size. */
export interface SeedRows {
  /** Empty when the statement names no columns: the table's own order. */
  readonly columns: readonly string[];
  /** Literal values as text, null for NULL, undefined for anything that is not a literal. */
  readonly rows: readonly (readonly (string | null | undefined)[])[];
}

export interface TableOptions {
  /** MySQL storage engine in lower case. */
  readonly engine?: string;
  readonly charset?: string;
  readonly collation?: string;
  /** SQLite STRICT. */
  readonly strict?: true;
  /** SQLite WITHOUT ROWID. */
  readonly withoutRowid?: true;
  /** SQL Server: system-versioned, memory-optimized and the like were written. */
  readonly other?: readonly string[];
}

export interface Table extends ObjectName {
  /** `keyOf` the name. */
  readonly key: string;
  readonly kind: 'table' | 'foreign' | 'virtual';
  readonly persistence: 'permanent' | 'temporary' | 'unlogged';
  readonly columns: readonly Column[];
  readonly primaryKey: Key | undefined;
  readonly uniques: readonly Key[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly exclusions: readonly Exclusion[];
  readonly indexes: readonly Index[];
  readonly policies: readonly Policy[];
  readonly rowSecurity: boolean;
  readonly partitionBy?: { readonly strategy: string; readonly columns: readonly string[]; readonly text: string };
  readonly partitionOf?: ObjectName;
  readonly inherits: readonly ObjectName[];
  readonly options: TableOptions;
  readonly comment?: string;
  readonly seed: readonly SeedRows[];
  /** Names of triggers on the table. */
  readonly triggers: readonly string[];
  /** Not empty: columns, keys or indexes may exist that we do not know of. */
  readonly gaps: readonly Gap[];
  /** The statement that creates the table. */
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  readonly orm?: TableOrm;
}

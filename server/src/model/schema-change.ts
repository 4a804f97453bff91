import type { DataType } from './data-type.ts';
import type { WrittenExpression } from './expression.ts';
import type { ObjectName } from './names.ts';
import type { Origin } from './origin.ts';
import type { Domain, EnumType, View } from './schema.ts';
import type {
  Check,
  Column,
  Exclusion,
  ForeignKey,
  Index,
  Key,
  Policy,
  SeedRows,
  Table,
  TableOptions,
} from './table.ts';

/**
 * One step in the life of a schema, in no language. Readers produce them from statements, `fold` makes a schema of
 * them, rules ask for them as fixes, and `write` prints them in the language of a file.
 */
export type SchemaChange = { readonly origin: Origin } & (
  | {
      readonly kind: 'create-table';
      readonly table: Table;
      readonly ifNotExists: boolean;
      /** Tables whose columns are copied (LIKE, PARTITION OF, CREATE TABLE AS of a plain `SELECT *`). */
      readonly like: readonly LikeClause[];
    }
  | {
      readonly kind: 'drop-table';
      readonly table: ObjectName;
      readonly cascade: boolean;
    }
  | {
      readonly kind: 'rename-table';
      readonly table: ObjectName;
      readonly to: ObjectName;
      /** Foreign keys of other tables go on naming the old table, as with SQLite's `PRAGMA legacy_alter_table`. */
      readonly leavesReferences?: true;
    }
  | {
      readonly kind: 'add-column';
      readonly table: ObjectName;
      readonly column: Column;
      readonly ifNotExists: boolean;
      /** MySQL: 'first', or the column it goes behind. */
      readonly position?: 'first' | { readonly after: string };
    }
  | { readonly kind: 'drop-column'; readonly table: ObjectName; readonly column: string; readonly cascade: boolean }
  | { readonly kind: 'rename-column'; readonly table: ObjectName; readonly column: string; readonly to: string }
  | { readonly kind: 'alter-column'; readonly table: ObjectName; readonly column: string; readonly set: ColumnPatch }
  | { readonly kind: 'replace-column'; readonly table: ObjectName; readonly column: string; readonly by: Column }
  | { readonly kind: 'add-primary-key'; readonly table: ObjectName; readonly key: Key; readonly usingIndex?: string }
  | {
      readonly kind: 'add-unique';
      readonly table: ObjectName;
      readonly key: Key;
      readonly usingIndex?: string;
    }
  | { readonly kind: 'add-foreign-key'; readonly table: ObjectName; readonly foreignKey: ForeignKey }
  | { readonly kind: 'add-check'; readonly table: ObjectName; readonly check: Check }
  | { readonly kind: 'add-exclusion'; readonly table: ObjectName; readonly exclusion: Exclusion }
  | { readonly kind: 'drop-primary-key'; readonly table: ObjectName }
  | {
      readonly kind: 'drop-constraint';
      readonly table: ObjectName;
      readonly name: string;
      readonly cascade: boolean;
      /** Names of constraints may be made by code here: where none has this one, the table is not known well. */
      readonly mayMiss?: true;
    }
  | { readonly kind: 'rename-constraint'; readonly table: ObjectName; readonly name: string; readonly to: string }
  | { readonly kind: 'validate-constraint'; readonly table: ObjectName; readonly name: string }
  | {
      readonly kind: 'create-index';
      readonly table: ObjectName;
      readonly index: Index;
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: 'drop-index';
      readonly name: ObjectName;
      /** Known where the statement says it (MySQL, SQL Server) or a rule asks. */
      readonly table?: ObjectName;
      readonly concurrently: boolean;
    }
  | {
      readonly kind: 'rename-index';
      readonly name: ObjectName;
      readonly table?: ObjectName;
      readonly to: string;
    }
  /** MySQL's INVISIBLE, SQL Server's disabled indexes. */
  | {
      readonly kind: 'set-index-visibility';
      readonly table: ObjectName;
      readonly name: string;
      readonly visible: boolean;
    }
  | { readonly kind: 'set-table-options'; readonly table: ObjectName; readonly options: TableOptions }
  | { readonly kind: 'set-persistence'; readonly table: ObjectName; readonly persistence: Table['persistence'] }
  | { readonly kind: 'attach-partition'; readonly table: ObjectName; readonly partition: ObjectName }
  | { readonly kind: 'detach-partition'; readonly table: ObjectName; readonly partition: ObjectName }
  | { readonly kind: 'set-inherits'; readonly table: ObjectName; readonly parent: ObjectName; readonly add: boolean }
  | { readonly kind: 'set-row-security'; readonly table: ObjectName; readonly enabled: boolean }
  | { readonly kind: 'create-policy'; readonly table: ObjectName; readonly policy: Policy }
  | { readonly kind: 'drop-policy'; readonly table: ObjectName; readonly name: string }
  | { readonly kind: 'create-trigger'; readonly table: ObjectName; readonly name: string }
  /** MySQL, SQLite and SQL Server name no table: their triggers' names are the whole schema's. */
  | { readonly kind: 'drop-trigger'; readonly table?: ObjectName; readonly name: string }
  | { readonly kind: 'insert-rows'; readonly table: ObjectName; readonly rows: SeedRows }
  | { readonly kind: 'comment-on-table'; readonly table: ObjectName; readonly text: string | undefined }
  | {
      readonly kind: 'comment-on-column';
      readonly table: ObjectName;
      readonly column: string;
      readonly text: string | undefined;
    }
  | { readonly kind: 'create-enum'; readonly type: EnumType }
  | {
      readonly kind: 'add-enum-value';
      readonly type: ObjectName;
      readonly value: string;
      readonly before?: string;
      readonly after?: string;
    }
  | { readonly kind: 'rename-enum-value'; readonly type: ObjectName; readonly value: string; readonly to: string }
  | { readonly kind: 'create-domain'; readonly domain: Domain }
  | { readonly kind: 'rename-type'; readonly type: ObjectName; readonly to: ObjectName }
  | { readonly kind: 'drop-type'; readonly type: ObjectName; readonly cascade: boolean }
  | { readonly kind: 'create-view'; readonly view: View; readonly orReplace: boolean }
  | { readonly kind: 'drop-view'; readonly view: ObjectName; readonly cascade: boolean }
  | { readonly kind: 'rename-view'; readonly view: ObjectName; readonly to: ObjectName }
  | { readonly kind: 'create-schema'; readonly name: string }
  | { readonly kind: 'drop-schema'; readonly name: string; readonly cascade: boolean }
  | { readonly kind: 'rename-schema'; readonly name: string; readonly to: string }
  /** Something that may change `table`, or any table when none is named, was not understood. */
  | { readonly kind: 'gap'; readonly table?: ObjectName; readonly reason: string }
);

export type SchemaChangeKind = SchemaChange['kind'];

export interface LikeClause {
  readonly table: ObjectName;
  /** What is copied beside columns and their NOT NULL. */
  readonly defaults: boolean;
  readonly constraints: boolean;
  readonly indexes: boolean;
  readonly identity: boolean;
  readonly generated: boolean;
  readonly comments: boolean;
  /** How many of the statement's own columns stand before the copied ones. */
  readonly position: number;
}

/** What ALTER COLUMN sets; a member that is present and undefined removes (DROP DEFAULT). */
export interface ColumnPatch {
  readonly type?: DataType;
  readonly nullable?: boolean;
  readonly default?: WrittenExpression | undefined;
  readonly defaultName?: string;
  readonly identity?: 'always' | 'by default' | undefined;
  readonly generated?: undefined;
  readonly autoIncrement?: boolean;
  readonly collation?: string;
}

import type { DataType } from './data-type.ts';
import { indexName } from './default-names.ts';
import { type Dialect, foldCase } from './dialect.ts';
import { keyOf, type ObjectName } from './names.ts';
import type { SchemaChange } from './schema-change.ts';

/**
 * Which objects a change concerns, so that a schema can be folded in parts: changes that share no object, directly or
 * through others, do not influence each other.
 */
export interface ConcernedNames {
  /** Objects that the change creates, alters or copies from: `t:` tables and views, `i:` indexes, `g:` triggers, `y:` types. */
  readonly touches: readonly string[];
  /** Tables and types that the change only points at (foreign keys, columns). */
  readonly references: readonly string[];
  /** The change alters what others point at: a rename or a cascading drop reaches the tables that reference it. */
  readonly structural: boolean;
  /** The change concerns a whole schema. */
  readonly global: boolean;
}

export function concernedNames(change: SchemaChange, dialect: Dialect): ConcernedNames {
  const table = (name: ObjectName): string => `t:${keyOf(dialect, name)}`;
  const index = (name: string, schema: string | undefined): string => `i:${keyOf(dialect, { schema, name })}`;
  const type = (name: ObjectName): string => `y:${keyOf(dialect, name)}`;
  /** A type that somebody has created, whose cascading drop takes the column. */
  const ofType = ({ family, name, schema }: DataType): readonly string[] =>
    family === 'unknown' ? [type({ schema, name })] : [];
  const plain = (...touches: readonly string[]): ConcernedNames => ({
    touches,
    references: [],
    structural: false,
    global: false,
  });
  switch (change.kind) {
    case 'create-table':
      return {
        ...plain(table(change.table), ...change.like.map((clause) => table(clause.table))),
        references: [
          ...change.table.foreignKeys.map((fk) => table(fk.references.table)),
          ...change.table.columns.flatMap((column) => ofType(column.type)),
        ],
      };
    case 'add-column':
      return { ...plain(table(change.table)), references: ofType(change.column.type) };
    case 'alter-column':
      return {
        ...plain(table(change.table)),
        references: change.set.type === undefined ? [] : ofType(change.set.type),
      };
    case 'replace-column':
      return { ...plain(table(change.table)), references: ofType(change.by.type) };
    case 'add-foreign-key':
      return { ...plain(table(change.table)), references: [table(change.foreignKey.references.table)] };
    case 'rename-table':
      return { ...plain(table(change.table), table(change.to)), structural: true };
    case 'drop-table':
      return { ...plain(table(change.table)), structural: change.cascade };
    case 'drop-column':
      return { ...plain(table(change.table)), structural: change.cascade };
    case 'rename-column':
      return { ...plain(table(change.table)), structural: true };
    case 'attach-partition':
    case 'detach-partition':
      return plain(table(change.table), table(change.partition));
    case 'set-inherits':
      return plain(table(change.table), table(change.parent));
    case 'create-index': {
      const name = indexName(dialect, change.table, change.index);
      return plain(table(change.table), ...(name !== undefined ? [index(name, change.table.schema)] : []));
    }
    case 'drop-index':
    case 'rename-index':
      return plain(
        index(change.name.name, change.name.schema),
        ...(change.table !== undefined ? [table(change.table)] : []),
        ...(change.kind === 'rename-index' ? [index(change.to, change.name.schema)] : []),
      );
    case 'create-trigger':
    case 'drop-trigger': {
      const name = `g:${foldCase(dialect, change.name)}`;
      return plain(name, ...(change.table !== undefined ? [table(change.table)] : []));
    }
    case 'create-enum':
      return plain(type(change.type));
    case 'create-domain':
      return plain(type(change.domain));
    case 'add-enum-value':
    case 'rename-enum-value':
      return plain(type(change.type));
    case 'drop-type':
      return { ...plain(type(change.type)), structural: change.cascade };
    case 'rename-type':
      return { ...plain(type(change.type), type(change.to)), global: true };
    case 'create-view':
      return plain(table(change.view));
    case 'drop-view':
      return plain(table(change.view));
    case 'rename-view':
      return plain(table(change.view), table(change.to));
    case 'drop-schema':
    case 'rename-schema':
      return { ...plain(), global: true };
    case 'create-schema':
      return plain();
    case 'gap':
      return plain(...(change.table !== undefined ? [table(change.table)] : []));
    default:
      return plain(table(change.table));
  }
}

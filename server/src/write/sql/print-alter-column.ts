import type { DataType } from '../../model/data-type.ts';
import { postgresName } from '../../model/default-names.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import type { ColumnPatch } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import { conversion } from './conversion.ts';
import { isDependedOn } from './dependents.ts';
import { printColumn, printDefault } from './print-column.ts';
import { printCollation, printName, printObjectName, printString } from './print-name.ts';
import { printStoredType } from './print-type.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';
import { isSimple } from './written-text.ts';

/** What ALTER COLUMN acts on. */
export interface AlteredColumn {
  readonly table: ObjectName;
  readonly column: string;
  readonly set: ColumnPatch;
  /** The column as it is before the change, and its table; undefined when it is not known. */
  readonly before: { readonly column: Column; readonly table: Table } | undefined;
  /** MySQL: the whole definition after the change as the source writes it, where the source can be followed. */
  readonly definition: string | undefined;
}

/** The statements that alter a column; undefined where the dialect has no statement for it. */
export function printAlterColumn(style: SqlStyle, altered: AlteredColumn): readonly string[] | undefined {
  switch (style.dialect) {
    case 'postgresql':
      return printForPostgres(style, altered);
    case 'mysql':
      return printForMysql(style, altered);
    case 'sqlserver':
      return printForSqlServer(style, altered);
    case 'sqlite':
      return undefined;
  }
}

/** The column as a patch leaves it. */
export function patchedColumn(column: Column, set: ColumnPatch): Column {
  const { default: before, identity, generated, ...rest } = column;
  const value = 'default' in set ? set.default : before;
  const identityAfter = 'identity' in set ? set.identity : identity;
  const generatedAfter = 'generated' in set ? undefined : generated;
  return {
    ...rest,
    ...(value !== undefined && { default: value }),
    ...(identityAfter !== undefined && { identity: identityAfter }),
    ...(generatedAfter !== undefined && { generated: generatedAfter }),
    ...(set.type !== undefined && { type: set.type }),
    ...(set.nullable !== undefined && { nullable: set.nullable }),
    ...(set.autoIncrement !== undefined && { autoIncrement: set.autoIncrement }),
    ...(set.collation !== undefined && { collation: set.collation }),
  };
}

function printForPostgres(
  style: SqlStyle,
  { table, column, set, before }: AlteredColumn,
): readonly string[] | undefined {
  const alter = words(kw(style, 'ALTER COLUMN'), printName(style, column));
  const actions: string[] = [];
  const carried = before && carriedDefault(before.column, set);
  if (carried === 'unsure') return undefined;
  if (('default' in set && set.default === undefined) || carried) actions.push(kw(style, 'DROP DEFAULT'));
  if ('identity' in set && set.identity === undefined) actions.push(kw(style, 'DROP IDENTITY'));
  if ('generated' in set) actions.push(kw(style, 'DROP EXPRESSION'));
  if (set.type !== undefined) {
    actions.push(
      words(
        kw(style, 'TYPE'),
        printStoredType(style, set.type),
        set.collation !== undefined && words(kw(style, 'COLLATE'), printCollation(style, set.collation)),
        before && printUsing(style, before.column, set.type),
      ),
    );
  } else if (set.collation !== undefined) {
    if (before === undefined) return undefined;
    const type = printStoredType(style, before.column.type);
    actions.push(words(kw(style, 'TYPE'), type, kw(style, 'COLLATE'), printCollation(style, set.collation)));
  }
  if (set.nullable !== undefined) actions.push(kw(style, set.nullable ? 'DROP NOT NULL' : 'SET NOT NULL'));
  const value = set.default ?? carried;
  if (value !== undefined) actions.push(words(kw(style, 'SET DEFAULT'), printDefault(style, value)));
  if (set.identity !== undefined) {
    const kind = set.identity.toUpperCase();
    actions.push(
      kw(style, before?.column.identity === undefined ? `ADD GENERATED ${kind} AS IDENTITY` : `SET GENERATED ${kind}`),
    );
  }
  if (actions.length === 0) return undefined;
  const name = printObjectName(style, table);
  const statement = `${words(kw(style, 'ALTER TABLE'), name)} ${actions.map((action) => words(alter, action)).join(', ')}`;
  if (before?.column.type.serial === true && set.identity !== undefined) {
    return printSerialToIdentity(
      style,
      table,
      before.column,
      actions.map((action) => words(alter, action)),
    );
  }
  const sequence = before && set.type && printSequenceType(style, table, before.column, set.type);
  return sequence === undefined ? [statement] : [statement, sequence];
}

/**
 * A default that must be taken off and put back around a change of type: PostgreSQL refuses to convert one that has no
 * implicit cast. A literal means itself in either type; of an expression nobody knows.
 */
function carriedDefault(column: Column, set: ColumnPatch): WrittenExpression | 'unsure' | undefined {
  if (column.default === undefined || column.type.serial === true) return undefined;
  if (set.type === undefined || 'default' in set || conversion(column.type, set.type) !== 'cast') return undefined;
  return isSimple(column.default.text) ? column.default : 'unsure';
}

/** The sequence behind a serial column keeps its own type, which caps it at the old maximum. */
function printSequenceType(style: SqlStyle, table: ObjectName, column: Column, type: DataType): string | undefined {
  if (column.type.serial !== true || type.family !== 'integer') return undefined;
  const sequence = printObjectName(style, {
    schema: table.schema,
    name: postgresName(table.name, column.name, 'seq'),
  });
  return words(kw(style, 'ALTER SEQUENCE'), sequence, kw(style, 'AS'), printStoredType(style, type));
}

/**
 * From serial to IDENTITY: the sequence of serial makes way for the identity's own, which goes on where the values end.
 * The last of the actions adds the identity; the column must be free of its default before.
 */
function printSerialToIdentity(
  style: SqlStyle,
  table: ObjectName,
  column: Column,
  actions: readonly string[],
): readonly string[] {
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, table));
  const name = printName(style, column.name);
  const drop = words(kw(style, 'ALTER COLUMN'), name, kw(style, 'DROP DEFAULT'));
  const others = actions.slice(0, -1).filter((action) => action !== drop);
  const sequence = { schema: table.schema, name: postgresName(table.name, column.name, 'seq') };
  const place = printString(style, printObjectName(style, table));
  return [
    `${head} ${[drop, ...others].join(', ')}`,
    words(kw(style, 'DROP SEQUENCE'), printObjectName(style, sequence)),
    words(head, actions.at(-1)),
    words(
      kw(style, 'SELECT'),
      `setval(pg_get_serial_sequence(${place}, ${printString(style, column.name)}), coalesce(max(${name}), 1), max(${name}) ${kw(style, 'IS NOT NULL')})`,
      kw(style, 'FROM'),
      printObjectName(style, table),
    ),
  ];
}

function printUsing(style: SqlStyle, column: Column, type: DataType): string | undefined {
  const how = conversion(column.type, type);
  if (how === undefined) return undefined;
  const name = printName(style, column.name);
  if (how === 'at UTC') return words(kw(style, 'USING'), name, kw(style, 'AT TIME ZONE'), "'UTC'");
  return words(kw(style, 'USING'), `${name}::${printStoredType(style, type)}`);
}

function printForMysql(style: SqlStyle, altered: AlteredColumn): readonly string[] | undefined {
  const { table, column, set, before } = altered;
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, table));
  if (Object.keys(set).every((key) => key === 'default')) {
    const action = set.default === undefined ? kw(style, 'DROP DEFAULT') : undefined;
    const value = set.default && words(kw(style, 'SET DEFAULT'), printDefault(style, set.default, before?.column.type));
    return [words(head, kw(style, 'ALTER COLUMN'), printName(style, column), action ?? value)];
  }
  if (before === undefined) return undefined;
  // MODIFY COLUMN states the whole column anew: what it leaves out is gone.
  const definition = altered.definition ?? printColumn(style, patchedColumn(before.column, set));
  return [words(head, kw(style, 'MODIFY COLUMN'), definition)];
}

/** SQL Server alters no column that a key, an index, a check or, for another type, a default depends on. */
function printForSqlServer(
  style: SqlStyle,
  { table, column, set, before }: AlteredColumn,
): readonly string[] | undefined {
  if (before === undefined || 'identity' in set || 'generated' in set || set.autoIncrement !== undefined)
    return undefined;
  const statements: string[] = [];
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, table));
  // A default is a constraint of its own, dropped by a name that the model does not hold.
  if ('default' in set && (set.default === undefined || before.column.default !== undefined)) return undefined;
  if (set.type !== undefined || set.nullable !== undefined || set.collation !== undefined) {
    if (isDependedOn(before.table, column)) return undefined;
    if (set.type !== undefined && before.column.default !== undefined) return undefined;
    const after = patchedColumn(before.column, set);
    const { default: _, ...plain } = after;
    const definition = printColumn(style, { ...plain, autoIncrement: false, nullable: true });
    statements.push(
      words(head, kw(style, 'ALTER COLUMN'), definition, kw(style, after.nullable ? 'NULL' : 'NOT NULL')),
    );
  }
  if (set.default !== undefined) {
    const value = words(
      kw(style, 'DEFAULT'),
      printDefault(style, set.default),
      kw(style, 'FOR'),
      printName(style, column),
    );
    statements.push(words(head, kw(style, 'ADD'), value));
  }
  return statements;
}

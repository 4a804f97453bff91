import { aForeignKey, anIndex } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix, Severity } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { bestCover } from '../shared/index-cover.ts';
import { indexName } from '../shared/index-name.ts';
import { relateKeyTypes } from '../shared/key-types.ts';
import { nameWords } from '../shared/name-words.ts';
import { namedTable, stemsOf } from '../shared/named-reference.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { singularText } from '../shared/table-name-match.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A column is named and typed like a reference to another table, but no foreign key holds it to one. */
export const missingForeignKey = defineRule({
  id: 'missing-foreign-key',
  family: 'keys',
  severity: 'info',
  summary: 'A column is named and typed like a reference to another table, but no foreign key holds it to one.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'group',
  // A group is a table together with all tables that have columns named after it: whether a foreign key is missing or
  // left out on purpose shows only in what most of them do.
  *groupKeys(table) {
    if (!isOrdinaryTable(table)) return;
    const own = nameWords(table.name);
    const keys = new Set([singularText(own)]);
    for (const column of table.columns) for (const key of keysOf(column, own)) keys.add(key);
    yield* keys;
  },
  groupFacts: (table) =>
    JSON.stringify([
      table.columns.map((column) => [
        column.name,
        column.type.text,
        column.generated === undefined,
        column.autoIncrement,
      ]),
      table.primaryKey?.columns,
      table.uniques.map((key) => key.columns),
      table.foreignKeys.map((fk) => [fk.columns, fk.references]),
      table.gaps.length,
      table.seed.length,
    ]),
  *check({ key: named, tables }, ctx) {
    if (!ctx.database.usesForeignKeys || ctx.database.mayMissTables) return;
    const loose = tables.flatMap((table) => looseColumns(table, named, ctx));
    for (const { table, column, target, key } of loose) {
      const declared = ctx.referencing(target).filter((each) => each.table.partitionOf === undefined).length;
      // Where most columns that name the table do without, that is how the schema is built.
      const others = loose.filter((each) => each.target === target).length - 1;
      if (others >= Math.max(2, declared)) continue;
      yield {
        at: column.nameOrigin,
        state: { table, column, target, key },
        table,
        columns: [column.name],
        related: [{ message: `The key of ${displayName(target)}.`, origin: key.nameOrigin }],
        severity: severityOf(table, declared, others),
      };
    }
  },
  message({ table, column, target, key }) {
    return `${displayName(table)}.${column.name} looks like a reference to ${displayName(target)}.${key.name}, but no foreign key keeps it valid: rows can point at nothing, or be left behind when their parent goes. Declare the foreign key.`;
  },
  fixes({ table, column, target, key }, ctx): readonly Fix[] {
    // Checking the rows that exist apart from adding the key lets writers go on meanwhile; PostgreSQL alone can do so.
    const validated = ctx.dialect !== 'postgresql';
    const referenced = { schema: target.schema, name: target.name };
    const foreignKey = aForeignKey([column.name], referenced, [key.name], { validated });
    const changes: SchemaChange[] = [{ kind: 'add-foreign-key', table, foreignKey, origin: nowhere }];
    // InnoDB makes the index of a foreign key by itself; everywhere else a delete of the parent would read all rows.
    const needsIndex = ctx.dialect !== 'mysql' && bestCover([column.name], table, ctx).cover !== 'full';
    if (needsIndex) {
      const index = anIndex([column.name], { name: indexName(table, [column.name], ctx.dialect) });
      changes.push({ kind: 'create-index', table, index, ifNotExists: false, origin: nowhere });
    }
    const title = `Add a foreign key from ${displayName(table)}.${column.name} to ${displayName(target)}${needsIndex ? ', with its index' : ''}`;
    return [{ title, safe: false, changes }];
  },
});

/** The names of tables that a column may be called after, with the table's own first word as their prefix too. */
function keysOf(column: Column, own: readonly string[]): readonly string[] {
  return stemsOf(column.name).flatMap((words) =>
    own.length > 1 ? [singularText(words), singularText([own[0]!, ...words])] : [singularText(words)],
  );
}

/** A single exception in a table that keeps foreign keys is a slip; people leave out more than one on purpose. */
function severityOf(table: Table, declared: number, others: number): Severity {
  if (table.foreignKeys.length === 0) return declared > 0 ? 'info' : 'hint';
  return others === 0 && declared >= 3 ? 'warning' : 'info';
}

interface LooseColumn {
  readonly table: Table;
  readonly column: Column;
  readonly target: Table;
  readonly key: Column;
}

/** The columns of a table that are named and typed like references to the table of this name and carry no key. */
function looseColumns(table: Table, named: string, ctx: RuleContext): readonly LooseColumn[] {
  if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return [];
  if (ctx.dialect === 'mysql' && !isInnoDb(table)) return [];
  return table.columns.flatMap((column) => {
    // The name alone rules out nearly all columns of a group.
    const target = keysOf(column, nameWords(table.name)).includes(named)
      ? namedTable(column.name, table, ctx)
      : undefined;
    if (target === undefined || target === table || singularText(nameWords(target.name)) !== named) return [];
    const key = referableKey(target, ctx);
    if (key === undefined || !mayReference(table, column, ctx) || !holdsKeysOf(column, key, ctx)) return [];
    return [{ table, column, target, key }];
  });
}

/** The column could carry a foreign key and has none yet. */
function mayReference(table: Table, column: Column, ctx: RuleContext): boolean {
  if (column.autoIncrement || column.generated !== undefined || column.type.dimensions > 0) return false;
  if (
    [table, ...ctx.childrenOf(table)].some((each) => each.foreignKeys.some((fk) => fk.columns.includes(column.name)))
  ) {
    return false;
  }
  // A table that shares its key with another is often filled by a trigger or kept beside it on purpose.
  if (table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.name) return false;
  // A default such as 0 stands for "none", which a foreign key would refuse.
  if (column.default?.expression.kind === 'literal' && column.default.expression.type !== 'null') return false;
  // `owner_id` beside `owner_type`: which table is meant stands in another column.
  const stem = nameWords(column.name).slice(0, -1).join(' ');
  return !table.columns.some((other) => {
    const words = nameWords(other.name);
    return discriminators.has(words.at(-1)!) && words.slice(0, -1).join(' ') === stem;
  });
}

const discriminators: ReadonlySet<string> = new Set('class entity kind model scope table type'.split(' '));

/** The single primary key column of a table that other tables can reference. */
function referableKey(target: Table, ctx: RuleContext): Column | undefined {
  if (!isOrdinaryTable(target) || target.gaps.length > 0 || target.primaryKey?.columns.length !== 1) return undefined;
  if (ctx.dialect === 'mysql' && !isInnoDb(target)) return undefined;
  return ctx.column(target, target.primaryKey.columns[0]!);
}

/** Only InnoDB knows foreign keys, and not on partitioned tables. */
function isInnoDb({ options, partitionBy }: Table): boolean {
  return (options.engine ?? 'innodb') === 'innodb' && partitionBy === undefined;
}

function holdsKeysOf(column: Column, key: Column, ctx: RuleContext): boolean {
  const relation = relateKeyTypes(column.type, key.type, ctx);
  return relation === 'same' || (relation === 'wider' && column.type.family === 'integer');
}

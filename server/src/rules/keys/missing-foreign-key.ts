import { aForeignKey, anIndex } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix, Severity } from '../finding.ts';
import { defineRule, type RuleContext, type Visited } from '../rule.ts';
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
  // A group is a table together with the tables that have columns named after it and no foreign key on them: whether it
  // is missing or left out on purpose shows only in what most of them do.
  *groupKeys(table, ctx) {
    if (!isOrdinaryTable(table)) return;
    const own = nameWords(table.name);
    const keys = new Set([singularText(own)]);
    for (const column of candidates(table, ctx)) for (const key of keysOf(column, own)) keys.add(key);
    yield* keys;
  },
  groupFacts(table, key, ctx) {
    const own = nameWords(table.name);
    const loose = candidates(table, ctx).filter((column) => keysOf(column, own).includes(key));
    const isTarget = singularText(own) === key;
    const primary = isTarget ? table.primaryKey?.columns : undefined;
    const keyTypes = table.columns.flatMap(({ name, type }) => (primary?.includes(name) === true ? [type.text] : []));
    return JSON.stringify([
      table.schema,
      loose.map(({ name, type }) => [name, type.text]),
      loose.length > 0 && table.foreignKeys.length > 0,
      isTarget && [primary, keyTypes, table.gaps.length, isInnoDb(table), hasSecondName(table)],
    ]);
  },
  *check(group, ctx) {
    const { key: named } = group;
    if (!ctx.database.usesForeignKeys || ctx.database.mayMissTables || !hasTarget(group)) return;
    const { tables } = group;
    const loose = tables.flatMap((table) => looseColumns(table, named, ctx));
    const counts = new Map<Table, number>();
    for (const { target } of loose) counts.set(target, (counts.get(target) ?? 0) + 1);
    for (const { table, column, target, key } of loose) {
      const declared = ctx.referenceCount(target);
      // Where most columns that name the table do without, that is how the schema is built.
      const others = counts.get(target)! - 1;
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
    // Its indexes may be others by now.
    const current = ctx.table(table) ?? table;
    // Checking the rows that exist apart from adding the key lets writers go on meanwhile; PostgreSQL alone can do so.
    const validated = ctx.dialect !== 'postgresql';
    const referenced = { schema: target.schema, name: target.name };
    const foreignKey = aForeignKey([column.name], referenced, [key.name], { validated });
    const changes: SchemaChange[] = [{ kind: 'add-foreign-key', table, foreignKey, origin: nowhere }];
    // InnoDB makes the index of a foreign key by itself; everywhere else a delete of the parent would read all rows.
    const needsIndex = ctx.dialect !== 'mysql' && bestCover([column.name], current, ctx).cover !== 'full';
    if (needsIndex) {
      const index = anIndex([column.name], { name: indexName(current, [column.name], ctx.dialect) });
      changes.push({ kind: 'create-index', table, index, ifNotExists: false, origin: nowhere });
    }
    const title = `Add a foreign key from ${displayName(table)}.${column.name} to ${displayName(target)}${needsIndex ? ', with its index' : ''}`;
    return [{ title, safe: false, changes }];
  },
});

/** Whether the table that the others are called after is there: a name such as `external` is in thousands of tables. */
function hasTarget({ facts }: Visited['group']): boolean {
  for (const each of facts.keys()) if (!each.endsWith(',false]')) return true;
  return false;
}

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

/** The columns of a table that are named like references and could carry a foreign key, but have none of their own. */
function candidates(table: Table, ctx: RuleContext): readonly Column[] {
  return ctx.dialect === 'mysql' && !isInnoDb(table) ? [] : namedLikeReferences(table);
}

const namedLikeReferences = rememberedByElement((table: Table): readonly Column[] => {
  if (table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return [];
  return table.columns.filter((column) => stemsOf(column.name).length > 0 && mayReference(table, column));
});

/** The candidates of a table that name the table of this name and are typed like its key. */
function looseColumns(table: Table, named: string, ctx: RuleContext): readonly LooseColumn[] {
  const own = nameWords(table.name);
  return candidates(table, ctx).flatMap((column) => {
    // The name alone rules out nearly all columns of a group.
    const target = keysOf(column, own).includes(named) ? namedTable(column.name, table, ctx) : undefined;
    if (target === undefined || target === table || singularText(nameWords(target.name)) !== named) return [];
    const key = referableKey(target, ctx);
    if (key === undefined || !holdsKeysOf(column, key, ctx)) return [];
    if (ctx.childrenOf(table).some((child) => hasForeignKey(child, column))) return [];
    return [{ table, column, target, key }];
  });
}

function hasForeignKey(table: Table, column: Column): boolean {
  return table.foreignKeys.some((fk) => fk.columns.includes(column.name));
}

function mayReference(table: Table, column: Column): boolean {
  if (column.autoIncrement || column.generated !== undefined || column.type.dimensions > 0) return false;
  if (hasForeignKey(table, column)) return false;
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
  if (hasSecondName(target)) return undefined;
  return ctx.column(target, target.primaryKey.columns[0]!);
}

/** Beside its key `id` the table has a `session_id` of its own: that is what columns of this name mean, too. */
const hasSecondName = rememberedByElement((table: Table): boolean => {
  const own = singularText(nameWords(table.name));
  return table.columns.some(
    (column) =>
      !table.primaryKey?.columns.includes(column.name) &&
      !hasForeignKey(table, column) &&
      stemsOf(column.name).some((words) => singularText(words) === own),
  );
});

/** Only InnoDB knows foreign keys, and not on partitioned tables. */
function isInnoDb({ options, partitionBy }: Table): boolean {
  return (options.engine ?? 'innodb') === 'innodb' && partitionBy === undefined;
}

function holdsKeysOf(column: Column, key: Column, ctx: RuleContext): boolean {
  const relation = relateKeyTypes(column.type, key.type, ctx);
  return relation === 'same' || (relation === 'wider' && column.type.family === 'integer');
}

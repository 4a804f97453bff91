import { aForeignKey, anIndex } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { bestCover } from '../shared/index-cover.ts';
import { indexName } from '../shared/index-name.ts';
import { relateKeyTypes } from '../shared/key-types.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { tableCalled } from '../shared/table-name-match.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A column is named and typed like a reference to another table, but no foreign key holds it to one. */
export const missingForeignKey = defineRule({
  id: 'missing-foreign-key',
  family: 'keys',
  severity: 'warning',
  summary: 'A column is named and typed like a reference to another table, but no foreign key holds it to one.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  *check({ table, column }, ctx) {
    if (!ctx.database.usesForeignKeys || !mayReference(table, column, ctx)) return;
    const words = nameWords(column.name);
    if (isPolymorphic(table, words)) return;
    const isParent = words.join(' ') === 'parent id';
    const target = isParent ? table : namedTable(words.slice(0, -1), table, ctx);
    if (target === undefined || (target === table) !== isParent) return;
    const key = referableKey(target, ctx);
    if (key === undefined || key === column || !holdsKeysOf(column, key, ctx)) return;
    // Where nothing around the two uses foreign keys, leaving them out is how this part of the schema is built.
    const isAmongKeys = table.foreignKeys.length > 0;
    const isReferenced = ctx.referencing(target).length > 0;
    if (!isAmongKeys && !isReferenced) return;
    yield {
      at: column.nameOrigin,
      state: { table, column, target, key },
      columns: [column.name],
      related: [{ message: `The key of ${displayName(target)}.`, origin: key.nameOrigin }],
      ...((isParent || !isAmongKeys || !isReferenced) && { severity: 'info' as const }),
    };
  },
  message({ table, column, target, key }) {
    const what =
      target === table
        ? `${displayName(table)}.${column.name} looks like a reference to another row of ${displayName(table)}`
        : `${displayName(table)}.${column.name} looks like a reference to ${displayName(target)}.${key.name}`;
    return `${what}, but no foreign key keeps it valid: rows can point at nothing, or be left behind when their parent goes. Declare the foreign key.`;
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

/** The column could carry a foreign key, has none yet, and its table is not one that does without on purpose. */
function mayReference(table: Table, column: Column, ctx: RuleContext): boolean {
  if (nameWords(column.name).length < 2 || !/(?:id|uuid|guid)_*$/i.test(column.name)) return false;
  if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return false;
  if (column.autoIncrement || column.generated !== undefined || column.type.dimensions > 0) return false;
  if (table.foreignKeys.some((fk) => fk.columns.includes(column.name))) return false;
  // A default such as 0 stands for "none", which a foreign key would refuse.
  if (column.default?.expression.kind === 'literal' && column.default.expression.type !== 'null') return false;
  if (ctx.dialect !== 'mysql') return true;
  return table.partitionBy === undefined && ['innodb', undefined].includes(table.options.engine);
}

/** `owner_id` beside `owner_type`: which table is meant stands in another column. */
function isPolymorphic(table: Table, words: readonly string[]): boolean {
  const stem = words.slice(0, -1).join(' ');
  return table.columns.some((other) => {
    const others = nameWords(other.name);
    return discriminators.has(others.at(-1)!) && others.slice(0, -1).join(' ') === stem;
  });
}

const discriminators: ReadonlySet<string> = new Set('class entity kind model scope table type'.split(' '));

/** The table that the words before `_id` name, by themselves or behind the role they play here. */
function namedTable(words: readonly string[], table: Table, ctx: RuleContext): Table | undefined {
  for (let from = 0; from < words.length; from += 1) {
    const found = tableCalled(words.slice(from), table, ctx);
    if (found !== undefined) return found;
    if (!roles.has(words[from]!)) return undefined;
  }
  return undefined;
}

/** Words that say which of several rows is meant. Any other word may name somebody else's customers or accounts. */
const roles: ReadonlySet<string> = new Set(
  `added approved approver assigned assignee author billing buyer by changed closed created creator current default
  destination editor first from home initial last locked main manager modified new next old opened origin owner parent
  previous primary receiver recipient related reported resolved reviewed reviewer root secondary sender shipping
  source target to updated uploaded uploader`.split(/\s+/),
);

/** The single primary key column of a table that other tables can reference. */
function referableKey(target: Table, ctx: RuleContext): Column | undefined {
  if (!isOrdinaryTable(target) || target.gaps.length > 0 || target.primaryKey?.columns.length !== 1) return undefined;
  if (ctx.dialect === 'mysql' && target.partitionBy !== undefined) return undefined;
  return ctx.column(target, target.primaryKey.columns[0]!);
}

function holdsKeysOf(column: Column, key: Column, ctx: RuleContext): boolean {
  const relation = relateKeyTypes(column.type, key.type, ctx);
  return relation === 'same' || (relation === 'wider' && column.type.family === 'integer');
}

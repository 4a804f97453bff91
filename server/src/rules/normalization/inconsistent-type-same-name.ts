import { integerBytes } from '../../model/data-type.ts';
import { foldCase } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBooleanType } from '../shared/boolean-type.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy } from '../shared/table-role.ts';

/** A column has another type than the columns of the same name in other tables, so comparing them converts values. */
export const inconsistentTypeSameName = defineRule({
  id: 'inconsistent-type-same-name',
  family: 'normalization',
  severity: 'info',
  summary:
    'A column has another type than the columns of the same name in other tables, so comparing them converts values.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'group',
  *groupKeys(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || isLoadedCopy(table)) return;
    for (const column of table.columns) {
      if (isSpecific(column)) yield `${table.schema ?? ''}.${foldCase(ctx.dialect, column.name)}`;
    }
  },
  groupFacts: (table, key, ctx) => {
    const column = ctx.column(table, columnOf(key));
    if (column === undefined) return '';
    const { text } = column.type;
    const dictated = isDictated(table, column);
    const apart = column.generated !== undefined || isPolymorphic(table, column);
    return `${apart ? undefined : kindOf(column, ctx)} ${sizeOf(column)}|${text} ${dictated}`;
  },
  *check(group, ctx) {
    // Nearly always all columns of a name agree, which the facts tell without a look at the tables.
    const looks = new Set([...group.facts].map((facts) => facts.slice(0, facts.indexOf('|'))));
    if (looks.size < 2) return;
    const { key, tables } = group;
    const members = membersOf(columnOf(key), tables, ctx);
    for (const look of [kindOf, sizeOf]) {
      const usual = majority(members, look, ctx);
      if (usual === undefined) continue;
      for (const { table, column } of members) {
        if (look(column, ctx) === look(usual[0]!.column, ctx) || isDictated(table, column)) continue;
        if (isFromElsewhere(table, usual)) continue;
        yield {
          at: column.type.origin,
          table,
          columns: [column.name],
          severity: look === kindOf && isId(column) ? 'info' : 'hint',
          related: [{ message: `${usual[0]!.column.type.text} here`, origin: usual[0]!.column.type.origin }],
          state: { table, column, usual },
        };
      }
      return;
    }
  },
  message: ({ table, column, usual }) =>
    `${displayName(table)}.${column.name} is ${column.type.text}, but the column of this name is ${usual[0]!.column.type.text} in ${nameList(usual.map((each) => displayName(each.table)))}: comparing the two converts values and can keep an index from being used. Give it the same type.`,
  fixes: ({ table, column, usual }) => {
    const wanted = usual[0]!.column.type;
    if (!isWidening(column, usual[0]!.column)) return [];
    const type = { ...wanted, origin: nowhere };
    return [
      {
        title: `Make ${displayName(table)}.${column.name} ${wanted.text}`,
        safe: false,
        changes: [{ kind: 'alter-column', origin: nowhere, table, column: column.name, set: { type } }],
      },
    ];
  },
});

/** The column's name in the key of its group, behind the schema. */
function columnOf(key: string): string {
  return key.slice(key.indexOf('.') + 1);
}

interface Member {
  readonly table: Table;
  readonly column: Column;
}

function membersOf(name: string, tables: readonly Table[], ctx: RuleContext): readonly Member[] {
  return tables.flatMap((table) => {
    const column = ctx.column(table, name);
    const isKnown = column !== undefined && column.generated === undefined && kindOf(column, ctx) !== undefined;
    return isKnown && !isPolymorphic(table, column) ? [{ table, column }] : [];
  });
}

/** The members that agree, when they are enough to call the others odd; of equal ones those with a key or reference. */
function majority(
  members: readonly Member[],
  look: (column: Column, ctx: RuleContext) => string | undefined,
  ctx: RuleContext,
): readonly Member[] | undefined {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const seen = look(member.column, ctx);
    if (seen !== undefined) groups.set(seen, [...(groups.get(seen) ?? []), member]);
  }
  if (groups.size < 2) return undefined;
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  const total = members.length;
  if (largest === undefined || total < 3 || largest.length < 0.7 * total) {
    const isClear = largest !== undefined && largest.length > 1 && largest.length * 2 > total;
    if (!isClear || !isId(largest[0]!.column) || !largest.some(({ table, column }) => isDictated(table, column)))
      return undefined;
  }
  return largest;
}

/** What a value is, regardless of its size; undefined where the type does not say. */
function kindOf(column: Column, ctx: RuleContext): string | undefined {
  const { type } = column;
  if (type.dimensions > 0) return undefined;
  if (isBooleanType(type, ctx.dialect)) return 'boolean';
  if (type.family === 'char') return 'text';
  if (type.family === 'timestamptz' && ctx.dialect === 'mysql') return 'timestamp';
  return ['enum', 'unknown', 'bit', 'geometry', 'range'].includes(type.family) ? undefined : type.family;
}

/** The width of an integer key. */
function sizeOf(column: Column): string | undefined {
  const bytes = isId(column) ? integerBytes(column.type) : undefined;
  return bytes === undefined ? undefined : `${bytes}${column.type.unsigned === true ? ' unsigned' : ''}`;
}

function isId(column: Column): boolean {
  const words = nameWords(column.name);
  return words.length > 1 && (words.at(-1) === 'id' || words.at(-1) === 'uuid');
}

/** The others share a prefix that this table lacks: it belongs to another product in the same schema. */
function isFromElsewhere(table: Table, usual: readonly Member[]): boolean {
  const prefixes = new Set(usual.map((each) => nameWords(each.table.name)[0]));
  return prefixes.size === 1 && usual.length > 2 && !prefixes.has(nameWords(table.name)[0]);
}

/** The type follows from the referenced column, or the column is itself what others reference. */
function isDictated(table: Table, column: Column): boolean {
  if (table.foreignKeys.some((fk) => fk.columns.includes(column.name))) return true;
  return table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.name;
}

function isPolymorphic(table: Table, column: Column): boolean {
  const noun = nameWords(column.name).slice(0, -1).join();
  return table.columns.some((other) => {
    const words = nameWords(other.name);
    return words.at(-1) === 'type' && words.slice(0, -1).join() === noun && words.length > 1;
  });
}

function isWidening(from: Column, to: Column): boolean {
  const [have, want] = [integerBytes(from.type), integerBytes(to.type)];
  return have !== undefined && want !== undefined && have < want && !from.autoIncrement && to.type.serial === undefined;
}

/** The name means the same wherever it stands. */
function isSpecific(column: Column): boolean {
  const words = nameWords(column.name);
  if (words.length < 2) return false;
  return isId(column) ? !anyThing.has(words.at(-2)!) : !anyFact.has(words.at(-1)!);
}

const anyThing: ReadonlySet<string> = new Set(
  `entity object external ext parent target source resource item owner reference ref subject request transaction session
  record remote foreign native legacy original old new model root context scope message event job process device group
  correlation trace span unique public private business global local client node instance execution sequential sequence
  row line page batch run`.split(/\s+/),
);

const anyFact: ReadonlySet<string> = new Set(
  `value val data type status state code number no nr count flag level key index position order config configuration
  setting settings option options param params parameter parameters result results info detail details description text
  content payload body metadata meta attributes properties version size length name limit mode kind from to start end
  min max default id by ref reference score rate total format source target prop`.split(/\s+/),
);

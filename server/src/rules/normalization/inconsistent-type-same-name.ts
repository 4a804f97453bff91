import { integerBytes } from '../../model/data-type.ts';
import { foldCase } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext, type Visited } from '../rule.ts';
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
    return column === undefined ? '' : JSON.stringify(looksOf(table, column, ctx));
  },
  *check(group, ctx) {
    // Nearly always all columns of a name agree, which the facts tell without a look at the tables.
    const seen = [...group.facts].flatMap(([facts, count]): Seen[] => {
      const looks = facts === '' ? undefined : (JSON.parse(facts) as Looks);
      return looks?.kind === undefined ? [] : [{ ...looks, facts, count }];
    });
    for (const look of ['kind', 'size'] as const) {
      const usual = majority(seen, look, isId(columnOf(group.key)));
      if (usual === undefined) continue;
      const odd = seen.filter(
        (each) =>
          each[look] !== usual[0]![look] &&
          !each.isDictated &&
          !isFromElsewhere(each, usual) &&
          !(look === 'kind' && isForeignName(each, usual[0]!)),
      );
      if (odd.length === 0) return;
      const agreeing = membersOf(group, usual, ctx);
      const first = agreeing[0]!;
      for (const { table, column } of membersOf(group, odd, ctx)) {
        yield {
          at: column.type.origin,
          table,
          columns: [column.name],
          severity: look === 'kind' && isId(column.name) ? 'info' : 'hint',
          related: [{ message: `${first.column.type.text} here`, origin: first.column.type.origin }],
          state: { table, column, usual: agreeing },
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

/** What the columns of some tables look like; all of it is text, so that equal looks are equal facts. */
interface Looks {
  /** Undefined for a column that is not compared. */
  readonly kind?: string;
  readonly size?: string;
  readonly text: string;
  readonly isDictated: boolean;
  /** The first word of the table's name. */
  readonly prefix: string;
}

interface Seen extends Looks {
  readonly facts: string;
  readonly count: number;
}

function looksOf(table: Table, column: Column, ctx: RuleContext): Looks {
  const isApart = column.generated !== undefined || isPolymorphic(table, column);
  const kind = isApart ? undefined : kindOf(column, ctx);
  const size = sizeOf(column);
  return {
    ...(kind !== undefined && { kind }),
    ...(size !== undefined && { size }),
    text: column.type.text,
    isDictated: isDictated(table, column),
    prefix: nameWords(table.name)[0] ?? '',
  };
}

function membersOf(group: Visited['group'], seen: readonly Seen[], ctx: RuleContext): readonly Member[] {
  const wanted = new Set(seen.map(({ facts }) => facts));
  return group
    .tablesWith((facts) => wanted.has(facts))
    .flatMap((table) => {
      const column = ctx.column(table, columnOf(group.key));
      return column === undefined ? [] : [{ table, column }];
    });
}

function countOf(seen: readonly Seen[]): number {
  return seen.reduce((sum, { count }) => sum + count, 0);
}

/** The looks that agree, when they are enough to call the others odd; for keys, half of them with one that is dictated. */
function majority(seen: readonly Seen[], look: 'kind' | 'size', ofKeys: boolean): readonly Seen[] | undefined {
  const groups = new Map<string, Seen[]>();
  for (const each of seen) {
    const looks = each[look];
    if (looks === undefined) continue;
    const group = groups.get(looks);
    if (group === undefined) groups.set(looks, [each]);
    else group.push(each);
  }
  if (groups.size < 2) return undefined;
  const [largest] = [...groups.values()].sort((a, b) => countOf(b) - countOf(a));
  const total = countOf(seen);
  const count = countOf(largest!);
  if (total >= 3 && count >= 0.7 * total) return largest;
  const isClear = count > 1 && count * 2 > total;
  return isClear && ofKeys && largest!.some(({ isDictated }) => isDictated) ? largest : undefined;
}

/** What a value is, regardless of its size; undefined where the type does not say. */
function kindOf(column: Column, ctx: RuleContext): string | undefined {
  const { type } = column;
  if (type.dimensions > 0 || type.openZone === true) return undefined;
  if (isBooleanType(type, ctx.dialect)) return 'boolean';
  if (type.family === 'char') return 'text';
  if (type.family === 'timestamptz' && ctx.dialect === 'mysql') return 'timestamp';
  return ['enum', 'unknown', 'bit', 'geometry', 'range'].includes(type.family) ? undefined : type.family;
}

/** The width of an integer key. */
function sizeOf(column: Column): string | undefined {
  const bytes = isId(column.name) ? integerBytes(column.type) : undefined;
  return bytes === undefined ? undefined : `${bytes}${column.type.unsigned === true ? ' unsigned' : ''}`;
}

function isId(name: string): boolean {
  const words = nameWords(name);
  return words.length > 1 && (words.at(-1) === 'id' || words.at(-1) === 'uuid');
}

/** The others share a prefix that this table lacks: it belongs to another product in the same schema. */
function isFromElsewhere(odd: Seen, usual: readonly Seen[]): boolean {
  return (
    countOf(usual) > 2 && usual.every(({ prefix }) => prefix === usual[0]!.prefix) && odd.prefix !== usual[0]!.prefix
  );
}

/** A text beside UUIDs that is not as long as one: the name under which another service knows the thing. */
function isForeignName(odd: Seen, usual: Seen): boolean {
  return usual.kind === 'uuid' && odd.kind === 'text' && !/\(\s*(?:32|36|38)\s*\)/.test(odd.text);
}

/** The type follows from the referenced column, or the column is itself what others reference. */
function isDictated(table: Table, column: Column): boolean {
  if (table.foreignKeys.some((fk) => fk.columns.includes(column.name))) return true;
  return table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.name;
}

function isPolymorphic(table: Table, column: Column): boolean {
  return typedNounsOf(table).has(nameWords(column.name).slice(0, -1).join());
}

/** What the columns `commentable_type`, `owner_type` of a table name the type of. */
const typedNounsOf = rememberedByElement(({ columns }: Table): ReadonlySet<string> => {
  const names = columns.map(({ name }) => nameWords(name));
  return new Set(
    names.filter((words) => words.length > 1 && words.at(-1) === 'type').map((words) => words.slice(0, -1).join()),
  );
});

function isWidening(from: Column, to: Column): boolean {
  const [have, want] = [integerBytes(from.type), integerBytes(to.type)];
  return have !== undefined && want !== undefined && have < want && !from.autoIncrement && to.type.serial === undefined;
}

/** The name means the same wherever it stands. */
function isSpecific(column: Column): boolean {
  const words = nameWords(column.name);
  if (words.length < 2) return false;
  return isId(column.name) ? !anyThing.has(words.at(-2)!) : !anyFact.has(words.at(-1)!);
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

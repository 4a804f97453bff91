import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { tablesCalled } from '../shared/table-name-match.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A pair of type and id points into any of several tables, which no foreign key can check. */
export const polymorphicAssociation = defineRule({
  id: 'polymorphic-association',
  family: 'normalization',
  severity: 'info',
  summary: 'A pair of type and id points into any of several tables, which no foreign key can check.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || isLoadedCopy(table)) return;
    if (!ctx.database.usesForeignKeys) return;
    const pairs = table.columns.flatMap((id) => pairOf(id, table, ctx));
    if (pairs.length === 0) return;
    yield {
      at: pairs[0]!.id.nameOrigin,
      columns: pairs.flatMap(({ type, id }) => [type.name, id.name]),
      severity: recordsThePast(table) ? 'hint' : 'info',
      related: pairs.map(({ type, id }) => ({
        message: `${type.name} says which table ${id.name} points into`,
        origin: type.nameOrigin,
      })),
      state: {
        table: displayName(table),
        ids: pairs.map(({ id }) => id.name),
        types: pairs.map(({ type }) => type.name),
      },
    };
  },
  message: ({ table, ids, types }) =>
    `${nameList(ids)} of ${table} ${ids.length > 1 ? 'point' : 'points'} into whichever table ${nameList(types)} ${types.length > 1 ? 'name' : 'names'}, so no foreign key can check it and rows are left behind when their target is deleted. Use one nullable foreign key for each target with a CHECK that exactly one is set, or a link table for each.`,
});

interface Pair {
  readonly id: Column;
  readonly type: Column;
}

function pairOf(id: Column, table: Table, ctx: RuleContext): readonly Pair[] {
  const noun = nounOf(id, 'id');
  if (noun === undefined || !isOpenEnded(noun, table, ctx)) return [];
  const type = table.columns.find((other) => isTypeOf(other, noun));
  return type === undefined || isKeyed(table, id) ? [] : [{ id, type }];
}

/** `commentable_id` gives commentable. */
function nounOf(column: Column, ending: string): readonly string[] | undefined {
  const words = nameWords(column.name);
  return words.length > 1 && words.at(-1) === ending ? words.slice(0, -1) : undefined;
}

function isTypeOf(column: Column, noun: readonly string[]): boolean {
  const { family, dimensions } = column.type;
  if (dimensions > 0 || !['text', 'char', 'enum', 'unknown'].includes(family)) return false;
  const words = nounOf(column, 'type') ?? [];
  return words.length === noun.length && noun.every((word, at) => word === words[at]);
}

/** The word fits anything, as `owner` and `commentable` do, and neither this nor another table carries it as its name. */
function isOpenEnded(noun: readonly string[], table: Table, ctx: RuleContext): boolean {
  const last = noun.at(-1)!;
  if (!openEnded.has(last) && !/.{3}(?:able|ible)$/.test(last)) return false;
  const own = nameWords(table.name);
  if (singular(own.at(-1) ?? '') === last || own.some((word) => otherSystems.has(word))) return false;
  if (frameworks.has(own.slice(0, 2).join('_'))) return false;
  return tablesCalled(noun, table, ctx).length === 0;
}

/** The column already has a foreign key, or identifies the row by itself. */
function isKeyed(table: Table, column: Column): boolean {
  if (table.foreignKeys.some((fk) => fk.columns.includes(column.name))) return true;
  return [table.primaryKey, ...table.uniques].some(
    (key) => key?.columns.length === 1 && key.columns[0] === column.name,
  );
}

const openEnded: ReadonlySet<string> = new Set(
  `actor attached context element entity holder item linked model object owner parent principal record reference
  related resource scope source subject target thing trigger`.split(/\s+/),
);

/** The table mirrors what another system says, ids included, or a framework brings it along (Rails). */
const otherSystems: ReadonlySet<string> = new Set(
  `github gitlab bitbucket slack stripe paypal google facebook twitter discord shopify salesforce jira zendesk hubspot
  aws azure twilio`.split(/\s+/),
);

const frameworks: ReadonlySet<string> = new Set(['active_storage', 'action_text', 'action_mailbox']);

import { objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { habitOf } from '../shared/habit.ts';
import { nameList } from '../shared/name-list.ts';

/** A list field has no default, so that a row made without it holds NULL, which neither isEmpty nor NOT finds. */
export const prismaArrayDefault = defineRule({
  id: 'prisma-array-default',
  family: 'orm',
  severity: 'info',
  summary:
    'A list field has no default, so that a row made without it holds NULL, which neither isEmpty nor NOT finds.',
  dialects: ['postgresql'],
  fix: 'safe',
  visits: 'table',
  only: { mapper: 'prisma' },
  *votes(table) {
    const lists = table.columns.filter(isList);
    if (lists.some(isOpen)) yield 'open';
    if (lists.some((column) => !isOpen(column))) yield 'given';
  },
  verdict: (voters) => habitOf(voters, 'open', 'given'),
  *check(table, ctx) {
    const columns = openLists(table);
    const [first, ...others] = columns;
    const speaker = ctx.verdict('first');
    if (first === undefined || (speaker !== undefined && speaker !== table.key)) return;
    const elsewhere = speaker === undefined ? [] : ctx.voters('open', 21).filter((other) => other !== table);
    yield {
      at: first.type.origin,
      state: { table, columns, tables: speaker === undefined ? 0 : Number(ctx.verdict('others')) },
      columns: columns.map(({ name }) => name),
      related: [...others, ...elsewhere.flatMap(openLists)]
        .slice(0, 20)
        .map(({ name, type }) => ({ message: `${name} too`, origin: type.origin })),
    };
  },
  message({ table, columns, tables }) {
    const names = nameList(columns.map(({ name }) => name));
    const also = tables === 0 ? '' : ` and lists of ${tables} other tables`;
    const have = columns.length > 1 || tables > 0 ? 'have' : 'has';
    return `${names} of ${displayName(table)}${also} ${have} no default: a row made without a value holds NULL, which Prisma shows as an empty list, but which isEmpty and NOT do not find. Write @default([]).`;
  },
  fixes({ table, columns, tables }, ctx) {
    const elsewhere = tables === 0 ? [] : ctx.voters('open', Number.POSITIVE_INFINITY);
    const others = elsewhere.filter(({ key }) => key !== table.key);
    const also = others.length === 0 ? '' : ` and lists of ${others.length} other tables`;
    return [
      {
        title: `Let ${nameList(columns.map(({ name }) => name))} of ${displayName(table)}${also} begin as an empty list`,
        safe: true,
        changes: [table, ...others].flatMap((each) => openLists(each).map((column) => emptyDefault(each, column))),
      },
    ];
  },
});

function emptyDefault(table: Table, column: Column): SchemaChange {
  const value = { text: "'{}'", expression: { kind: 'literal', type: 'string', value: '{}' } } as const;
  return {
    kind: 'alter-column',
    table: objectName(table.name, table.schema),
    column: column.name,
    set: { default: value },
    origin: nowhere,
  };
}

function openLists(table: Table): readonly Column[] {
  return table.columns.filter((column) => isList(column) && isOpen(column));
}

function isList({ orm }: Column): boolean {
  return orm?.language === 'prisma' && orm.list && !orm.ignored && orm.scalar !== 'Unsupported';
}

function isOpen({ orm }: Column): boolean {
  return orm?.language === 'prisma' && !orm.defaultWritten;
}

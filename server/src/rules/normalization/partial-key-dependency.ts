import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { describesAThing, thingOf, wordsBehind } from '../shared/describing-word.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isBusinessDocument, isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A column depends on one part of a composite primary key only, so its value is repeated for every other part. */
export const partialKeyDependency = defineRule({
  id: 'partial-key-dependency',
  family: 'normalization',
  severity: 'info',
  summary:
    'A column depends on one part of a composite primary key only, so its value is repeated for every other part.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return;
    const key = table.primaryKey?.columns ?? [];
    if (key.length < 2) return;
    for (const part of key) {
      const thing = thingOf(part);
      if (thing === undefined || isAbout(table, thing) || isCountedWithin(table, part)) continue;
      const columns = table.columns.filter((column) => dependsOn(thing, column, table));
      if (columns.length === 0) continue;
      const names = columns.map((column) => column.name);
      yield {
        at: columns[0]!.nameOrigin,
        columns: [part, ...names],
        severity: isBusinessDocument(table) || table.triggers.length > 0 ? 'hint' : 'info',
        state: { table: displayName(table), part, names, key, home: homeOf(table, part, ctx) },
      };
    }
  },
  message: ({ table, part, names, key, home }) =>
    `${nameList(names)} of ${table} ${names.length > 1 ? 'depend' : 'depends'} on ${part} alone, not on the whole key (${key.join(', ')}): the same value is stored once for every row of that ${part} and can come to disagree. Keep ${names.length > 1 ? 'them' : 'it'} in ${home ?? `a table keyed by ${part}`}.`,
});

/** The table stands for the thing itself, and the other parts only say whose it is: (tenant_id, user_id) of users. */
function isAbout(table: Table, thing: readonly string[]): boolean {
  const own = nameWords(table.name).map(singular);
  return thing.every((word) => own.includes(singular(word)));
}

/** A number that means something only beside the others: a thread of a process on a host. */
function isCountedWithin({ primaryKey, foreignKeys }: Table, part: string): boolean {
  const parts = primaryKey?.columns ?? [];
  const isReference = foreignKeys.some(({ columns }) => columns.length === 1 && columns[0] === part);
  return !isReference && parts.length > 2 && parts.some((other) => thingOf(other) === undefined);
}

function dependsOn(thing: readonly string[], column: Column, table: Table): boolean {
  const rest = wordsBehind(column.name, thing);
  if (rest === undefined || !describesAThing(rest) || column.generated !== undefined) return false;
  const keys = [table.primaryKey!, ...table.uniques];
  if (keys.some((key) => key.columns.includes(column.name))) return false;
  return !table.foreignKeys.some((fk) => fk.columns.includes(column.name));
}

/** The table that the key part references by itself. */
function homeOf(table: Table, part: string, ctx: RuleContext): string | undefined {
  const fk = table.foreignKeys.find((each) => each.columns.length === 1 && each.columns[0] === part);
  const target = fk === undefined ? undefined : ctx.target(fk);
  return target === undefined ? undefined : displayName(target.table);
}

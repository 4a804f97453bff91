import { fromIndex } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import type { Fix } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { isBooleanType } from '../shared/boolean-type.ts';
import { isCertainAsRead } from '../shared/certain-as-read.ts';
import { isTrueCondition } from '../shared/condition-text.ts';
import { besidePrisma } from '../shared/description-language.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { pathTitle, replaceIndex } from '../shared/path-words.ts';

/** An index has a true-or-false column as its whole key, which leaves half the table to read for each value. */
export const booleanIndex = defineRule({
  id: 'boolean-index',
  family: 'indexing',
  severity: 'info',
  summary: 'An index has a true-or-false column as its whole key, which leaves half the table to read for each value.',
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'index',
  *check({ table, index }, ctx) {
    if (!isOrdinaryTable(table) || !isCertainAsRead(table)) return;
    if (index.unique || index.where !== undefined || index.include.length > 0 || index.method !== 'btree') return;
    const name = index.parts.length === 1 ? index.parts[0]?.column : undefined;
    const column = name === undefined ? undefined : ctx.column(table, name);
    if (column === undefined || !isBooleanType(column.type, ctx.dialect)) return;
    yield { at: index.nameOrigin, state: { table, index, column }, columns: [column.name] };
  },
  message: ({ table, index, column }) =>
    `${upperFirst(pathTitle(fromIndex(index)))} on ${displayName(table)} knows two values, so the database mostly reads the table instead. Index only the rarer value of ${column.name} with a WHERE clause${besidePrisma(table)}, or put the column behind a more selective one.`,
  fixes({ table, index, column }, ctx) {
    return rarerFirst(column).flatMap((value): readonly Fix[] => {
      const where = isTrueCondition(column.name, value, ctx.dialect);
      const changes = replaceIndex(table, index, { ...index, where }, ctx.dialect);
      if (changes.length === 0) return [];
      return [{ title: `Index only the rows where ${column.name} is ${value}`, safe: false, changes }];
    });
  },
});

/** A new row starts with the default, and most rows stay there. */
function rarerFirst(column: Column): readonly boolean[] {
  const start = column.default?.text.toLowerCase().replace(/[()']/g, '');
  return start === 'true' || start === '1' || start === 't' ? [false, true] : [true, false];
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

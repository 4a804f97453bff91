import type { DataType } from '../../model/data-type.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import { defineRule } from '../rule.ts';
import { problemOfTypes } from '../shared/columns-alike.ts';
import { nameList } from '../shared/name-list.ts';
import { changeType } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** An integer type carries a display width, which limits nothing and is deprecated. */
export const intDisplayWidth = defineRule({
  id: 'int-display-width',
  family: 'types',
  severity: 'hint',
  summary: 'An integer type carries a display width, which limits nothing and is deprecated.',
  dialects: ['mysql'],
  fix: 'safe',
  visits: 'table',
  *check(table) {
    if (!isWellReadTable(table)) return;
    const columns = table.columns.filter((column) => column.generated === undefined && hasWidth(column.type));
    if (columns.length === 0) return;
    yield {
      ...problemOfTypes(columns, 'carries one too'),
      state: { table, columns },
    };
  },
  message: ({ table, columns }) =>
    `${displayName(table)} gives ${nameList(columns.map(({ name }) => name))} a display width: the number in parentheses limits neither digits nor range, and MySQL has deprecated it since 8.0.17. Leave it out.`,
  fixes: ({ table, columns }) => [
    {
      title: `Drop the display widths of ${displayName(table)}`,
      safe: true,
      changes: columns.map((column) => changeType(table, column, withoutWidth(column.type))),
    },
  ],
});

/** tinyint(1) is how MySQL spells boolean, and ZEROFILL pads to the width: both mean something by it. */
function hasWidth(type: DataType): boolean {
  return (
    type.family === 'integer' &&
    type.name !== 'year' &&
    type.args.length > 0 &&
    type.zerofill !== true &&
    !(type.name === 'tinyint' && type.args[0] === '1')
  );
}

function withoutWidth(type: DataType): DataType {
  return { ...type, text: type.text.replace(/\s*\(\s*\d+\s*\)/, ''), args: [], origin: nowhere };
}

import type { DataType } from '../../model/data-type.ts';
import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { habitOf, speakerOf, spokenFor } from '../shared/habit.ts';
import { changeType } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A SQL Server column has one of the deprecated types text, ntext and image. */
export const deprecatedLobType = defineRule({
  id: 'deprecated-lob-type',
  family: 'types',
  severity: 'warning',
  summary: 'A SQL Server column has one of the deprecated types text, ntext and image.',
  dialects: ['sqlserver'],
  fix: 'safe',
  visits: 'table',
  *votes(table) {
    if (!isWellReadTable(table)) return;
    if (deprecatedIn(table).length > 0) yield 'deprecated';
    if (table.columns.some(({ type }) => type.args.some((each) => each.toLowerCase() === 'max'))) yield 'large';
  },
  // A database that hardly knows the new types is of that age, not wrong in every table.
  verdict: (voters) => habitOf(voters, 'deprecated', 'large'),
  *check(table, ctx) {
    const speaker = isWellReadTable(table) ? speakerOf(table, ctx) : undefined;
    if (speaker === undefined) return;
    const found = deprecatedIn(table);
    for (const { column, better } of speaker.others === 0 ? found : found.slice(0, 1)) {
      yield {
        at: column.type.origin,
        state: { table, column, better, others: speaker.others },
        columns: [column.name],
        related: spokenFor('deprecated', table, speaker, ctx).flatMap((other) =>
          deprecatedIn(other)
            .slice(0, 1)
            .map((each) => ({ message: `${columnName(other, each.column)} too`, origin: each.column.type.origin })),
        ),
      };
    }
  },
  message({ table, column, better, others }) {
    const what = `${columnName(table, column)} is ${column.type.text}`;
    return others === 0
      ? `${what}, deprecated since SQL Server 2005: it cannot be compared, grouped or used as a variable, and many string functions reject it. Use ${better.text}, which holds the same.`
      : `${what}, and ${others} other tables have such columns: types deprecated since SQL Server 2005, which cannot be compared, grouped or used as variables, and which many string functions reject. Use varchar(max), nvarchar(max) and varbinary(max), which hold the same.`;
  },
  fixes({ table, column, better, others }, ctx) {
    if (others === 0)
      return [{ title: title(table, column, better), safe: true, changes: [changeType(table, column, better)] }];
    const tables = ctx.voters('deprecated', Number.POSITIVE_INFINITY);
    return [
      {
        title: `Give the columns of ${tables.length} tables the (max) types`,
        safe: true,
        changes: tables.flatMap((each) => deprecatedIn(each).map((one) => changeType(each, one.column, one.better))),
      },
    ];
  },
});

function title(table: Table, column: Column, better: DataType): string {
  return `Make ${columnName(table, column)} ${better.text}`;
}

interface Deprecated {
  readonly column: Column;
  readonly better: DataType;
}

function deprecatedIn(table: Table): readonly Deprecated[] {
  return table.columns.flatMap((column) => {
    const better = column.type.schema === undefined ? replacements.get(column.type.name) : undefined;
    return better === undefined ? [] : [{ column, better }];
  });
}

const replacements: ReadonlyMap<string, DataType> = new Map([
  ['text', aType('varchar', 'text', ['max'])],
  ['ntext', aType('nvarchar', 'text', ['max'])],
  ['image', aType('varbinary', 'binary', ['max'])],
]);

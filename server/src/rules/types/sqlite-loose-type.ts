import type { DataType, TypeFamily } from '../../model/data-type.ts';
import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { habitOf } from '../shared/habit.ts';
import { changeType } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A SQLite column has a type name that does not mean what it seems to. */
export const sqliteLooseType = defineRule({
  id: 'sqlite-loose-type',
  family: 'types',
  severity: 'warning',
  summary: 'A SQLite column has a type name that does not mean what it seems to.',
  dialects: ['sqlite'],
  fix: 'unsafe',
  visits: 'column',
  *votes(table) {
    if (columnsThatAre(table, 'string').length > 0) yield 'string';
    if (columnsThatAre(table, 'key').length > 0) yield 'loose';
    else if (table.columns.some((column) => isWholeKey(table, column) && isInteger(column))) yield 'exact';
  },
  // Who writes nearly all keys so takes them for INTEGER, who writes STRING takes it for text: one mistake each.
  verdict(voters): Readonly<Record<string, string>> {
    const strings = habitOf(voters, 'string', '');
    return {
      ...habitOf(voters, 'loose', 'exact'),
      ...(strings.first !== undefined && { firstString: strings.first, otherStrings: strings.others! }),
    };
  },
  *check({ table, column }, ctx) {
    if (!isWellReadTable(table) || column.generated !== undefined) return;
    const looseness = loosenessOf(table, column);
    if (looseness === undefined) return;
    const habit = looseness === 'key' ? habits.key : looseness === 'string' ? habits.string : undefined;
    const speaker = habit && ctx.verdict(habit.first);
    if (speaker !== undefined && (speaker !== table.key || columnsThatAre(table, looseness)[0] !== column)) return;
    const others = speaker === undefined ? [] : ctx.voters(habit!.vote, 21).filter((other) => other !== table);
    yield {
      at: column.type.origin,
      state: { table, column, looseness, others: speaker === undefined ? 0 : Number(ctx.verdict(habit!.others)) },
      columns: [column.name],
      related: others
        .flatMap((other) => columnsThatAre(other, looseness).slice(0, 1))
        .map(({ name, type }) => ({ message: `${name} too`, origin: type.origin })),
      ...(looseness === 'counter' && { severity: 'error' }),
      ...(looseness === 'unknown' && { severity: 'info' }),
    };
  },
  message({ table, column, looseness, others }) {
    const name = columnName(table, column);
    switch (looseness) {
      case 'counter':
        return `${name} is ${column.type.text} with AUTOINCREMENT, which SQLite refuses: only the exact type INTEGER can count.`;
      case 'key':
        return `${name}${others === 0 ? '' : `, like the keys of ${others} other tables,`} is ${column.type.text} PRIMARY KEY, not INTEGER PRIMARY KEY: it is no alias of the rowid, gets no number by itself, admits NULL unless told not to, and needs an index of its own. Write INTEGER.`;
      case 'string':
        return `${name} is ${column.type.text}${others === 0 ? ', which' : `, as are columns of ${others} other tables: a type that`} SQLite treats as a number: '007' is stored as 7 and '1e3' as 1000. Write TEXT.`;
      case 'unknown':
        return `${name} has the type ${column.type.text}, which SQLite does not know and treats as a number where the text looks like one. Use INTEGER, REAL, TEXT, BLOB or NUMERIC.`;
    }
  },
  fixes({ table, column, looseness, others }, ctx) {
    if (looseness === 'unknown') return [];
    const [name, family]: [string, TypeFamily] = looseness === 'string' ? ['TEXT', 'text'] : ['INTEGER', 'integer'];
    const type: DataType = { ...aType(name.toLowerCase(), family), text: name };
    if (looseness === 'string' && others > 0) {
      const tables = ctx.voters(habits.string.vote, Number.POSITIVE_INFINITY);
      const changes = tables.flatMap((each) =>
        columnsThatAre(each, 'string').map((one) => changeType(each, one, type)),
      );
      return [{ title: `Make all of these columns of ${tables.length} tables TEXT`, safe: false, changes }];
    }
    return [
      { title: `Make ${columnName(table, column)} ${name}`, safe: false, changes: [changeType(table, column, type)] },
    ];
  },
});

type Looseness = 'counter' | 'key' | 'string' | 'unknown';

function loosenessOf(table: Table, column: Column): Looseness | undefined {
  const written = column.type.text.toLowerCase().replace(/\s+/g, ' ').trim();
  const name = written.replace(/ ?\(.*$/, '');
  if (/int/.test(written) && written !== 'integer' && isWholeKey(table, column)) {
    if (column.autoIncrement) return 'counter';
    // A key that is another table's number is given, never drawn.
    const given = table.foreignKeys.some((foreignKey) => foreignKey.columns.includes(column.name));
    return given || table.options.withoutRowid === true ? undefined : 'key';
  }
  if (table.options.strict === true || name === '' || /int|char|clob|text|blob|real|floa|doub/.test(name))
    return undefined;
  if (name === 'string' || name === 'str') return 'string';
  return known.has(name.replace(/ (with|without) time zone$/, '')) ? undefined : 'unknown';
}

/** Mistakes that one table speaks for: what tables vote, and where the answer stands. */
const habits = {
  key: { vote: 'loose', first: 'first', others: 'others' },
  string: { vote: 'string', first: 'firstString', others: 'otherStrings' },
} as const;

function columnsThatAre(table: Table, looseness: Looseness): readonly Column[] {
  if (!isWellReadTable(table)) return [];
  return table.columns.filter((column) => column.generated === undefined && loosenessOf(table, column) === looseness);
}

function isInteger({ type }: Column): boolean {
  return type.text.toLowerCase() === 'integer';
}

function isWholeKey(table: Table, column: Column): boolean {
  return table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.name;
}

/** Names of numeric affinity whose values fare well under it: numbers, booleans, dates, documents, bytes. */
const known: ReadonlySet<string> = new Set(
  `numeric decimal dec number fixed money smallmoney currency boolean bool bit date datetime datetime2 datetimeoffset
  smalldatetime time timetz timestamp timestamptz year json jsonb uuid guid uniqueidentifier binary varbinary image
  bytea bytes any serial bigserial xml geometry inet cidr`.split(/\s+/),
);

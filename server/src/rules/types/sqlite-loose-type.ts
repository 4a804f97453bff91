import type { DataType, TypeFamily } from '../../model/data-type.ts';
import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { leastOf } from '../shared/least-of.ts';
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
    if (looseKey(table) !== undefined) yield 'loose';
    else if (table.columns.some((column) => isWholeKey(table, column) && isInteger(column))) yield 'exact';
  },
  // Who writes nearly all keys so takes them for INTEGER: one mistake, not one in every table.
  verdict(voters): Readonly<Record<string, string>> {
    const loose = voters.get('loose') ?? new Set();
    const exact = voters.get('exact')?.size ?? 0;
    if (loose.size < habit || exact * 2 >= loose.size) return {};
    return { first: leastOf(loose), others: `${loose.size - 1}` };
  },
  *check({ table, column }, ctx) {
    if (!isWellReadTable(table) || column.generated !== undefined) return;
    const looseness = loosenessOf(table, column);
    if (looseness === undefined) return;
    const speaker = looseness === 'key' ? ctx.verdict('first') : undefined;
    if (speaker !== undefined && speaker !== table.key) return;
    const others = speaker === undefined ? [] : ctx.voters('loose', 21).filter((other) => other !== table);
    yield {
      at: column.type.origin,
      state: { table, column, looseness, others: speaker === undefined ? 0 : Number(ctx.verdict('others')) },
      columns: [column.name],
      related: others
        .flatMap((other) => looseKey(other) ?? [])
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
        return `${name} is ${column.type.text}, which SQLite treats as a number: '007' is stored as 7 and '1e3' as 1000. Write TEXT.`;
      case 'unknown':
        return `${name} has the type ${column.type.text}, which SQLite does not know and treats as a number where the text looks like one. Use INTEGER, REAL, TEXT, BLOB or NUMERIC.`;
    }
  },
  fixes({ table, column, looseness }) {
    if (looseness === 'unknown') return [];
    const [name, family]: [string, TypeFamily] = looseness === 'string' ? ['TEXT', 'text'] : ['INTEGER', 'integer'];
    const type: DataType = { ...aType(name.toLowerCase(), family), text: name };
    return [
      { title: `Make ${columnName(table, column)} ${name}`, safe: false, changes: [changeType(table, column, type)] },
    ];
  },
});

function loosenessOf(table: Table, column: Column): 'counter' | 'key' | 'string' | 'unknown' | undefined {
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

/** So many tables whose keys are not quite INTEGER are a habit. */
const habit = 5;

function looseKey(table: Table): Column | undefined {
  return isWellReadTable(table) ? table.columns.find((column) => loosenessOf(table, column) === 'key') : undefined;
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

import { characterLimit, type DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { leastOf } from '../shared/least-of.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A UUID is stored as text, which takes more than twice the space and compares more slowly. */
export const varcharUuid = defineRule({
  id: 'varchar-uuid',
  family: 'keys',
  severity: 'info',
  summary: 'A UUID is stored as text, which takes more than twice the space and compares more slowly.',
  dialects: ['postgresql', 'mysql', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *votes(table) {
    if (textColumns(table).length > 0) yield 'text';
    if (table.columns.some(isShort)) yield 'short';
  },
  // A database that hardly keeps a UUID in 16 bytes made one choice, not one in every table.
  verdict(voters): Readonly<Record<string, string>> {
    const text = voters.get('text') ?? new Set();
    const short = voters.get('short')?.size ?? 0;
    if (text.size < habit || short * 2 >= text.size) return {};
    return { first: leastOf(text), others: `${text.size - 1}` };
  },
  *check(table, ctx) {
    const columns = textColumns(table);
    if (columns.length === 0) return;
    const { dialect } = ctx;
    const speaker = ctx.verdict('first');
    if (speaker === undefined) {
      for (const column of columns) {
        yield { at: column.type.origin, state: { table, column, dialect, others: 0 }, columns: [column.name] };
      }
    } else if (speaker === table.key) {
      const column = columns[0]!;
      yield {
        at: column.type.origin,
        state: { table, column, dialect, others: Number(ctx.verdict('others')) },
        columns: [column.name],
        related: ctx
          .voters('text', 21)
          .filter((other) => other !== table)
          .flatMap((other) => textColumns(other).map((each) => ({ other, each })))
          .map(({ other, each }) => ({ message: `${displayName(other)}.${each.name} too`, origin: each.type.origin })),
      };
    }
  },
  message({ table, column, dialect, others }) {
    const name = `${displayName(table)}.${column.name}`;
    const holds = others === 0 ? `${name} holds` : `${name} and columns of ${others} other tables hold`;
    return `${holds} UUIDs as ${column.type.text}: ${cost(column.type)}, repeated in every index and reference, and text compares more slowly. Use ${instead[dialect]}.`;
  },
});

/** So many tables that keep UUIDs as text are a habit. */
const habit = 5;

/** A referencing column has to follow the key it references, so the key alone counts. */
function textColumns(table: Table): readonly Column[] {
  if (!isOrdinaryTable(table)) return [];
  return table.columns.filter(
    (column) =>
      column.type.dimensions === 0 &&
      holdsUuids(column, table) &&
      !table.foreignKeys.some((fk) => fk.columns.includes(column.name)),
  );
}

function isShort({ type }: Column): boolean {
  return type.family === 'uuid' || (type.name === 'binary' && type.args[0] === '16');
}

const instead: Readonly<Record<Dialect, string>> = {
  mongodb: 'binary data of subtype 4',
  postgresql: 'the type uuid',
  mysql: 'BINARY(16) with UUID_TO_BIN, or UUID on MariaDB',
  sqlserver: 'uniqueidentifier',
  sqlite: 'a 16-byte BLOB',
};

function cost(type: DataType): string {
  const limit = characterLimit(type) ?? 36;
  return `${type.name.startsWith('n') ? limit * 2 : limit} bytes instead of 16`;
}

function holdsUuids(column: Column, table: Table): boolean {
  if (column.type.family !== 'text' && column.type.family !== 'char') return false;
  const limit = characterLimit(column.type);
  if (makesUuid(column)) return true;
  if (limit !== 32 && limit !== 36 && limit !== 38) return false;
  const words = nameWords(column.name);
  if (words.includes('uuid') || words.includes('guid')) return true;
  // 36 characters are the length of a UUID with its hyphens and of hardly anything else that identifies a row.
  return limit === 36 && words.at(-1) === 'id' && (table.primaryKey?.columns.includes(column.name) ?? false);
}

/** The default is a UUID as it comes; one that is cut or decorated makes something else of it. */
function makesUuid(column: Column): boolean {
  let expression = column.default?.expression;
  while (expression?.kind === 'cast') expression = expression.operand;
  return expression?.kind === 'call' && makers.has(expression.name.toLowerCase());
}

const makers: ReadonlySet<string> = new Set(
  'gen_random_uuid newid newsequentialid uuid uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuidv4 uuidv7'.split(
    ' ',
  ),
);

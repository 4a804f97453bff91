import { characterLimit, type DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
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
  visits: 'column',
  *check({ table, column }, ctx) {
    if (!isOrdinaryTable(table) || column.type.dimensions > 0) return;
    // A referencing column has to follow the key it references, so the key alone is reported.
    if (table.foreignKeys.some((fk) => fk.columns.includes(column.name))) return;
    if (!holdsUuids(column, table)) return;
    yield { at: column.type.origin, state: { table, column, dialect: ctx.dialect }, columns: [column.name] };
  },
  message({ table, column, dialect }) {
    return `${displayName(table)}.${column.name} holds UUIDs as ${column.type.text}: ${cost(column.type)}, repeated in every index and reference, and text compares more slowly. Use ${instead[dialect]}.`;
  },
});

const instead: Readonly<Record<Dialect, string>> = {
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

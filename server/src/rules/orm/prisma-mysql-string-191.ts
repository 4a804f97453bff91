import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { nameWords } from '../shared/name-words.ts';
import { typeFix } from '../shared/type-change.ts';

/** A String field for long texts has no @db type, and MySQL refuses more than 191 characters in it. */
export const prismaMysqlString191 = defineRule({
  id: 'prisma-mysql-string-191',
  family: 'orm',
  severity: 'info',
  summary: 'A String field for long texts has no @db type, and MySQL refuses more than 191 characters in it.',
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'column',
  only: { mapper: 'prisma' },
  *check({ table, column }) {
    if (!isOpen(column) || !isForLongTexts(column) || isKeyed(table, column)) return;
    yield { at: column.type.origin, state: { table, column }, columns: [column.name] };
  },
  message: ({ table, column }) =>
    `${columnName(table, column)} is VARCHAR(191), what Prisma makes of String on MySQL: a longer text fails with "data too long". Write @db.Text, or @db.VarChar with the length that is meant.`,
  fixes: ({ table, column }, ctx) => typeFix(table, column, aType('text', 'text'), ctx),
});

function isOpen({ orm, default: value }: Column): boolean {
  // MySQL has no defaults for TEXT, and a default is a short text.
  if (orm?.language !== 'prisma' || orm.scalar !== 'String' || orm.nativeTypeWritten || orm.list) return false;
  return value === undefined && orm.clientDefault === undefined;
}

function isForLongTexts({ name }: Column): boolean {
  const words = nameWords(name);
  if (words.some((word) => shortWords.has(word))) return false;
  return longWords.has(words.at(-1) ?? '') || (words.at(-1) === 'token' && grants.has(words.at(-2) ?? ''));
}

const longWords: ReadonlySet<string> = new Set(
  'bio biography body comment content description html instructions markdown message note notes text'.split(' '),
);

/** Tokens of OAuth, which are long when they are signed documents. */
const grants: ReadonlySet<string> = new Set(['access', 'id', 'refresh']);

const shortWords: ReadonlySet<string> = new Set(['short', 'hash', 'key', 'type']);

/** TEXT cannot be indexed without a length. */
function isKeyed(table: Table, { name }: Column): boolean {
  const keys = [...table.uniques, ...(table.primaryKey === undefined ? [] : [table.primaryKey])];
  return (
    keys.some(({ columns }) => columns.includes(name)) ||
    table.foreignKeys.some(({ columns }) => columns.includes(name)) ||
    table.indexes.some(({ parts }) => parts.some(({ column }) => column === name))
  );
}

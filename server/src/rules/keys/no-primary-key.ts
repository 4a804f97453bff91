import { aColumn, aKey, aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { candidateKey } from '../shared/candidate-key.ts';
import { hasPairKey, junctionOf } from '../shared/junction.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** A table has no primary key, so its rows cannot be told apart, referenced or replicated safely. */
export const noPrimaryKey = defineRule({
  id: 'no-primary-key',
  family: 'keys',
  severity: 'warning',
  summary: 'A table has no primary key, so its rows cannot be told apart, referenced or replicated safely.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.primaryKey !== undefined || table.gaps.length > 0) return;
    if (table.columns.length === 0 || isBookkeepingTable(table) || isScratchTable(table)) return;
    if (candidateKey(table) !== undefined || isKeptElsewhere(table, ctx)) return;
    const junction = junctionOf(table);
    if (junction !== undefined && !hasPairKey(table, junction, ctx)) return;
    yield {
      at: table.nameOrigin,
      state: { table, own: ownIdentity(table), dialect: ctx.dialect },
      // Every SQLite table has its rowid, so what is missing is only the declared key.
      ...(ctx.dialect === 'sqlite' && { severity: 'info' as const }),
    };
  },
  message({ table, own, dialect }) {
    const name = displayName(table);
    const what =
      dialect === 'sqlite'
        ? `${name} has no primary key: only the hidden rowid tells two equal rows apart, and nothing can reference it.`
        : `${name} has no primary key: two equal rows cannot be told apart, and nothing can reference one.`;
    return own === undefined
      ? `${what} Declare the columns that identify a row as PRIMARY KEY, or add an identity column.`
      : `${what} Make ${own.name} the primary key.`;
  },
  fixes({ table, own, dialect }) {
    const name = displayName(table);
    if (own !== undefined) {
      const promote = { kind: 'add-primary-key', table, key: aKey([own.name]), origin: nowhere } as const;
      return [{ title: `Make ${own.name} the primary key of ${name}`, safe: false, changes: [promote] }];
    }
    // MySQL wants the key in the very statement that adds the column.
    if (dialect === 'mysql') return [];
    if (table.columns.some((column) => column.name.toLowerCase() === 'id' || column.autoIncrement)) return [];
    const id = aColumn('id', aType(dialect === 'sqlite' ? 'integer' : 'bigint', 'integer'), {
      nullable: false,
      autoIncrement: dialect !== 'sqlite',
      ...(dialect === 'postgresql' && { identity: 'always' as const }),
    });
    return [
      {
        title: `Add an identity column as primary key of ${name}`,
        safe: false,
        changes: [
          { kind: 'add-column', table, column: id, ifNotExists: false, origin: nowhere },
          { kind: 'add-primary-key', table, key: aKey(['id']), origin: nowhere },
        ],
      },
    ];
  },
});

/** The column that is meant to identify a row: one that counts, or an `id` of the table. */
function ownIdentity(table: Table): Column | undefined {
  const own = nameWords(table.name).map(singular).join(' ');
  const isNamedAsKey = (column: Column) => {
    const words = nameWords(column.name);
    return words.at(-1) === 'id' && ['', own].includes(words.slice(0, -1).map(singular).join(' '));
  };
  const isKeyType = ({ type }: Column) =>
    (type.family === 'integer' || type.family === 'uuid') && type.dimensions === 0;
  return (
    table.columns.find((column) => column.autoIncrement) ??
    table.columns.find((column) => isNamedAsKey(column) && isKeyType(column) && !column.nullable)
  );
}

/** Tables for which a missing primary key is the way of the engine, or is made up for by their partitions. */
function isKeptElsewhere(table: Table, ctx: RuleContext): boolean {
  if (table.indexes.some((index) => index.method === 'columnstore')) return true;
  if (ctx.childrenOf(table).some((child) => child.primaryKey !== undefined)) return true;
  if (!ctx.database.extensions.includes('timescaledb')) return false;
  return table.columns.some(({ type, nullable }) => type.family.startsWith('timestamp') && !nullable);
}

function isScratchTable(table: Table): boolean {
  const words = nameWords(table.name);
  return [words[0], words.at(-1)].some((word) => word !== undefined && scratch.has(word));
}

/** Places where rows stay for a while on their way to somewhere else, and copies kept aside. */
const scratch: ReadonlySet<string> = new Set('backup bak bkp landing scratch stage staging stg temp tmp'.split(' '));

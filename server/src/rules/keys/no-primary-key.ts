import { aColumn, aKey, aType } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Key, Table } from '../../model/table.ts';
import type { Severity } from '../finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBookkeepingTable } from '../shared/bookkeeping-table.ts';
import { candidateKey } from '../shared/candidate-key.ts';
import { hasPairKey, type Junction, junctionOf } from '../shared/junction.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { singularText } from '../shared/table-name-match.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

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
    if (table.columns.length === 0 || isBookkeepingTable(table) || isScratchTable(table) || isDual(table)) return;
    if (candidateKey(table) !== undefined || isKeptElsewhere(table, ctx)) return;
    const junction = junctionOf(table);
    if (junction !== undefined && !hasPairKey(table, junction, ctx)) return;
    const pair = junction === undefined ? undefined : pairKey(table, junction);
    yield {
      at: table.nameOrigin,
      state: { table, keyColumns: pair?.columns ?? ownIdentity(table), pair, dialect: ctx.dialect },
      severity: pair === undefined ? severityOf(table, ctx) : 'info',
    };
  },
  message({ table, keyColumns, pair, dialect }) {
    const name = displayName(table);
    if (pair !== undefined) {
      const columns = nameList(pair.columns);
      return `${name} has no primary key, only a unique key over ${columns} that lets rows with NULL repeat. Make ${columns} the primary key.`;
    }
    const what =
      dialect === 'sqlite'
        ? `${name} has no primary key: only the hidden rowid tells two equal rows apart, and nothing can reference it.`
        : `${name} has no primary key: two equal rows cannot be told apart, and nothing can reference one.`;
    return keyColumns === undefined
      ? `${what} Declare the columns that identify a row as PRIMARY KEY, or add an identity column.`
      : `${what} Make ${nameList(keyColumns)} the primary key.`;
  },
  fixes({ table, keyColumns, pair, dialect }) {
    const name = displayName(table);
    if (keyColumns !== undefined) {
      const promote = { kind: 'add-primary-key', table, key: aKey(keyColumns), origin: nowhere } as const;
      const replaced = pair?.name;
      const drop =
        replaced === undefined
          ? []
          : [{ kind: 'drop-constraint', table, name: replaced, cascade: false, origin: nowhere } as const];
      return [
        {
          title: `Make ${nameList(keyColumns)} the primary key of ${name}`,
          safe: false,
          changes: [...drop, promote],
        },
      ];
    }
    // MySQL wants the key in the very statement that adds the column; a partitioned table wants more than an id in it.
    if (dialect === 'mysql' || table.partitionBy !== undefined) return [];
    if (table.columns.some((column) => column.name.toLowerCase() === 'id' || column.autoIncrement)) return [];
    const id = aColumn(idName(table), aType(dialect === 'sqlite' ? 'integer' : 'bigint', 'integer'), {
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
          { kind: 'add-primary-key', table, key: aKey([id.name]), origin: nowhere },
        ],
      },
    ];
  },
});

/** The pair that a link table keeps unique, where NULL is all that keeps it from being the primary key. */
function pairKey({ uniques }: Table, { columns }: Junction): Key | undefined {
  return uniques.find((key) => key.columns.length === 2 && columns.every((column) => key.columns.includes(column)));
}

/** `id` in the case that the table's other columns are written in. */
function idName({ columns }: Table): string {
  if (columns.every(({ name }) => name === name.toUpperCase())) return 'ID';
  return columns.every(({ name }) => /^[A-Z]/.test(name)) ? 'Id' : 'id';
}

/** What the engine makes up for in part, or what people leave out for tables that are only written and read. */
function severityOf(table: Table, ctx: RuleContext): Severity {
  if (ctx.dialect === 'sqlite' || table.partitionBy !== undefined) return 'info';
  return recordsThePast(table) || isLoadedCopy(table) ? 'info' : 'warning';
}

/**
 * The columns that are meant to identify a row: an `id` of the table or one that counts, and what the table is
 * partitioned by, without which no key of a partitioned table is allowed.
 */
function ownIdentity(table: Table): readonly string[] | undefined {
  const own = singularText(nameWords(table.name));
  const isNamedAsKey = (column: Column) => {
    const words = nameWords(column.name);
    return words.at(-1) === 'id' && ['', own].includes(singularText(words.slice(0, -1)));
  };
  const isKeyType = ({ type }: Column) =>
    (type.family === 'integer' || type.family === 'uuid') && type.dimensions === 0;
  const column =
    table.columns.find((each) => isNamedAsKey(each) && isKeyType(each) && !each.nullable) ??
    table.columns.find((each) => each.autoIncrement);
  if (column === undefined || table.partitionBy === undefined) return column && [column.name];
  return isPartitionedByColumns(table) ? [...new Set([column.name, ...table.partitionBy.columns])] : undefined;
}

function isPartitionedByColumns({ partitionBy, columns }: Table): boolean {
  const names = partitionBy?.columns ?? [];
  return names.length > 0 && names.every((name) => columns.some((column) => column.name === name));
}

/** Tables for which a missing primary key is the way of the engine, or is made up for by their partitions. */
function isKeptElsewhere(table: Table, ctx: RuleContext): boolean {
  if (table.indexes.some((index) => index.method === 'columnstore')) return true;
  if (table.options.other?.some((option) => /columnstore|distribution/i.test(option))) return true;
  // The history of a system-versioned table must not have a key; which table it belongs to is said over there.
  if (ctx.dialect === 'sqlserver' && recordsThePast(table)) return true;
  // No key can be declared over a table that is partitioned by an expression.
  if (ctx.dialect === 'postgresql' && table.partitionBy !== undefined && !isPartitionedByColumns(table)) return true;
  if (ctx.childrenOf(table).some((child) => child.primaryKey !== undefined)) return true;
  if (!ctx.database.extensions.includes('timescaledb')) return false;
  return table.columns.some(({ type, nullable }) => type.family.startsWith('timestamp') && !nullable);
}

function isScratchTable(table: Table): boolean {
  const words = nameWords(table.name);
  return [words[0], words.at(-1)].some((word) => word !== undefined && scratch.has(word));
}

/** Oracle's table of one row, made elsewhere for queries that select from it. */
function isDual({ name, columns }: Table): boolean {
  return name.toLowerCase() === 'dual' && columns.length === 1;
}

/** Places where rows stay for a while on their way to somewhere else, and copies kept aside. */
const scratch: ReadonlySet<string> = new Set('backup bak bkp landing scratch stage staging stg temp tmp'.split(' '));

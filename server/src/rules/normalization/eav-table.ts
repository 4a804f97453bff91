import { isUniqueOver } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A table of owner, attribute name and value replaces columns, so values lose their types and constraints. */
export const eavTable = defineRule({
  id: 'eav-table',
  family: 'normalization',
  severity: 'info',
  summary: 'A table of owner, attribute name and value replaces columns, so values lose their types and constraints.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return;
    if (nameWords(table.name).some((word) => deliberate.has(singular(word)))) return;
    const parts = partsOf(table);
    if (parts === undefined) return;
    const { owner, attribute, value } = parts;
    yield {
      at: table.nameOrigin,
      columns: [owner.name, attribute.name, value.name],
      severity: isUniqueOver(table, [owner.name, attribute.name], ctx.dialect) ? 'hint' : 'info',
      state: {
        table: displayName(table),
        owner: owner.name,
        attribute: attribute.name,
        value: value.name,
        better: betterPlace(ctx),
      },
    };
  },
  message: ({ table, owner, attribute, value, better }) =>
    `${table} stores attributes as rows (${owner}, ${attribute}, ${value}): a value has no type, no constraint and no foreign key of its own, and reading one ${owner} back takes a join for each attribute. Make the known attributes columns, and keep the open-ended rest in ${better}.`,
});

function betterPlace(ctx: RuleContext): string {
  switch (ctx.dialect) {
    case 'postgresql':
      return 'one jsonb column';
    case 'mysql':
      return 'one json column';
    case 'mongodb':
      return 'fields of the document';
    case 'sqlite':
    case 'sqlserver':
      return 'one checked JSON text column';
  }
}

interface Parts {
  readonly owner: Column;
  readonly attribute: Column;
  readonly value: Column;
}

/** Owner, attribute and value, when the table has little else. */
function partsOf(table: Table): Parts | undefined {
  const own = table.columns.filter((column) => !isBookkeeping(column));
  const attribute = own.find(isAttribute);
  if (attribute === undefined) return undefined;
  const values = own.filter((column) => column !== attribute && isValue(column, table));
  const value = values.find((column) => column.type.family === 'text') ?? values[0];
  if (value === undefined || (values.length === 1 && value.type.family !== 'text')) return undefined;
  const rest = own.filter((column) => column !== attribute && !values.includes(column));
  const owner = rest.find((column) => isReference(column, table)) ?? rest.find((column) => isOwnerName(column, table));
  if (owner === undefined || rest.some(isPlaceInSequence)) return undefined;
  return rest.filter((column) => column !== owner && !isOwnKey(column, table)).length <= 2
    ? { owner, attribute, value }
    : undefined;
}

function isBookkeeping(column: Column): boolean {
  return nameWords(column.name).some((word) => bookkeeping.has(word));
}

function isAttribute(column: Column): boolean {
  const words = nameWords(column.name).filter((word) => word !== 'name' && word !== 'id' && word !== 'key');
  const named = nameWords(column.name);
  if (words.length === 1 && attributes.has(words[0]!)) return named.length > 1 || column.type.family === 'text';
  return words.length === 0 && named.length === 1 && named[0] === 'key' && column.type.family === 'text';
}

/** `value`, `attribute_value`, or one of several columns such as `str_value` and `int_value`. */
function isValue(column: Column, table: Table): boolean {
  const words = nameWords(column.name);
  if (!words.some((word) => word === 'value' || word === 'val' || word === 'v')) return false;
  const others = words.filter((word) => word !== 'value' && word !== 'val' && word !== 'v');
  if (column.type.dimensions > 0 || isReference(column, table)) return false;
  return others.length === 0 ? words[0] !== 'v' : others.every((word) => attributes.has(word) || typeWords.has(word));
}

function isReference(column: Column, table: Table): boolean {
  return table.foreignKeys.some((fk) => fk.columns.length === 1 && fk.columns[0] === column.name);
}

function isOwnerName(column: Column, table: Table): boolean {
  const words = nameWords(column.name);
  return words.length > 1 && (words.at(-1) === 'id' || words.at(-1) === 'uuid') && !isOwnKey(column, table);
}

function isOwnKey(column: Column, table: Table): boolean {
  return table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.name;
}

/** Measurements over time and pieces in order, not attributes of a thing. */
function isPlaceInSequence(column: Column): boolean {
  return (
    ['date', 'time', 'timestamp', 'timestamptz'].includes(column.type.family) ||
    nameWords(column.name).some((word) => sequences.has(word))
  );
}

const sequences: ReadonlySet<string> = new Set(['ts', 'seq', 'sequence', 'offset', 'position', 'ordinal', 'idx']);

const attributes: ReadonlySet<string> = new Set(
  'attribute attr property prop field meta metadata characteristic'.split(' '),
);

const typeWords: ReadonlySet<string> = new Set(
  `bool boolean str string text varchar char int integer long number numeric num decimal dec dbl double float date
  datetime time json bytes blob binary`.split(/\s+/),
);

const bookkeeping: ReadonlySet<string> = new Set(
  'created updated modified deleted inserted changed creation update version rev revision'.split(' '),
);

/** Pairs of key and value are the nature of the thing. */
const deliberate: ReadonlySet<string> = new Set(
  `setting preference pref config configuration option parameter param translation i18n locale localization label flag
  feature header tag secret credential environment env variable registry dictionary lookup enum ab counter quota limit
  claim token answer response result group filter dimension facet condition criterion rule chunk`.split(/\s+/),
);

import { objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A MySQL table or column keeps text in a character set that cannot hold every character. */
export const charsetNotUtf8mb4 = defineRule({
  id: 'charset-not-utf8mb4',
  family: 'types',
  severity: 'info',
  summary: 'A MySQL table or column keeps text in a character set that cannot hold every character.',
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'group',
  leastMembers: 1,
  groupKeys: (table) => (isWellReadTable(table) ? ['charsets'] : []),
  groupFacts: (table) => {
    const place = placeIn(table);
    return `${place?.charset} ${place?.column?.name} ${charsetOf(table.options)} ${table.options.collation}`;
  },
  *check({ tables }) {
    const places = tables.flatMap((table) => placeIn(table) ?? []);
    const better = tables.filter((table) => charsetOf(table.options) === 'utf8mb4').length;
    // A database that hardly uses the better one made one choice, not one in every table.
    const groups = places.length < habit || better * 2 >= places.length ? places.map((place) => [place]) : [places];
    for (const group of groups) {
      const [first, ...others] = group;
      if (first === undefined) continue;
      yield {
        at: originOf(first),
        table: first.table,
        columns: first.column === undefined ? [] : [first.column.name],
        state: { first, others },
        related: others.slice(0, 20).map((place) => ({ message: `${nameOf(place)} too`, origin: originOf(place) })),
      };
    }
  },
  message: ({ first, others }) =>
    `${nameOf(first)}${others.length > 0 ? ` and ${others.length} other tables keep` : ' keeps'} text as ${first.charset}, ${lack(first.charset)}: emoji and some names are refused or turned into question marks. Use utf8mb4.`,
  fixes({ first, others }) {
    const places = [first, ...others];
    if (places.some((place) => place.column !== undefined)) return [];
    return [
      {
        title: `Give ${nameOf(first)}${others.length > 0 ? ` and ${others.length} other tables` : ''} the character set utf8mb4`,
        safe: false,
        changes: places.map(({ table }) => ({
          kind: 'set-table-options',
          table: objectName(table.name, table.schema),
          options: {
            charset: 'utf8mb4',
            ...(table.options.collation && { collation: wider(table.options.collation) }),
          },
          origin: nowhere,
        })),
      },
    ];
  },
});

/** Where a table keeps text in a narrow character set. */
interface Place {
  readonly table: Table;
  readonly charset: string;
  /** Undefined when the table's own setting is at fault. */
  readonly column: Column | undefined;
}

/** So many tables that do without the better character set are a habit. */
const habit = 5;

function placeIn(table: Table): Place | undefined {
  const texts = table.columns.filter(isText);
  const whole = charsetOf(table.options);
  if (whole !== undefined && isNarrow(whole) && texts.some((column) => charsetOf(column) === undefined)) {
    return { table, charset: whole, column: undefined };
  }
  const column = texts.find((each) => isNarrow(charsetOf(each) ?? 'utf8mb4'));
  const charset = column && charsetOf(column);
  return charset === undefined ? undefined : { table, charset, column };
}

function originOf({ table, column }: Place) {
  return column?.type.origin ?? table.nameOrigin;
}

function nameOf({ table, column }: Place): string {
  return `${displayName(table)}${column ? `.${column.name}` : ''}`;
}

function isText(column: Column): boolean {
  return column.type.family === 'text' || column.type.family === 'char' || column.type.family === 'enum';
}

/** The character set that is written, or the one that the written collation implies. */
function charsetOf(element: Pick<Table['options'], 'charset' | 'collation'>): string | undefined {
  return (element.charset ?? element.collation?.split('_')[0])?.toLowerCase();
}

/** ASCII and binary are chosen for identifiers; what is left besides Unicode's own encodings is narrow. */
function isNarrow(charset: string): boolean {
  return !/^(utf8mb4|utf16|utf16le|utf32|gb18030|ascii|binary|uca1400|default)$/.test(charset);
}

function lack(charset: string): string {
  return /^utf8(mb3)?$/.test(charset)
    ? 'which in MySQL means at most three bytes a character and is deprecated'
    : 'which holds the characters of one language area only';
}

/** The collation of utf8mb4 with the same manners. */
function wider(collation: string): string {
  const manner = collation.slice(collation.indexOf('_') + 1).toLowerCase();
  return /^utf8/i.test(collation) ? `utf8mb4_${manner}` : `utf8mb4_${manner === 'bin' ? 'bin' : 'unicode_ci'}`;
}

import { objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { leastOf } from '../shared/least-of.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A MySQL table or column keeps text in a character set that cannot hold every character. */
export const charsetNotUtf8mb4 = defineRule({
  id: 'charset-not-utf8mb4',
  family: 'types',
  severity: 'info',
  summary: 'A MySQL table or column keeps text in a character set that cannot hold every character.',
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'table',
  *votes(table) {
    if (!isWellReadTable(table)) return;
    if (placeIn(table) !== undefined) yield 'narrow';
    if (charsetOf(table.options) === 'utf8mb4') yield 'better';
  },
  // A database that hardly uses the better one made one choice, not one in every table.
  verdict(voters): Readonly<Record<string, string>> {
    const narrow = voters.get('narrow') ?? new Set();
    const better = voters.get('better')?.size ?? 0;
    if (narrow.size < habit || better * 2 >= narrow.size) return {};
    return { first: leastOf(narrow), others: `${narrow.size - 1}` };
  },
  *check(table, ctx) {
    const place = isWellReadTable(table) ? placeIn(table) : undefined;
    if (place === undefined) return;
    const speaker = ctx.verdict('first');
    if (speaker !== undefined && speaker !== table.key) return;
    const ofAll = speaker !== undefined;
    const others = ofAll ? ctx.voters('narrow', 21).filter((other) => other !== table) : [];
    yield {
      at: originOf(place),
      columns: place.column === undefined ? [] : [place.column.name],
      state: { place, ofAll, others: ofAll ? Number(ctx.verdict('others')) : 0 },
      related: others
        .flatMap((other) => placeIn(other) ?? [])
        .map((other) => ({ message: `${nameOf(other)} too`, origin: originOf(other) })),
    };
  },
  message: ({ place, others }) =>
    `${nameOf(place)}${others > 0 ? ` and ${others} other tables keep` : ' keeps'} text as ${place.charset}, ${lack(place.charset)}: emoji and some names are refused or turned into question marks. Use utf8mb4.`,
  fixes({ place, ofAll, others }, ctx) {
    const tables = ofAll ? ctx.voters('narrow', Number.POSITIVE_INFINITY) : [place.table];
    const places = tables.flatMap((table) => placeIn(table) ?? []);
    if (places.some(({ column }) => column !== undefined)) return [];
    return [
      {
        title: `Give ${nameOf(place)}${others > 0 ? ` and ${others} other tables` : ''} the character set utf8mb4`,
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

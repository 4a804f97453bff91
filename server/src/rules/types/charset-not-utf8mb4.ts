import { objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A MySQL table or column keeps text in a character set that cannot hold every character. */
export const charsetNotUtf8mb4 = defineRule<'table', Narrow>({
  id: 'charset-not-utf8mb4',
  family: 'types',
  severity: 'info',
  summary: 'A MySQL table or column keeps text in a character set that cannot hold every character.',
  dialects: ['mysql'],
  fix: 'unsafe',
  visits: 'table',
  *check(table) {
    if (!isWellReadTable(table)) return;
    const texts = table.columns.filter(isText);
    const whole = charsetOf(table.options);
    if (whole !== undefined && isNarrow(whole) && texts.some((column) => charsetOf(column) === undefined)) {
      yield { at: table.nameOrigin, state: { table, charset: whole, column: undefined } };
      return;
    }
    const column = texts.find((each) => isNarrow(charsetOf(each) ?? 'utf8mb4'));
    const charset = column && charsetOf(column);
    if (column === undefined || charset === undefined) return;
    yield { at: column.type.origin, state: { table, charset, column }, columns: [column.name] };
  },
  message: ({ table, charset, column }) =>
    `${displayName(table)}${column ? `.${column.name}` : ''} keeps text as ${charset}, ${lack(charset)}: emoji and some names are refused or turned into question marks. Use utf8mb4.`,
  fixes({ table, column }) {
    if (column !== undefined) return [];
    const collation = table.options.collation && wider(table.options.collation);
    return [
      {
        title: `Give ${displayName(table)} the character set utf8mb4`,
        safe: false,
        changes: [
          {
            kind: 'set-table-options',
            table: objectName(table.name, table.schema),
            options: { charset: 'utf8mb4', ...(collation && { collation }) },
            origin: nowhere,
          },
        ],
      },
    ];
  },
});

interface Narrow {
  readonly table: Table;
  readonly charset: string;
  /** Undefined when the table's own setting is at fault. */
  readonly column: Column | undefined;
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

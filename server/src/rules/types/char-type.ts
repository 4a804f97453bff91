import { characterLimit } from '../../model/data-type.ts';
import { aType } from '../../model/factories.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { nameWords } from '../shared/name-words.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A text of varying length is kept in a char(n) column, which pads every value with blanks. */
export const charType = defineRule({
  id: 'char-type',
  family: 'types',
  severity: 'info',
  summary: 'A text of varying length is kept in a char(n) column, which pads every value with blanks.',
  dialects: ['postgresql', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['char'] },
  *check({ table, column }) {
    const { type } = column;
    if (!isWellReadTable(table) || type.family !== 'char' || type.dimensions > 0 || type.text.startsWith('"')) return;
    const limit = characterLimit(type);
    if (limit === undefined || limit < 4 || fixedLengths.has(limit)) return;
    if (nameWords(column.name).some((word) => fixed.has(word) || fixedEnding.test(word))) return;
    yield { at: type.origin, state: { table, column, limit }, columns: [column.name] };
  },
  message: ({ table, column, limit }) =>
    `${columnName(table, column)} pads every value with blanks to ${limit} characters, which costs space and surprises in comparisons and concatenation. Unless all values are exactly that long, use a varying type.`,
  fixes: ({ table, column, limit }, ctx) =>
    typeFix(table, column, aType(column.type.name === 'nchar' ? 'nvarchar' : 'varchar', 'text', [String(limit)]), ctx),
});

/** Lengths that values really have: ULID, IBAN parts, hashes and UUIDs in hexadecimal, bcrypt. */
const fixedLengths: ReadonlySet<number> = new Set([26, 27, 28, 32, 36, 38, 40, 44, 48, 56, 60, 64, 86, 88, 96, 128]);

/** What has a fixed form by nature: codes, numbers, keys, digests. */
const fixed: ReadonlySet<string> = new Set(
  `id uid code cd iso currency country lang language locale zip postal postcode plz phone fax mobile ssn vin isbn issn ean
  upc gtin sku iban bic swift hash sha sha1 sha256 md5 digest checksum crc key token guid uuid ulid number num no nr ref
  serial mac ip date time year month day period timestamp color colour hex plate geohash mask flag flags version bits
  fingerprint signature salt nonce pin otp symbol ticker cusip isin lei npi icd naics sic fips mgrs`.split(/\s+/),
);

const fixedEnding = /(code|id|no|key|hash|zip|phone|flag)$/;

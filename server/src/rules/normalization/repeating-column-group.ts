import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';

/** Numbered columns such as phone1, phone2 and phone3 keep several values of one fact in one row. */
export const repeatingColumnGroup = defineRule({
  id: 'repeating-column-group',
  family: 'normalization',
  severity: 'warning',
  summary: 'Numbered columns such as phone1, phone2 and phone3 keep several values of one fact in one row.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0) return;
    const reported = new Set<string>();
    for (const { stem, columns } of numberedRuns(table)) {
      const key = stem.toLowerCase();
      if (reported.has(key)) continue;
      reported.add(key);
      yield {
        at: columns[0]!.nameOrigin,
        columns: columns.map((column) => column.name),
        severity: isSpareSlot(stem) ? 'info' : 'warning',
        state: { table: displayName(table), columns: columns.map((column) => column.name) },
      };
    }
  },
  message: ({ table, columns }) =>
    `${table} keeps ${columns.length} values of one fact in ${nameList(columns)}: every query has to look into all of them, and one more value needs a new column. Keep one row for each value in a table that references ${table}.`,
});

interface Run {
  readonly stem: string;
  readonly columns: readonly Column[];
}

/** Columns with one stem, one ending, one type and the numbers 0 or 1 to n without a hole; n of at least three. */
function numberedRuns(table: Table): readonly Run[] {
  const groups = new Map<string, { stem: string; ending: string; numbers: Map<number, Column> }>();
  for (const column of table.columns) {
    if (!/\d/.test(column.name)) continue;
    const [, stem, digits, ending] = /^(.*\p{L})_?(\d{1,3})(_\p{L}.*)?$/u.exec(column.name) ?? [];
    if (stem === undefined || digits === undefined) continue;
    const key = `${stem} ${ending ?? ''}`.toLowerCase();
    const group = groups.get(key) ?? { stem, ending: ending ?? '', numbers: new Map() };
    group.numbers.set(Number(digits), column);
    groups.set(key, group);
  }
  const runs: Run[] = [];
  for (const { stem, ending, numbers } of groups.values()) {
    if (!isCountable(stem) || (isQuarter(stem) && numbers.size < 5)) continue;
    const bareName = `${stem}${ending}`.toLowerCase();
    const bare = table.columns.find((column) => column.name.toLowerCase() === bareName);
    if (bare !== undefined && !numbers.has(1)) numbers.set(1, bare);
    const ordinals = [...numbers.keys()].sort((a, b) => a - b);
    const columns = ordinals.map((ordinal) => numbers.get(ordinal)!);
    if (columns.length < 3 || ordinals[0]! > 1 || ordinals.at(-1)! - ordinals[0]! !== columns.length - 1) continue;
    if (isOneFact(table, columns)) runs.push({ stem, columns });
  }
  return runs;
}

/** Same type throughout, no key columns, and no references to different tables. */
function isOneFact(table: Table, columns: readonly Column[]): boolean {
  const first = columns[0]!.type;
  if (columns.some(({ type }) => type.name !== first.name || type.dimensions !== first.dimensions)) return false;
  if (columns.some(({ name, generated }) => generated !== undefined || table.primaryKey?.columns.includes(name)))
    return false;
  const targets = columns.map(({ name }) =>
    table.foreignKeys
      .filter((fk) => fk.columns.includes(name))
      .map((fk) => displayName(fk.references.table))
      .join(),
  );
  return new Set(targets).size === 1;
}

/** The number counts values; it is not part of a term (sha256), a coordinate, a line of an address or a level. */
function isCountable(stem: string): boolean {
  const words = nameWords(stem);
  const last = words.at(-1) ?? '';
  if (last.length < 2) return last === 'q';
  return !uncounted.has(last) && !(words.length === 1 && lineLike.has(last));
}

/** A year has four of them, and no fifth will come. */
function isQuarter(stem: string): boolean {
  const last = nameWords(stem).at(-1);
  return last === 'q' || last === 'quarter' || last === 'qtr';
}

/** Columns kept free for whatever customers need: repeated on purpose, though just as hard to query. */
function isSpareSlot(stem: string): boolean {
  return nameWords(stem).some((word) => slots.has(word));
}

const uncounted: ReadonlySet<string> = new Set(
  `addr address adr adresse line lines street strasse street_line md sha utf base ip ipv oauth iso hash checksum digest
  level lvl tier layer depth rank step phase stage lat lon lng coord dim dimension axis pct percentile quantile vector
  pc matrix col column version part segment admin adm`.split(/\s+/),
);

const lineLike: ReadonlySet<string> = new Set(['name', 'text', 'title', 'label', 'description', 'header', 'footer']);

const slots: ReadonlySet<string> = new Set(
  `attr attribute custom data ext extra field flex free info metadata opt option param parameter prop property reserved
  reserve filler dummy misc additional cf int integer str string num number bool flag date text char spare udf value var`.split(
    /\s+/,
  ),
);

import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A column stores what other columns of the same row already determine, so it can go stale. */
export const storedDerivedColumn = defineRule({
  id: 'stored-derived-column',
  family: 'normalization',
  severity: 'info',
  summary: 'A column stores what other columns of the same row already determine, so it can go stale.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  *check({ table, column }, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || table.triggers.length > 0) return;
    if (recordsThePast(table) || isLoadedCopy(table) || column.generated !== undefined) return;
    const source = sourceOf(column, table);
    if (source === undefined) return;
    yield {
      at: column.nameOrigin,
      columns: [column.name, ...source.columns],
      severity: source.kind === 'total' ? 'hint' : 'info',
      state: {
        column: `${displayName(table)}.${column.name}`,
        ...source,
        computed: ctx.dialect === 'sqlserver' ? 'computed' : 'generated',
        expression: expressionOf(source, ctx),
      },
    };
  },
  message: ({ column, columns, kind, computed, expression }) =>
    kind === 'age'
      ? `${column} goes stale by itself: it follows from ${columns.join(' and ')} and today's date. Store the date only and compute the age in a view or in the query.`
      : `${column} follows from ${columns.join(' and ')}, so an update of one of them leaves it wrong. Make it a ${computed} column (${expression}), or compute it in a view.`,
});

interface Source {
  readonly kind: 'age' | 'name' | 'total';
  readonly columns: readonly string[];
}

function sourceOf(column: Column, table: Table): Source | undefined {
  const words = nameWords(column.name).join('_');
  const named = (names: ReadonlySet<string>, families: readonly string[]) =>
    table.columns.find(
      (other) => other !== column && names.has(nameWords(other.name).join('_')) && families.includes(other.type.family),
    );
  if (words === 'age' && numeric.includes(column.type.family)) {
    const birth = named(birthNames, ['date', 'timestamp', 'timestamptz']);
    return birth && { kind: 'age', columns: [birth.name] };
  }
  if (fullNames.has(words) && column.type.family === 'text') {
    const first = named(firstNames, ['text']);
    const last = named(lastNames, ['text']);
    return first && last && { kind: 'name', columns: [first.name, last.name] };
  }
  if (totalNames.has(words) && numeric.includes(column.type.family)) {
    const quantity = named(quantityNames, numeric);
    const price = named(priceNames, numeric);
    if (table.columns.some((other) => nameWords(other.name).some((word) => adjusting.has(word)))) return undefined;
    return quantity && price && { kind: 'total', columns: [quantity.name, price.name] };
  }
  return undefined;
}

function expressionOf({ kind, columns }: Source, ctx: RuleContext): string {
  const [one, other] = columns;
  if (kind !== 'name') return `${one} * ${other}`;
  if (ctx.dialect === 'mysql') return `concat(${one}, ' ', ${other})`;
  return ctx.dialect === 'sqlserver' ? `${one} + ' ' + ${other}` : `${one} || ' ' || ${other}`;
}

const numeric: readonly string[] = ['integer', 'decimal', 'float', 'money'];
const birthNames: ReadonlySet<string> = new Set([
  'birth_date',
  'birthdate',
  'birthday',
  'birth_day',
  'date_of_birth',
  'dob',
  'born_on',
]);
const fullNames: ReadonlySet<string> = new Set(['full_name', 'fullname', 'complete_name']);
const firstNames: ReadonlySet<string> = new Set(['first_name', 'firstname', 'given_name', 'forename', 'fname']);
const lastNames: ReadonlySet<string> = new Set(['last_name', 'lastname', 'surname', 'family_name', 'lname']);
const totalNames: ReadonlySet<string> = new Set(
  `total line_total item_total row_total total_price total_amount total_cost line_amount line_price extended_price
  extended_amount ext_price subtotal sub_total`.split(/\s+/),
);
const quantityNames: ReadonlySet<string> = new Set(['quantity', 'qty', 'units', 'order_qty', 'order_quantity']);
const priceNames: ReadonlySet<string> = new Set([
  'price',
  'unit_price',
  'unitprice',
  'price_per_unit',
  'item_price',
  'unit_cost',
  'price_each',
]);

/** Anything else that enters a total: then it is no plain product. */
const adjusting: ReadonlySet<string> = new Set(
  `discount discounted tax taxes vat gst shipping freight fee fees surcharge rebate tip rounding adjustment rate
  coupon promotion`.split(/\s+/),
);

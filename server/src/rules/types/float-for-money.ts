import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { languageOf } from '../shared/description-language.ts';
import { nameWords } from '../shared/name-words.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** An amount of money is kept in a binary floating-point column, which cannot hold most decimal fractions. */
export const floatForMoney = defineRule({
  id: 'float-for-money',
  family: 'types',
  severity: 'warning',
  summary: 'An amount of money is kept in a binary floating-point column, which cannot hold most decimal fractions.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['float'] },
  *check({ table, column }, ctx) {
    if (!isWellReadTable(table) || column.type.family !== 'float' || column.type.dimensions > 0) return;
    if (!namesMoney(column, table)) return;
    yield {
      at: column.type.origin,
      state: { table, column, hasDecimal: ctx.dialect !== 'sqlite' },
      columns: [column.name],
      // SQLite has no exact decimal type at all; whole cents are the only way, and a matter of the whole program.
      ...(ctx.dialect === 'sqlite' && { severity: 'hint' }),
    };
  },
  message: ({ table, column, hasDecimal }) =>
    `${columnName(table, column)} is money in a binary floating-point type: 0.10 is stored as something close to it, sums drift and equality fails. ${hasDecimal ? `Use an exact decimal type such as ${exact[languageOf(table)]}` : 'Store whole cents in an INTEGER column'}.`,
  fixes({ table, column, hasDecimal }, ctx) {
    if (!hasDecimal) return [];
    const name = ctx.dialect === 'postgresql' ? 'numeric' : 'decimal';
    return typeFix(table, column, aType(name, 'decimal', ['19', '4']), ctx);
  },
});

const exact: Readonly<Record<ReturnType<typeof languageOf>, string>> = {
  sql: 'numeric(19, 4)',
  prisma: 'Decimal with @db.Decimal(19, 4)',
  sqlalchemy: 'Numeric(19, 4)',
};

function namesMoney(column: Column, table: Table): boolean {
  const words = nameWords(column.name);
  if (words.some((word) => otherMeasures.has(word))) return false;
  if (words.some((word) => money.has(word))) return true;
  // An amount is money unless something in the table says what else it is an amount of.
  return (
    words.some((word) => word === 'amount' || word === 'amt') &&
    !nameWords(table.name).some((word) => substances.test(word)) &&
    !table.columns.some((other) => nameWords(other.name).some((word) => unitWords.has(word)))
  );
}

const money: ReadonlySet<string> = new Set(
  `price prices cost costs fee fees salary salaries wage wages revenue subtotal payment payout refund cash money balance
  budget deposit turnover expense expenses income`.split(/\s+/),
);

/** Words that make a share, an index or a measurement of it. */
const otherMeasures: ReadonlySet<string> = new Set(
  `rate ratio percent percentage pct fraction proportion split factor multiplier weight score index idx rank avg average mean median stddev
  variance change delta elasticity sensitivity coefficient probability per units count qty quantity time hours days
  load white query planner path startup estimated predicted forecast ph color colour`.split(/\s+/),
);

const unitWords: ReadonlySet<string> = new Set('unit units uom measure measurement dosage dose'.split(' '));

const substances = /^(ingredient|recipe|nutri|dos|medicat|rain|water|fuel|stock|measure)/;

import { test } from 'vitest';
import { prismaDecimalDefault } from '../../../server/src/rules/orm/prisma-decimal-default.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a model speaks once', () => {
  checkRule(
    prismaDecimalDefault,
    `
//- schema.prisma
model Product {
  id     Int      @id
  price  Decimal
//       ^^^^^^^ prisma-decimal-default
  weight Decimal?
  cost   Decimal  @db.Decimal(12, 2)
}
`,
  );
});

test('other types, and decimals of a chosen precision', () => {
  checkRule(
    prismaDecimalDefault,
    `
//- schema.prisma
model Product {
  id    Int     @id
  ratio Float
  price Decimal @db.Money
}
`,
  );
});

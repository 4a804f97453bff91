import { test } from 'vitest';
import { prismaDefaultReferentialAction } from '../../../server/src/rules/orm/prisma-default-referential-action.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('no onDelete is written', () => {
  checkRule(
    prismaDefaultReferentialAction,
    `
//- schema.prisma
model Customer {
  id     Int     @id
  orders Order[]
}
model Order {
  id         Int      @id
  customerId Int
  customer   Customer @relation(fields: [customerId], references: [id])
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ prisma-default-referential-action
}
`,
  );
});

test('the action is written', () => {
  checkRule(
    prismaDefaultReferentialAction,
    `
//- schema.prisma
model Customer {
  id     Int     @id
  orders Order[]
}
model Order {
  id         Int      @id
  customerId Int
  customer   Customer @relation(fields: [customerId], references: [id], onDelete: Cascade)
}
`,
  );
});

import { test } from 'vitest';
import { prismaDefaultReferentialAction } from '../../../server/src/rules/orm/prisma-default-referential-action.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { customerAndOrderModels } from './customer-orders.ts';

test('no onDelete is written', () => {
  checkRule(
    prismaDefaultReferentialAction,
    `
//- schema.prisma
${customerAndOrderModels}
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
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id], onDelete: Cascade)
}
`,
  );
});

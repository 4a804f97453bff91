import { test } from 'vitest';
import { prismaRelationmodeIndex } from '../../../server/src/rules/orm/prisma-relationmode-index.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { datasource } from '../../kit/schema-files.ts';
import { customerAndOrderModels } from './customer-orders.ts';

test('no index begins with the fields', () => {
  checkRule(
    prismaRelationmodeIndex,
    `
//- schema.prisma
${datasource('postgresql', 'prisma')}
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ prisma-relationmode-index
}
`,
  );
});

test('an index, or a unique key', () => {
  checkRule(
    prismaRelationmodeIndex,
    `
//- schema.prisma
${datasource('postgresql', 'prisma')}
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])
  @@index([customerId, id])
}
`,
  );
});

test('foreign keys of the database are the matter of another rule', () => {
  checkRule(
    prismaRelationmodeIndex,
    `
//- schema.prisma
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])
}
`,
  );
});

test('MySQL builds no index where there is no foreign key', () => {
  checkRule(
    prismaRelationmodeIndex,
    `
//- schema.prisma dialect=mysql
${datasource('mysql', 'prisma')}
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ prisma-relationmode-index
}
`,
  );
});

test('the index is declared in the model', async () => {
  await checkFix(
    prismaRelationmodeIndex,
    `
//- schema.prisma
${datasource('postgresql', 'prisma')}
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])
}
`,
    `
//- schema.prisma
${datasource('postgresql', 'prisma')}
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])

  @@index([customerId])
}
`,
  );
});

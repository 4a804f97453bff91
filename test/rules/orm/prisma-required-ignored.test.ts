import { test } from 'vitest';
import { prismaRequiredIgnored } from '../../../server/src/rules/orm/prisma-required-ignored.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('required, ignored and without a value', () => {
  checkRule(
    prismaRequiredIgnored,
    `
//- schema.prisma
model User {
  id     Int    @id
  legacy String @ignore
//^^^^^^ prisma-required-ignored
  old    String? @ignore
  state  String @default("new") @ignore
}
`,
  );
});

test('an ignored model has no client to fail', () => {
  checkRule(
    prismaRequiredIgnored,
    `
//- schema.prisma
model User {
  id     Int    @id
  legacy String @ignore

  @@ignore
}
`,
  );
});

test('the field becomes optional', async () => {
  await checkFix(
    prismaRequiredIgnored,
    `
//- schema.prisma
model User {
  id     Int    @id
  legacy String @ignore
}
`,
    `
//- schema.prisma
model User {
  id     Int     @id
  legacy String? @ignore
}
`,
  );
});

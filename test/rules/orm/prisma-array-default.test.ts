import { test } from 'vitest';
import { prismaArrayDefault } from '../../../server/src/rules/orm/prisma-array-default.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a list without default', () => {
  checkRule(
    prismaArrayDefault,
    `
//- schema.prisma
model Post {
  id    Int      @id
  tags  String[]
//      ^^^^^^^^ prisma-array-default
  marks Int[]    @default([])
  name  String
}
`,
  );
});

test('lists of an enum too', () => {
  checkRule(
    prismaArrayDefault,
    `
//- schema.prisma
enum Color {
  RED
  BLUE
}
model Post {
  id     Int     @id
  colors Color[]
//       ^^^^^^^ prisma-array-default
}
`,
  );
});

test('a model is one finding, and so is a habit', () => {
  checkRule(
    prismaArrayDefault,
    `
//- schema.prisma
model T1 {
  id   Int      @id
  tags String[]
//     ^^^^^^^^ prisma-array-default
  also String[]
}
model T2 {
  id   Int      @id
  tags String[]
  also String[]
}
model T3 {
  id   Int      @id
  tags String[]
  also String[]
}
model T4 {
  id   Int      @id
  tags String[]
  also String[]
}
model T5 {
  id   Int      @id
  tags String[]
  also String[]
}
model T6 {
  id   Int      @id
  tags String[]
  also String[]
}
`,
  );
});

test('the fix of a habit mends all tables at once', async () => {
  const models = (list: string): string =>
    ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `model ${name} {\n  id   Int      @id\n  tags ${list}\n}\n`).join('');
  await checkFix(
    prismaArrayDefault,
    `//- schema.prisma\n${models('String[]')}`,
    `//- schema.prisma\n${models('String[] @default([])')}`,
  );
});

test('relations are no lists of values', () => {
  checkRule(
    prismaArrayDefault,
    `
//- schema.prisma
model Post {
  id       Int       @id
  comments Comment[]
}
model Comment {
  id     Int  @id
  postId Int
  post   Post @relation(fields: [postId], references: [id])
}
`,
  );
});

test('an empty list is written', async () => {
  await checkFix(
    prismaArrayDefault,
    `
//- schema.prisma
model Post {
  id   Int      @id
  tags String[]
}
`,
    `
//- schema.prisma
model Post {
  id   Int      @id
  tags String[] @default([])
}
`,
  );
});

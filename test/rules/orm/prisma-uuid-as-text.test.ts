import { test } from 'vitest';
import { prismaUuidAsText } from '../../../server/src/rules/orm/prisma-uuid-as-text.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a key that Prisma fills', () => {
  checkRule(
    prismaUuidAsText,
    `
//- schema.prisma
model Session {
  id   String @id @default(uuid())
//     ^^^^^^ prisma-uuid-as-text
  code String @unique @default(uuid(7))
//     ^^^^^^ prisma-uuid-as-text
}
`,
  );
});

test('a native type, other makers, other defaults', () => {
  checkRule(
    prismaUuidAsText,
    `
//- schema.prisma
model Session {
  id   String @id @default(uuid()) @db.Uuid
  code String @default(cuid())
  slug String @default("uuid")
  hex  String @default(uuid()) @db.VarChar(36)
}
`,
  );
});

test('a habit is one finding', () => {
  checkRule(
    prismaUuidAsText,
    `
//- schema.prisma
model T1 {
  id String @id @default(uuid())
//   ^^^^^^ prisma-uuid-as-text
}
model T2 {
  id String @id @default(uuid())
}
model T3 {
  id String @id @default(uuid())
}
model T4 {
  id String @id @default(uuid())
}
model T5 {
  id String @id @default(uuid())
}
model T6 {
  id String @id @default(uuid())
}
`,
  );
});

test('a database that keeps UUIDs short elsewhere has slipped', () => {
  checkRule(
    prismaUuidAsText,
    `
//- schema.prisma
model T1 {
  id String @id @default(uuid())
//   ^^^^^^ prisma-uuid-as-text
}
model T2 {
  id String @id @default(uuid())
//   ^^^^^^ prisma-uuid-as-text
}
model T3 {
  id String @id @default(uuid())
//   ^^^^^^ prisma-uuid-as-text
}
model T4 {
  id String @id @default(uuid())
//   ^^^^^^ prisma-uuid-as-text
}
model T5 {
  id String @id @default(uuid())
//   ^^^^^^ prisma-uuid-as-text
}
model T6 {
  id String @id @default(uuid()) @db.Uuid
}
model T7 {
  id String @id @default(uuid()) @db.Uuid
}
model T8 {
  id String @id @default(uuid()) @db.Uuid
}
`,
  );
});

test('the native type is written', async () => {
  await checkFix(
    prismaUuidAsText,
    `
//- schema.prisma
model Session {
  id     String @id @default(uuid())
  device String
}
`,
    `
//- schema.prisma
model Session {
  id     String @id @default(uuid()) @db.Uuid
  device String
}
`,
  );
});

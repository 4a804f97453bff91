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

const text = '  id String @id @default(uuid())';
const reported = `${text}
//   ^^^^^^ prisma-uuid-as-text`;
const native = '  id String @id @default(uuid()) @db.Uuid';

test('a habit is one finding', () => {
  checkRule(prismaUuidAsText, modelsWith(reported, text, text, text, text, text));
});

test('a database that keeps UUIDs short elsewhere has slipped', () => {
  checkRule(prismaUuidAsText, modelsWith(reported, reported, reported, reported, reported, native, native, native));
});

/** A model for each of the keys. */
function modelsWith(...keys: readonly string[]): string {
  return `//- schema.prisma\n${keys.map((key, at) => `model T${at + 1} {\n${key}\n}\n`).join('')}`;
}

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

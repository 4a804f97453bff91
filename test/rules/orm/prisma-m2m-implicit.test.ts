import { test } from 'vitest';
import { prismaM2mImplicit } from '../../../server/src/rules/orm/prisma-m2m-implicit.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('one table speaks for all', () => {
  checkRule(
    prismaM2mImplicit,
    `
//- schema.prisma
model Post {
  id   Int   @id
  tags Tag[]
//^^^^ prisma-m2m-implicit
}
model Tag {
  id    Int    @id
  posts Post[]
}
`,
  );
});

test('a model of its own', () => {
  checkRule(
    prismaM2mImplicit,
    `
//- schema.prisma
model Post {
  id   Int       @id
  tags PostTag[]
}
model PostTag {
  postId Int
  tagId  Int
  post   Post @relation(fields: [postId], references: [id])
  tag    Tag  @relation(fields: [tagId], references: [id])

  @@id([postId, tagId])
}
model Tag {
  id    Int       @id
  posts PostTag[]
}
`,
  );
});

import { test } from 'vitest';
import { prismaMysqlString191 } from '../../../server/src/rules/orm/prisma-mysql-string-191.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { datasource } from '../../kit/schema-files.ts';

test('long texts by name', () => {
  checkRule(
    prismaMysqlString191,
    `
//- schema.prisma dialect=mysql
${datasource('mysql')}
model Article {
  id          Int    @id
  title       String
  content     String
//            ^^^^^^ prisma-mysql-string-191
  accessToken String?
//            ^^^^^^^ prisma-mysql-string-191
  summary     String @db.Text
}
`,
  );
});

test('keys, defaults, and names of something short', () => {
  checkRule(
    prismaMysqlString191,
    `
//- schema.prisma dialect=mysql
${datasource('mysql')}
model Article {
  id          Int    @id
  description String @unique
  message     String @default("hello")
  contentType String
  shortText   String
  token       String
}
`,
  );
});

test('PostgreSQL takes texts of any length', () => {
  checkRule(
    prismaMysqlString191,
    `
//- schema.prisma
model Article {
  id      Int    @id
  content String
}
`,
  );
});

test('the field becomes TEXT', async () => {
  await checkFix(
    prismaMysqlString191,
    `
//- schema.prisma dialect=mysql
${datasource('mysql')}
model Article {
  id      Int    @id @default(autoincrement())
  content String
}
`,
    `
//- schema.prisma dialect=mysql
${datasource('mysql')}
model Article {
  id      Int    @id @default(autoincrement())
  content String @db.Text
}
`,
  );
});

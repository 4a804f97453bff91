import { describe, expect, test } from 'vitest';
import type { WrittenExpression } from '../../server/src/model/expression.ts';
import {
  aColumn,
  aForeignKey,
  aKey,
  anIndex,
  aTable,
  aType,
  columnPart,
  objectName,
} from '../../server/src/model/factories.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Asked } from './fix-text.ts';
import { filesIn } from './fix-text.ts';
import { afterPrismaFix, formatted, header, mistakes } from './prisma-kit.ts';

const blog = `model User {
  id    Int    @id @default(autoincrement())
  email String @unique // where letters go
  posts Post[]

  @@map("users")
}

model Post {
  id       Int     @id
  authorId Int     @map("author_id")
  title    String
  body     String?
  author   User    @relation(fields: [authorId], references: [id])

  tags String[]

  @@index([title])
  @@map("posts")
}
`;

const users = objectName('users');
const posts = objectName('posts');

/** The lines that went and came; the result stays as `prisma format` leaves it, and Prisma accepts it. */
function change(asked: readonly Asked[], text = blog): readonly string[] | undefined {
  const after = afterPrismaFix(text, asked);
  if (after === undefined) return undefined;
  const files = new Map([['schema.prisma', header + after]]);
  expect(formatted(files).get('schema.prisma')).toBe(header + after);
  expect(mistakes(files)).toEqual([]);
  return differingLines(text, after);
}

function differingLines(before: string, after: string): readonly string[] {
  const lines: string[] = [];
  const left = after.split('\n');
  for (const line of before.split('\n')) {
    const at = left.indexOf(line);
    if (at === -1) lines.push(`-${line}`);
    else
      lines.push(
        ...left
          .splice(0, at + 1)
          .slice(0, -1)
          .map((added) => `+${added}`),
      );
  }
  return [...lines, ...left.map((added) => `+${added}`)];
}

function value(text: string, type: 'string' | 'number' = 'string'): WrittenExpression {
  return { text: type === 'string' ? `'${text}'` : text, expression: { kind: 'literal', type, value: text } };
}

function index(columns: Parameters<typeof anIndex>[0], more: Parameters<typeof anIndex>[1] = {}, table = posts): Asked {
  return { kind: 'create-index', table, index: anIndex(columns, more), ifNotExists: false };
}

function alter(column: string, set: Extract<Asked, { kind: 'alter-column' }>['set'], table = posts): Asked {
  return { kind: 'alter-column', table, column, set };
}

describe('indexes', () => {
  test('stand behind the last one, with the names of fields', () => {
    expect(afterPrismaFix(blog, [index(['author_id'])])).toBe(
      blog.replace('@@index([title])\n', '@@index([title])\n  @@index([authorId])\n'),
    );
  });

  test('are the first line of the model when there is none', () => {
    const text = blog.replace('  @@map("posts")\n', '').replace('\n  @@index([title])\n', '');
    const asked = index(['author_id'], {}, objectName('Post'));
    expect(change([asked], text)).toEqual(['+', '+  @@index([authorId])']);
  });

  test.each<[string, Asked]>([
    ['@@index([title, id])', index(['title', 'id'], { name: 'posts_title_id_idx' })],
    ['@@index([title], map: "by_title")', index(['title'], { name: 'by_title' })],
    ['@@index([body(sort: Desc)])', index([columnPart('body', { order: 'desc', nulls: 'first' })])],
    ['@@index([tags], type: Gin)', index(['tags'], { method: 'gin' })],
    [
      '@@index([body(ops: raw("gin_trgm_ops"))], type: Gin)',
      index([columnPart('body', { opclass: 'gin_trgm_ops' })], { method: 'gin' }),
    ],
    ['@@index([title], map: "posts_title_idx_2", type: Hash)', index(['title'], { method: 'hash' })],
    ['@@unique([title, authorId])', index(['title', 'author_id'], { unique: true })],
  ])('%s', (line, asked) => {
    expect(change([asked])).toEqual([`+  ${line}`]);
  });

  test('go, with the blank line that only they needed', () => {
    const drop: Asked = { kind: 'drop-index', name: objectName('posts_title_idx'), concurrently: false };
    expect(change([drop])).toEqual(['-  @@index([title])']);
    const text = blog.replace('  @@map("posts")\n', '').replaceAll('posts_', 'Post_');
    const named: Asked = { ...drop, name: objectName('Post_title_idx') };
    expect(afterPrismaFix(text, [named])).toBe(text.replace('\n\n  @@index([title])', ''));
  });

  test('of a field', () => {
    const drop: Asked = { kind: 'drop-index', name: objectName('users_email_key'), concurrently: false };
    expect(change([drop])).toEqual([
      '-  email String @unique // where letters go',
      '+  email String // where letters go',
    ]);
  });

  test('stay where a relation rests on them', () => {
    const text = blog.replace('references: [id]', 'references: [email]').replace('authorId Int   ', 'authorId String');
    const drop: Asked = { kind: 'drop-index', name: objectName('users_email_key'), concurrently: false };
    expect(afterPrismaFix(text, [drop])).toBeUndefined();
  });

  test('get another name', () => {
    const rename: Asked = { kind: 'rename-index', name: objectName('posts_title_idx'), to: 'by_title' };
    expect(change([rename])).toEqual(['-  @@index([title])', '+  @@index([title], map: "by_title")']);
  });
});

describe('keys', () => {
  test.each<[string, Asked]>([
    ['  title    String  @unique', { kind: 'add-unique', table: posts, key: aKey(['title']) }],
    ['  title    String  @unique(map: "u")', { kind: 'add-unique', table: posts, key: aKey(['title'], { name: 'u' }) }],
  ])('%s', (line, asked) => {
    expect(change([asked])).toEqual(['-  title    String', `+${line}`]);
  });

  test('a primary key takes the place of another', () => {
    const asked: Asked[] = [
      { kind: 'drop-primary-key', table: posts },
      { kind: 'add-primary-key', table: posts, key: aKey(['id', 'title']) },
    ];
    expect(change(asked)).toEqual(['-  id       Int     @id', '+  id       Int', '+  @@id([id, title])']);
  });

  test('the fields of a primary key are required', () => {
    const text = 'model A {\n  a Int? @unique\n  b Int  @unique\n}\n';
    const asked: Asked = { kind: 'add-primary-key', table: objectName('A'), key: aKey(['a']) };
    expect(change([asked], text)).toEqual([
      '-  a Int? @unique',
      '-  b Int  @unique',
      '+  a Int @id',
      '+  b Int @unique',
    ]);
  });
});

describe('relations', () => {
  const other = objectName('users');

  test('are fields on both sides', () => {
    const text = blog
      .replace('  posts Post[]\n', '')
      .replace('  author   User    @relation(fields: [authorId], references: [id])\n', '');
    const more = { onDelete: 'cascade', onUpdate: 'cascade' } as const;
    const asked: Asked = {
      kind: 'add-foreign-key',
      table: posts,
      foreignKey: aForeignKey(['author_id'], other, ['id'], more),
    };
    expect(change([asked], text)).toEqual([
      '+  posts Post[]',
      '-  tags String[]',
      '+  tags   String[]',
      '+  author User     @relation(fields: [authorId], references: [id], onDelete: Cascade)',
    ]);
  });

  test('a second one between two models has a name', () => {
    const asked: Asked[] = [
      {
        kind: 'add-column',
        table: posts,
        column: aColumn('editor_id', aType('integer', 'integer')),
        ifNotExists: false,
      },
      {
        kind: 'add-foreign-key',
        table: posts,
        foreignKey: aForeignKey(['editor_id'], other, ['id'], { onDelete: 'set null', onUpdate: 'cascade' }),
      },
    ];
    const lines = change(asked)!;
    expect(lines).toContain('+  posts_editor Post[] @relation("Post_editorIdToUser")');
    expect(lines).toContain(
      '+  editor   User?   @relation("Post_editorIdToUser", fields: [editorId], references: [id])',
    );
  });

  test('go on both sides', () => {
    const asked: Asked = { kind: 'drop-constraint', table: posts, name: 'posts_author_id_fkey', cascade: false };
    expect(change([asked])).toEqual([
      '-  posts Post[]',
      '-  author   User    @relation(fields: [authorId], references: [id])',
    ]);
  });

  test('get other actions in place', () => {
    const asked: Asked[] = [
      { kind: 'drop-constraint', table: posts, name: 'posts_author_id_fkey', cascade: false },
      {
        kind: 'add-foreign-key',
        table: posts,
        foreignKey: aForeignKey(['author_id'], other, [], { onDelete: 'cascade', onUpdate: 'no action' }),
      },
    ];
    expect(change(asked)).toEqual([
      '-  author   User    @relation(fields: [authorId], references: [id])',
      '+  author   User    @relation(fields: [authorId], references: [id], onDelete: Cascade, onUpdate: NoAction)',
    ]);
  });

  test('are not made between different types', () => {
    const asked: Asked = { kind: 'add-foreign-key', table: posts, foreignKey: aForeignKey(['title'], other, ['id']) };
    expect(afterPrismaFix(blog, [asked])).toBeUndefined();
  });
});

describe('columns', () => {
  test('a native type', () => {
    expect(change([alter('title', { type: aType('varchar', 'text', ['20']) })])).toEqual([
      '-  title    String',
      '+  title    String  @db.VarChar(20)',
    ]);
  });

  test('native types begin with the name of the datasource', () => {
    const text = `//- a.prisma\ndatasource pg {\n  provider = "postgresql"\n}\n\nmodel A {\n  id Int    @id\n  at String @pg.Text\n}\n`;
    const asked = alter('at', { type: aType('timestamptz', 'timestamptz') }, objectName('A'));
    expect(afterPrismaFix(text, [asked])).toBe(
      text.replace('  id Int    @id\n  at String @pg.Text', '  id Int      @id\n  at DateTime @pg.Timestamptz(6)'),
    );
  });

  test('both sides of a relation change together or not at all', () => {
    const bigint = aType('bigint', 'integer');
    expect(change([alter('author_id', { type: bigint })])).toBeUndefined();
    expect(change([alter('author_id', { type: bigint }), alter('id', { type: bigint }, users)])).toEqual([
      '-  id    Int    @id @default(autoincrement())',
      '+  id    BigInt @id @default(autoincrement())',
      '-  authorId Int     @map("author_id")',
      '+  authorId BigInt  @map("author_id")',
    ]);
  });

  test('a relation is optional when its column is, and still keeps rows from being deleted', () => {
    expect(change([alter('author_id', { nullable: true })])).toEqual([
      '-  authorId Int     @map("author_id")',
      '+  authorId Int?    @map("author_id")',
      '-  author   User    @relation(fields: [authorId], references: [id])',
      '+  author   User?   @relation(fields: [authorId], references: [id], onDelete: Restrict)',
    ]);
  });

  test('a default comes, changes and goes', () => {
    const text = blog.replace('title    String', 'title    String  @default("x")');
    expect(change([alter('body', { default: value('y') })])).toEqual([
      '-  body     String?',
      '+  body     String? @default("y")',
    ]);
    expect(change([alter('title', { default: value('y') })], text)).toEqual([
      '-  title    String  @default("x")',
      '+  title    String  @default("y")',
    ]);
    expect(change([alter('title', { default: undefined })], text)).toEqual([
      '-  title    String  @default("x")',
      '+  title    String',
    ]);
  });

  test('a new column follows the way the model names fields', () => {
    const now: WrittenExpression = { text: 'now()', expression: { kind: 'call', name: 'now', args: [] } };
    const column = aColumn('made_at', aType('timestamptz', 'timestamptz'), { nullable: false, default: now });
    expect(change([{ kind: 'add-column', table: posts, column, ifNotExists: false }])).toEqual([
      '-  tags String[]',
      '+  tags   String[]',
      '+  madeAt DateTime @default(now()) @map("made_at") @db.Timestamptz(6)',
    ]);
  });

  test('a column goes with its relation and indexes', () => {
    expect(change([{ kind: 'drop-column', table: posts, column: 'author_id', cascade: false }])).toEqual([
      '-  posts Post[]',
      '-  id       Int     @id',
      '-  authorId Int     @map("author_id")',
      '-  title    String',
      '-  body     String?',
      '-  author   User    @relation(fields: [authorId], references: [id])',
      '+  id    Int     @id',
      '+  title String',
      '+  body  String?',
    ]);
    const lines = change([{ kind: 'drop-column', table: posts, column: 'title', cascade: false }]);
    expect(lines).toEqual(['-  title    String', '-  @@index([title])']);
  });

  test('another name in the database leaves the field its own', () => {
    expect(change([{ kind: 'rename-column', table: posts, column: 'author_id', to: 'writer_id' }])).toEqual([
      '-  authorId Int     @map("author_id")',
      '+  authorId Int     @map("writer_id")',
    ]);
    expect(change([{ kind: 'rename-table', table: posts, to: objectName('Post') }])).toEqual(['-  @@map("posts")']);
  });

  test('a new enum stands behind the model', () => {
    const type = {
      ...objectName('mood'),
      key: 'mood',
      values: ['good', 'so so'],
      origin: nowhere,
      nameOrigin: nowhere,
    };
    const set = { type: aType('mood', 'unknown'), default: value('so so') };
    expect(change([{ kind: 'create-enum', type }, alter('title', set)])).toEqual([
      '-  title    String',
      '+  title    mood    @default(so_so)',
      '+enum mood {',
      '+  good',
      '+  so_so @map("so so")',
      '+}',
      '+',
    ]);
  });
});

test('a new table stands behind the first that it references', () => {
  const table = aTable(objectName('likes'), 'likes', {
    columns: [
      aColumn('user_id', aType('integer', 'integer'), { nullable: false }),
      aColumn('post_id', aType('integer', 'integer'), { nullable: false }),
      aColumn('made_at', aType('timestamptz', 'timestamptz')),
    ],
    primaryKey: aKey(['user_id', 'post_id']),
    foreignKeys: [
      aForeignKey(['user_id'], users, ['id'], { onDelete: 'cascade', onUpdate: 'cascade' }),
      aForeignKey(['post_id'], posts, [], { onDelete: 'cascade', onUpdate: 'cascade' }),
    ],
    indexes: [anIndex(['post_id'])],
  });
  expect(change([{ kind: 'create-table', table, ifNotExists: false, like: [] }])).toEqual([
    '-  id    Int    @id @default(autoincrement())',
    '-  email String @unique // where letters go',
    '+  id    Int     @id @default(autoincrement())',
    '+  email String  @unique // where letters go',
    '+  likes likes[]',
    '+model likes {',
    '+  user_id Int',
    '+  post_id Int',
    '+  made_at DateTime? @db.Timestamptz(6)',
    '+  user    User      @relation(fields: [user_id], references: [id], onDelete: Cascade)',
    '+  post    Post      @relation(fields: [post_id], references: [id], onDelete: Cascade)',
    '+',
    '+  @@id([user_id, post_id])',
    '+  @@index([post_id])',
    '+}',
    '+',
    '-  tags String[]',
    '+  tags  String[]',
    '+  likes likes[]',
  ]);
});

describe('what Prisma cannot say', () => {
  const partial = index(['title'], {
    name: 'only_long',
    where: { text: "title > 'm'", expression: { kind: 'opaque', text: '' } },
  });

  test('is SQL in a new migration', () => {
    const text = `//- prisma/schema.prisma\n${header}${blog}//- prisma/migrations/20240101000000_init/migration.sql\nSELECT 1;\n`;
    expect(afterPrismaFix(text, [partial])).toBe(
      `//- prisma/migrations/20240101000001_add_only_long/migration.sql\nCREATE INDEX CONCURRENTLY "only_long" ON "posts" ("title") WHERE title > 'm';\n`,
    );
  });

  test('is not offered where there are no migrations', () => {
    expect(afterPrismaFix(blog, [partial])).toBeUndefined();
  });

  test('partial indexes can be said with their preview feature', () => {
    const generator =
      'generator client {\n  provider        = "prisma-client"\n  previewFeatures = ["partialIndexes"]\n}\n\n';
    const asked = index(['body'], { where: { text: "title > 'm'", expression: { kind: 'opaque', text: '' } } });
    expect(afterPrismaFix(generator + blog, [asked])).toContain(`  @@index([body], where: raw("title > 'm'"))\n`);
  });
});

describe('files as they are', () => {
  test('what is not aligned stays so', () => {
    const text = 'model A {\n   id   Int @id\n   name    String   @default("a")  // why\n   x Int\n}\n';
    const table = objectName('A');
    const asked = [
      alter('name', { type: aType('varchar', 'text', ['5']), nullable: true }, table),
      index(['x'], {}, table),
    ];
    expect(afterPrismaFix(text, asked)).toBe(
      'model A {\n   id   Int @id\n   name    String?  @default("a") @db.VarChar(5)  // why\n   x Int\n\n   @@index([x])\n}\n',
    );
  });

  test('line ends of Windows', () => {
    const after = afterPrismaFix(blog.replaceAll('\n', '\r\n'), [index(['author_id'])])!;
    expect(after).toBe(
      blog.replace('@@index([title])\n', '@@index([title])\n  @@index([authorId])\n').replaceAll('\n', '\r\n'),
    );
  });

  test('damaged text is no reason to fail', () => {
    const asked = [
      index(['author_id']),
      alter('title', { type: aType('varchar', 'text', ['5']), nullable: true }),
      { kind: 'drop-column', table: posts, column: 'author_id', cascade: false } as const,
    ];
    for (let at = 0; at < blog.length; at++) {
      for (const damaged of [
        blog.slice(0, at) + blog.slice(at + 9),
        blog.slice(0, at),
        `${blog.slice(0, at)}{"${blog.slice(at)}`,
      ]) {
        for (const each of asked) expect(() => afterPrismaFix(damaged, [each])).not.toThrow();
      }
    }
  });

  test('a model in another file', () => {
    const [user, post] = blog.split(/(?=model Post)/) as [string, string];
    const text = `//- main.prisma\n${header}//- post.prisma\n${post}//- user.prisma\n${user}`;
    const asked: Asked = { kind: 'drop-constraint', table: posts, name: 'posts_author_id_fkey', cascade: false };
    const after = filesIn(afterPrismaFix(text, [asked])!);
    expect([...after.keys()]).toEqual(['post.prisma', 'user.prisma']);
    expect(after.get('user.prisma')).toBe(user.replace('  posts Post[]\n', ''));
  });
});

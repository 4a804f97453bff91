/** Answers with right and wrong code, checked over small workspaces by the real embedded PostgreSQL. */
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { CheckedBlock } from '../../server/src/architect/consultation.ts';
import { checkAnswer } from '../../server/src/verify/check-answer.ts';
import { checkedDatabase } from '../../server/src/verify/checked-database.ts';
import { builtVerifier } from './kit/verifier.ts';

const built = builtVerifier('verify-answer-test');

const shop = `create table customers (id bigint generated always as identity primary key, email text not null unique);
create type order_state as enum ('open', 'paid');
create table orders (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers (id),
  total numeric(12, 2) not null,
  state order_state not null default 'open',
  placed_at timestamptz not null default now()
);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id uuid primary key default make_id(), payload jsonb);`;

const files = { '/w/schema.sql': shop };

function databaseOf(texts: Readonly<Record<string, string>>) {
  const analyzer = createAnalyzer({ rules: [] });
  for (const [file, text] of Object.entries(texts)) analyzer.setFile(file, text);
  return checkedDatabase(analyzer, analyzer.databases()[0]);
}

async function check(language: string, code: string, texts: Readonly<Record<string, string>> = files) {
  const answer = `Do this:\n\n\`\`\`${language}\n${code}\n\`\`\`\n\nThen rest.`;
  const checked = await checkAnswer(answer, databaseOf(texts), built.verifier);
  return checked.map(({ ok, problems }: CheckedBlock) => ({ ok, problems }));
}

const right = [{ ok: true, problems: [] }];

const wrong = (...problems: string[]) => [{ ok: false, problems }];

test.for([
  ['select totl from orders', 'orders has no column totl; did you mean total?'],
  [
    'select o.totl from orders o join customers c on c.id = o.customer_id',
    'orders has no column totl; did you mean total?',
  ],
  ['select * from order', 'select * from: PostgreSQL says: syntax error at or near "order".'],
  ['select * from costumers', 'There is no table costumers; did you mean customers?'],
  [
    'alter table orders add column paid_by bigint references customers (idd)',
    'customers has no column idd; did you mean id?',
  ],
  ['create index on orders (placed)', 'orders has no column placed; did you mean placed_at?'],
  ['alter table orders add column s order_stat', 'There is no type order_stat; did you mean order_state?'],
  ['insert into orders (customer_id) values (7)', 'orders.total is NOT NULL, and the INSERT gives it no value.'],
  ['update orders set ammount = 1 where id = $1', 'orders has no column ammount.'],
  ['select emial from customers where id = :id', 'customers has no column emial; did you mean email?'],
] as const)('wrong: %s', async ([sql, problem]) => {
  expect(await check('sql', `${sql};`)).toEqual(wrong(problem));
});

test.for([
  'create index concurrently on orders (customer_id, placed_at desc);',
  'begin; alter table orders add column note text; update orders set note = $1; commit;',
  'select * from orders where customer_id = ? and total > :least and state = @state',
  'create extension if not exists btree_gist; create table rooms (room int, during tstzrange, exclude using gist (room with =, during with &&));',
  'create extension pg_trgm; create index on customers using gin (email gin_trgm_ops);',
  'create table notes (id uuid default uuid_generate_v4() primary key, body citext, v vector(1536), place geometry(Point, 4326));',
  'create policy own on orders to app_user using (customer_id = 1); grant select on orders to reader;',
  'insert into orders (customer_id, total) values (7, 10), (8, 20);',
  'insert into events (payload) values ($1); select id from events;',
  "select payload ->> 'kind' from events where payload ? 'kind' and payload @> '{}'",
  'create function f() returns trigger language plpgsql as $$ begin return new; end $$; create trigger t before update on orders for each row execute function f();',
])('right: %s', async (sql) => {
  expect(await check('sql', sql)).toEqual(right);
});

test('what the embedded database cannot know is said, and is no problem', async () => {
  const only = async (sql: string) => {
    const [block] = await check('sql', sql);
    expect(block).toMatchObject({ ok: true });
    return block?.problems;
  };
  expect(
    await only(
      'create table docs (id bigint primary key, v vector(3)); create index on docs using hnsw (v vector_cosine_ops);',
    ),
  ).toEqual(['create index on could not be executed in the embedded PostgreSQL: access method "hnsw" does not exist.']);
  expect(await only('select * from docs_are_here ... ')).toEqual(['select * from is an excerpt and was not executed.']);
  expect(await only('create table orders (id bigint primary key, sum numeric); create index on orders (sum);')).toEqual(
    ['orders exists in the workspace; the block was checked as a new definition of it.'],
  );
});

test('a block builds upon those before it, and nothing stays', async () => {
  const answer = [
    '```sql\ncreate table extra (id int primary key, order_id bigint references orders (id));\n```',
    '- then\n  ```sql\n  select id from extra;\n  ```',
    '```sql\nselect idd from extra; alter table orders add column note text;\n```',
    '```python\nclass Note(Base):\n    __tablename__ = "notes"\n    id: Mapped[int] = mapped_column(primary_key=True)\n' +
      '    extra_id: Mapped[int] = mapped_column(ForeignKey("extra.id"))\n```',
    '```sql\nselect note from orders join extra on true join notes n on n.extra_id = extra.id;\n```',
    '```sql\ncreate table extra (other int primary key);\nselect other from extra;\n```',
  ].join('\n\n');
  const checked = await checkAnswer(answer, databaseOf(files), built.verifier);
  expect(checked.map(({ problems }) => problems)).toEqual([
    [],
    [],
    ['extra has no column idd; did you mean id?'],
    [],
    [],
    [],
  ]);
  expect(await check('sql', 'select * from extra;')).toEqual(wrong('There is no table extra.'));
});

const prisma = `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

model User {
  id    Int    @id @default(autoincrement())
  email String @unique
}
`;

test('Prisma is read together with the workspace, and its tables are created', async () => {
  const texts = { '/w/schema.prisma': prisma };
  const order = (type: string, field: string) => `model User {
  id     Int     @id @default(autoincrement())
  email  String  @unique
  orders Order[]
}

model Order {
  id     Int    @id @default(autoincrement())
  user   ${type}   @relation(fields: [userId], references: [${field}])
  userId Int
}`;
  expect(await check('prisma', order('User', 'id'), texts)).toEqual(right);
  expect(await check('prisma', order('Usr', 'id'), texts)).toEqual(wrong('No model, enum or type is called "Usr".'));
  expect(await check('prisma', order('User', 'idd'), texts)).toEqual(wrong('User has no field idd; did you mean id?'));
  expect(await check('prisma', order('User', 'id'), {})).toEqual(right);
  expect(await check('prisma', 'model User {\n  // ...\n  name String\n}', texts)).toEqual([
    { ok: true, problems: ['The block shows only a part of its models and was not checked.'] },
  ]);
});

const models = `from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
`;

test('SQLAlchemy is read together with the workspace, and its tables are created', async () => {
  const texts = { '/w/models.py': models };
  const order = (target: string) => `class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("${target}"), index=True)
`;
  expect(await check('python', order('users.id'), texts)).toEqual(right);
  expect(await check('python', order('user.id'), texts)).toEqual(
    wrong('orders.user_id refers to the table user, which does not exist; did you mean users?'),
  );
  expect(await check('python', order('users.uid'), texts)).toEqual(
    wrong('orders.user_id refers to users.uid: users has no column uid; did you mean id?'),
  );
  expect(await check('python', 'print("no tables here")', texts)).toEqual([]);
});

test('other databases are read, and their names looked up', async () => {
  const texts = {
    '/w/schema.sql':
      'create table `orders` (`id` int auto_increment primary key, `total` decimal(10,2)) engine=InnoDB;',
  };
  const note = 'MySQL was read, names were looked up, nothing was executed.';
  expect(await check('sql', 'select `total` from `orders`;', texts)).toEqual([{ ok: true, problems: [note] }]);
  expect(await check('sql', 'select * from `order_s`;', texts)).toEqual(
    wrong('There is no table order_s; did you mean orders?', note),
  );
  expect(await check('sql', 'create index i on orders (totl);', texts)).toEqual(
    wrong('orders has no column totl; did you mean total?', note),
  );
});

test('without an embedded database the answer says what was not checked', async () => {
  const answer = '```sql\nselect * from costumers;\n```';
  expect(await checkAnswer(answer, databaseOf(files), undefined)).toEqual([
    {
      language: 'sql',
      ok: false,
      problems: [
        'There is no table costumers; did you mean customers?',
        'The SQL was only read, not executed, because there is no embedded PostgreSQL here.',
      ],
    },
  ]);
});

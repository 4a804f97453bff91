/** Functions, triggers and their like of the workspace, replayed so that code which leans on them is judged by them. */
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { checkAnswer } from '../../server/src/verify/check-answer.ts';
import { checkedDatabase } from '../../server/src/verify/checked-database.ts';
import { routinesIn } from '../../server/src/verify/routines.ts';
import { corpusNote, corpusProjects, hasCorpus } from '../kit/corpus.ts';
import { builtVerifier } from './kit/verifier.ts';

const built = builtVerifier('verify-routines-test');

const shop = `create schema app;
create type money_amount as (value numeric, currency text);
create domain email as text check (is_email(value));
create sequence order_number_seq;
create function is_email(address text) returns boolean language sql immutable as $$ select address like '%@%' $$;
create table customers (id bigint generated always as identity primary key, address email not null);
create table orders (
  id bigint primary key default next_order(),
  customer_id bigint not null references customers (id),
  total numeric(12, 2) not null check (is_positive(total)),
  slug text not null,
  updated_at timestamptz not null default now()
);
create function next_order() returns bigint language sql as 'select nextval(''order_number_seq'')';
create function is_positive(amount numeric) returns boolean immutable language plpgsql as $$ begin return amount > 0; end $$;
create function total_of(customer customers) returns numeric language sql stable as
  $$ select sum(total) from orders where customer_id = customer.id $$;
create or replace function touch() returns trigger language plpgsql as $$
begin
  new.slug := coalesce(new.slug, 'order-' || new.id);
  new.updated_at := now();
  return new;
end $$;
create trigger orders_touch before insert or update on orders for each row execute function touch();
create function app.archive(older interval default '1 year', out moved bigint) language plpgsql as $$ begin moved := 0; end $$;
create procedure close_day(day date) language plpgsql as $$ begin perform total_of(c) from customers c; end $$;
create function summary(doc jsonb) returns text language plv8 as $$ return doc.a $$;
create function fingerprint(bytea) returns bytea as '$libdir/fingerprint', 'fp' language c immutable strict;
create function place_of(text) returns text language sql as $$ select st_astext(st_point(1, 2)) $$;
create function greatest_of(a money_amount, b money_amount) returns money_amount language sql immutable as
  $$ select case when a.value > b.value then a else b end $$;
create aggregate biggest(money_amount) (sfunc = greatest_of, stype = money_amount);
create operator <<< (leftarg = text, rightarg = text, function = starts_so);
create function starts_so(a text, b text) returns boolean language sql immutable as $$ select b like a || '%' $$;
create function old_way() returns int language sql as 'select 1';
drop function if exists old_way();
`;

function databaseOf(texts: Readonly<Record<string, string>>) {
  const analyzer = createAnalyzer({ rules: [] });
  for (const [file, text] of Object.entries(texts)) analyzer.setFile(file, text);
  return checkedDatabase(analyzer, analyzer.databases()[0]);
}

async function check(sql: string, texts: Readonly<Record<string, string>> = { '/w/schema.sql': shop }) {
  const [block] = await checkAnswer(`\`\`\`sql\n${sql}\n\`\`\``, databaseOf(texts), built.verifier);
  return { ok: block?.ok, problems: block?.problems };
}

const right = { ok: true, problems: [] };

test.for([
  'create trigger t before update on customers for each row execute function touch();',
  'select total_of(c) from customers c where is_email(c.address);',
  'select * from orders where is_positive(total) and id = next_order();',
  'alter table orders add column tax numeric check (is_positive(tax));',
  'create index on customers (is_email(address));',
  "select moved from app.archive('2 years'); call close_day('2030-01-01');",
  "insert into customers (address) values ('a@b.c'); insert into orders (customer_id, total) values (1, 5);",
  'alter table orders add column price money_amount; select biggest(price) from orders;',
  "select * from orders where 'a' <<< slug;",
  "select nextval('order_number_seq');",
])('right: %s', async (sql) => {
  expect(await check(sql)).toEqual(right);
});

test.for([
  ['select totl_of(c) from customers c;', /function totl_of\(customers\) does not exist/],
  ['select is_positive(true);', /function is_positive\(boolean\) does not exist/],
  ['select old_way();', /function old_way\(\) does not exist/],
  [
    'create trigger t before update on orders for each row execute function tuch();',
    /function tuch\(\) does not exist/,
  ],
] as const)('wrong: %s', async ([sql, problem]) => {
  const { ok, problems } = await check(sql);
  expect(ok).toBe(false);
  expect(problems?.join(' ')).toMatch(problem);
});

test('a language that is not there gets a stand-in, and that is said', async () => {
  expect(await check("select summary('{}'::jsonb);")).toEqual({
    ok: true,
    problems: [
      'summary is plv8, which is not known in the embedded PostgreSQL: its name and types were checked, not what it does.',
    ],
  });
  expect((await check("select fingerprint('x'::bytea);")).ok).toBe(true);
  const placed = await check("select place_of('here');");
  expect(placed.ok).toBe(true);
  expect(placed.problems?.join()).toMatch(/^place_of does not work in the embedded PostgreSQL/);
});

test('what a trigger of the workspace refuses or cannot do is no mistake of the answer', async () => {
  const texts = {
    '/w/schema.sql': `create table a (id int primary key, n int);
create function guard() returns trigger language plpgsql as $$ begin if new.n > 5 then raise exception 'too many'; end if; return new; end $$;
create trigger guard before insert on a for each row execute function guard();
create table b (id int primary key);
create function place() returns trigger language plpgsql as $$ begin perform st_point(1, 2); return new; end $$;
create trigger place before insert on b for each row execute function place();`,
  };
  expect(await check('insert into a (id, n) values (1, 9);', texts)).toEqual(right);
  const { ok, problems } = await check('insert into b (id) values (1);', texts);
  expect(ok).toBe(true);
  expect(problems?.[0]).toMatch(/because place stopped in the embedded PostgreSQL: function st_point/);
});

test('a function that is made again is checked as its new definition', async () => {
  expect(
    await check(
      'create function is_positive(amount numeric) returns boolean language sql immutable as $$ select amount >= 0 $$;',
    ),
  ).toEqual({
    ok: true,
    problems: ['is_positive exists in the workspace; the block was checked as a new definition of it.'],
  });
});

test('ways back are no part of it, and later definitions hold', () => {
  const files = [
    { file: '/w/1.sql', text: 'create function f(a int) returns int language sql as $$ select 1 $$;' },
    {
      file: '/w/2.sql',
      text: '-- migrate:up\ncreate or replace function f(a int) returns int language sql as $$ select 2 $$;\n-- migrate:down\ndrop function f(int);\n',
    },
    { file: '/w/3.sql', text: 'create trigger t before insert on x execute function f(); drop trigger t on y;' },
  ];
  expect(routinesIn(files).map(({ kind, name, text }) => ({ kind, name, two: text.includes('select 2') }))).toEqual([
    { kind: 'function', name: 'f', two: true },
    { kind: 'trigger', name: 't', two: false },
  ]);
});

test('a revision of Alembic makes them on its way up', () => {
  const text = `down_revision = None
def upgrade():
    op.execute("""
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    """)
    op.execute("CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()")
    op.execute(f"CREATE FUNCTION {name}() RETURNS int LANGUAGE sql AS 'select 1'")
def downgrade():
    op.execute("DROP FUNCTION touch")
`;
  expect(routinesIn([{ file: '/w/versions/a.py', text }]).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'function touch',
    'trigger t',
  ]);
  expect(routinesIn([{ file: '/w/models.py', text: text.replace('down_revision', 'x') }])).toEqual([]);
});

test('any text is read', () => {
  for (const text of [
    'create function',
    'create function f(',
    'create function (',
    'create type x as',
    'create trigger t',
  ])
    expect(() => routinesIn([{ file: 'a.sql', text }])).not.toThrow();
});

test.runIf(hasCorpus)(`the functions of pagila work${corpusNote}`, async () => {
  const pagila = corpusProjects('pg-sql').find(({ name }) => name.endsWith('pagila'))!;
  const schema = pagila.files.find(({ file }) => file.endsWith('pagila-schema.sql'))!;
  const texts = { '/w/pagila.sql': schema.text };
  expect(await check('select * from film_in_stock(1, 2); select last_day(now());', texts)).toEqual(right);
  expect(
    await check('create trigger touched before update on film for each row execute function last_updated();', texts),
  ).toEqual(right);
});

/** PostgreSQL's own grammar says of all that is called right for certain that it is right. */
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSyntaxJudge } from '../../../server/src/host/syntax-judge.ts';
import { isCertainlyRight } from '../../../server/src/syntax/sql/certain-syntax.ts';
import { tokenize } from '../../../server/src/syntax/sql/lexer.ts';
import { splitStatements } from '../../../server/src/syntax/sql/splitter.ts';
import { corpusNote, corpusProjects } from '../../kit/corpus.ts';
import { runs } from '../../properties/runs.ts';

const judge = await loadSyntaxJudge();

/** One of every kind that is recognized. */
const recognized = [
  `create table if not exists a.b (id bigint generated always as identity (start with 10 increment by -1 no cycle) primary key,
   n numeric(10, 2) default -1.5 not null check (n > 0 and (n < 10 or n is not null)), t timestamp(3) with time zone
   default current_timestamp(3), d double precision, c character varying(20)[] collate "C" default 'x'::varchar(3) || 'it''s',
   x text generated always as (lower(c) || 'x') stored, "Y" a.t constraint k unique, position smallint null,
   o bigint references a.o (id) match full on delete set null on update no action deferrable initially deferred,
   constraint p primary key (id, x), unique (x), foreign key (n, o) references z on update cascade deferrable,
   check (x = any (array['a'::text, 'b']) or not n between 1 and 2), check (x not in ('1', '2') and x like 'a%'))`,
  'create unique index concurrently if not exists i on only a.b using gin (lower(x) text_ops desc nulls last, "Y", (n + 1) asc) include (c) where n is null',
  'create index i on t (coalesce(a, b), pg_catalog.lower(x) collate pg_catalog."C")',
  "create type mood as enum ('sad', 'happy')",
  'create sequence s start 1 increment 1 minvalue 1 no maxvalue cache 1 cycle',
  'create schema if not exists app',
  'create extension if not exists "uuid-ossp"',
  'alter table if exists only t add column if not exists a int not null, add constraint c foreign key (a) references b',
  `alter table t alter column a set default now(), alter b set not null, alter c drop default, alter d drop not null,
   alter e type text, alter f set data type numeric(3), drop column if exists g cascade, drop constraint h, owner to me,
   enable row level security`,
  "comment on column a.b.c is 'it''s # {one}'",
  "insert into t (a, b) values (1, default), ('x', -2.5) on conflict do nothing",
  "update t set a = b + 1, c = 'x' where d <> 3 and not e",
  'delete from only_one where a >= 1',
  'truncate table a, b cascade',
  'drop table if exists a, b.c restrict',
  'drop type mood, a.mood cascade',
  "set search_path = public, 'x'",
  "select setval('s', 1, true), nextval('s'::regclass)",
];

function isRecognized(text: string): boolean {
  return isCertainlyRight(tokenize(text, 'postgresql'), text);
}

test.each(recognized)('%s', (statement) => {
  expect(isRecognized(statement)).toBe(true);
  expect(judge.errorIn(statement, 'postgresql')).toBeUndefined();
});

test.each([
  'create table a (id int,)',
  'create table a (id int) garbage',
  'create table user (id int)',
  'create table a (x int default 1 = 2 = 3)',
  'create table a (x int references b on delete cascade on delete cascade)',
  'create table a (x bit(2) not deferrable initially deferred)',
  'alter table a owner to "none"',
  "create table a (x text default 'a)",
  'create table a (x\u00a0int)',
  'create table a (x int -- comment\r, y)',
  'create table a_{{ tenant }} (x int)',
  'create table a#b (x int)',
  'create table a (format json)',
  'create index i on a (without time)',
  'drop type between',
  'drop type a, b.exists',
  'set x = - true',
  `create table a (x int check (${'('.repeat(20_000)}1${')'.repeat(20_000)} > 0))`,
])('%.60s is left to the grammar', (statement) => {
  expect(isRecognized(statement)).toBe(false);
});

/** Pieces of statements that may stand where they belong or where they do not. */
async function pieces(): Promise<readonly string[]> {
  const { rows } = await (await PGlite.create()).query<{ word: string }>('select word from pg_get_keywords()');
  const marks = "( ) , . [ ] :: = < - + * || ~ 'x' 1 1.5 99 \"q\" x ; /* */ $1 :v E'x' 'a \"b # { {{ {% %} \\".split(
    ' ',
  );
  const words = ['not null', 'primary key', 'on delete', 'set null', 'time zone', 'if not exists', '::text', 'now()'];
  return [...rows.map(({ word }) => word), ...words, ...words, ...marks, ...marks, '--c\n', '--c\r'];
}

describe(`what is recognized is right${corpusNote}`, async () => {
  const material = [
    ...recognized,
    ...corpusProjects('pg-sql')
      .flatMap(({ files }) => files.flatMap(({ text }) => statementsOf(text)))
      .filter((statement) => statement.length < 2000 && isRecognized(statement)),
  ];
  const foreign = await pieces();

  test('as it is written', () => {
    expect(material.flatMap(wrongOnes)).toEqual([]);
  });

  test('with any keyword as any name', () => {
    const wrong: string[] = [];
    for (const statement of recognized) {
      const words = partsOf(statement);
      for (const [at, word] of words.entries()) {
        if (!/^[\w"]/.test(word)) continue;
        for (const other of foreign) {
          if (wrongOnes(words.with(at, other).join(' ')).length > 0)
            wrong.push(
              words
                .slice(Math.max(0, at - 3), at)
                .concat(other, words.slice(at + 1, at + 4))
                .join(' '),
            );
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('with any two keywords side by side', () => {
    const keywords = foreign.filter((word) => /^\w+$/.test(word));
    const wrong = keywords.flatMap((one) =>
      keywords.flatMap((other) => wrongOnes(`alter table t add ${one} ${other}`)),
    );
    expect(wrong).toEqual([]);
  }, 60_000);

  test('with parts lost, added, doubled and exchanged', () => {
    const change = fc.record({
      kind: fc.constantFrom('lose', 'add', 'replace', 'double', 'exchange'),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      to: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      piece: fc.constantFrom(...foreign),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(fc.constantFrom(...material), changes, fc.constantFrom(' ', '', '\n'), (statement, made, space) => {
        let parts = partsOf(statement);
        for (const { kind, at, to, piece } of made) {
          const [one, other] = [Math.floor(at * parts.length), Math.floor(to * parts.length)];
          if (kind === 'lose') parts = parts.toSpliced(one, 1);
          else if (kind === 'add') parts = parts.toSpliced(one, 0, piece);
          else if (kind === 'replace') parts = parts.toSpliced(one, 1, piece);
          else if (kind === 'double') parts = parts.toSpliced(other, 0, parts[one] ?? '');
          else parts = parts.with(one, parts[other] ?? '').with(other, parts[one] ?? '');
          if (parts.length === 0) parts = [''];
        }
        expect(wrongOnes(parts.join(space))).toEqual([]);
      }),
      runs(20_000),
    );
  }, 60_000);
});

/** The statements that are called right and are not. */
function wrongOnes(text: string): readonly string[] {
  return statementsOf(text).filter(
    (statement) => isRecognized(statement) && judge.errorIn(statement, 'postgresql') !== undefined,
  );
}

function statementsOf(text: string): readonly string[] {
  return splitStatements(text, 'postgresql').map(({ start, end }) => text.slice(start, end));
}

function partsOf(statement: string): readonly string[] {
  const { starts, ends } = tokenize(statement, 'postgresql');
  return starts.map((start, index) => statement.slice(start, ends[index]));
}

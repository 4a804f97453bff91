/** What of an answer's SQL goes into a migration. */
import { expect, test } from 'vitest';
import { migrationCode } from '../../server/src/verify/migration-code.ts';

test('queries, and statements that wait for parameters, stay out, with their comments', () => {
  const code = `-- A room for each appointment.
alter table appointment add column room_id bigint;

-- Booking.
insert into appointment (room_id) values ($1);

-- The day of a room.
select id from appointment where room_id = :room order by id;

create index on appointment (room_id);
`;
  expect(migrationCode(code, 'postgresql')).toBe(`-- A room for each appointment.
alter table appointment add column room_id bigint;

create index on appointment (room_id);
`);
});

test.each([
  ['rows that are written', "insert into country (code) values ('AT');"],
  ['rows that are moved', 'with old as (delete from a returning *) insert into b select * from old;'],
  ['calls of functions', "select setval('a_id_seq', 42);"],
  ['operators of JSON', "update a set b = 1 where data ? 'key';"],
  ['functions with parameters', 'create function f(int) returns int language sql as $$ select $1 $$;'],
])('%s stay in', (_name, code) => {
  expect(migrationCode(code, 'postgresql')).toBe(`${code}\n`);
});

test('variables of a script are no parameters', () => {
  const code = 'set @before = 1;\nupdate a set b = @before;\n';
  expect(migrationCode(code, 'mysql')).toBe(code);
  expect(migrationCode('select * from a where b = ?;', 'mysql')).toBe('\n');
});

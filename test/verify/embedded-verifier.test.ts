/** The process with the embedded PostgreSQL: what SQL can do there, and how it ends. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import { createVerifier } from '../../server/src/verify/embedded-verifier.ts';
import type { Execution } from '../../server/src/verify/verifier.ts';
import { builtVerifier } from './kit/verifier.ts';

const built = builtVerifier('verify-process-test', { block: 2_000, idle: 200 });

const empty = foldChanges([], 'postgresql');

function schemaOf(sql: string): Schema {
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.setFile('/w/schema.sql', sql);
  return analyzer.databases()[0]!.schema;
}

function wordsOf(execution: Execution | undefined): readonly (string | null)[] {
  return execution?.ran === true ? execution.refusals.map((refusal) => refusal?.message ?? null) : [];
}

const fine = { ran: true, refusals: [null], replayed: { unmade: new Set(), standIns: new Map() } };

test('a statement without end is stopped, and the next block is checked all the same', async () => {
  const [endless, next] = await built.verifier.execute({ schema: empty, routines: [] }, [
    ['do $$ begin loop null; end loop; end $$'],
    ['create table t (id int primary key)'],
  ]);
  expect(endless).toEqual({ ran: false, reason: 'it took longer than 2 s' });
  expect(next).toEqual(fine);
});

test('SQL reaches no file, no program and no network', async () => {
  const file = join(tmpdir(), `db-architect-reached-${process.pid}`);
  const [execution] = await built.verifier.execute({ schema: empty, routines: [] }, [
    [
      `copy (select 1) to program 'touch ${file}'`,
      `copy (select 1) to '${file}'`,
      "select pg_read_file('/etc/hosts')",
      "select pg_ls_dir('/')",
      "select lo_import('/etc/hosts')",
      "alter system set archive_command = 'id'",
      'create role boss superuser',
      "create function c() returns int language c as '/lib/libc.so', 'getpid'",
    ],
  ]);
  expect(wordsOf(execution).filter((words) => words === null)).toEqual([]);
  const [dblink] = await built.verifier.execute({ schema: empty, routines: [] }, [
    ['create extension dblink', 'create extension file_fdw'],
  ]);
  expect(wordsOf(dblink)).not.toContain(null);
  expect(existsSync(file)).toBe(false);
});

test('who becomes the superuser still reaches nothing, and the next block is itself again', async () => {
  const file = join(tmpdir(), `db-architect-escaped-${process.pid}`);
  const escaping = `do $$ begin set local role postgres; execute 'copy (select 1) to program ''touch ${file}'''; end $$`;
  const blocks = [
    [escaping],
    ['set session authorization postgres'],
    ["copy (select 1) to program 'id'"],
    ['select 1'],
  ];
  const [, , program, after] = await built.verifier.execute({ schema: empty, routines: [] }, blocks);
  expect(wordsOf(program)).toEqual(['permission denied to COPY to or from an external program']);
  expect(after).toEqual(fine);
  expect(existsSync(file)).toBe(false);
});

test('nothing runs as the superuser', async () => {
  const [execution] = await built.verifier.execute({ schema: empty, routines: [] }, [
    ["do $$ begin if current_setting('is_superuser') = 'on' then raise 'superuser'; end if; end $$"],
  ]);
  expect(execution).toEqual(fine);
});

test('a program that is not there, or stops, says so', async () => {
  const absent = createVerifier(join(built.folder, 'no-such-file.js'));
  const [execution] = await absent.execute({ schema: empty, routines: [] }, [['select 1']]);
  expect(execution).toEqual({ ran: false, reason: expect.stringMatching(/^its process ended/) });
  const running = built.verifier.execute({ schema: empty, routines: [] }, [
    ['do $$ begin loop null; end loop; end $$'],
  ]);
  setTimeout(() => built.verifier.stop(), 700);
  expect(await running).toEqual([{ ran: false, reason: expect.any(String) }]);
  expect(await built.verifier.execute({ schema: empty, routines: [] }, [['select 1']])).toEqual([fine]);
});

test('after a rest it starts again', async () => {
  await built.verifier.execute({ schema: empty, routines: [] }, [['select 1']]);
  await new Promise((done) => setTimeout(done, 400));
  expect(await built.verifier.execute({ schema: empty, routines: [] }, [['select 1']])).toEqual([fine]);
});

test('each schema is its own; what a table cannot be made with is left out of it', async () => {
  const first = schemaOf(`create table a (id uuid primary key default my_own_id(), n int check (my_own_check(n)));
    create table b (a_id uuid references a (id)); create view v as select my_own_view();`);
  const second = schemaOf('create table c (id int primary key);');
  expect(
    await built.verifier.execute({ schema: first, routines: [] }, [['select n from a join b on b.a_id = a.id']]),
  ).toEqual([fine]);
  const [gone] = await built.verifier.execute({ schema: second, routines: [] }, [['select * from a']]);
  expect(wordsOf(gone)).toEqual(['relation "a" does not exist']);
  expect(await built.verifier.execute({ schema: first, routines: [] }, [['insert into b select id from a']])).toEqual([
    fine,
  ]);
});

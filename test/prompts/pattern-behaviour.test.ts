/** What the patterns promise, tried on a database: the constraint refuses, the policy hides, the queue hands out once. */
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promptsFolder } from './prompt-files.ts';

let postgres: PGlite;
beforeAll(async () => {
  postgres = await PGlite.create({ extensions: { btree_gist, pg_trgm } });
});
afterAll(() => postgres.close());

async function load(pattern: string, rows: string): Promise<void> {
  await postgres.exec('drop schema if exists public cascade; create schema public; set search_path to public');
  await postgres.exec(readFileSync(new URL(`patterns/${pattern}.sql`, promptsFolder), 'utf8'));
  await postgres.exec(rows);
}

const valuesOf = async (query: string): Promise<readonly unknown[]> =>
  (await postgres.query<unknown[]>(query, [], { rowMode: 'array' })).rows.map((row) => row[0]);

test('tenancy: a task cannot belong to another tenant’s project', async () => {
  await load(
    'tenancy',
    `insert into organization (slug, name) values ('a', 'A'), ('b', 'B');
     insert into project (organization_id, name) values (1, 'one'), (2, 'two');`,
  );
  await postgres.exec(`insert into task (organization_id, project_id, title) values (1, 1, 'mine')`);
  const foreign = postgres.exec(`insert into task (organization_id, project_id, title) values (1, 2, 'theirs')`);
  await expect(foreign).rejects.toThrow(/foreign key/);
});

test('tenancy: the application role sees its tenant only, and nothing without one', async () => {
  await load(
    'tenancy',
    `insert into organization (slug, name) values ('a', 'A'), ('b', 'B');
     insert into project (organization_id, name) values (1, 'one'), (2, 'two');
     drop role if exists application;
     create role application;
     grant usage on schema public to application;
     grant select, insert on all tables in schema public to application;`,
  );
  await postgres.exec(`begin; set local role application; select set_config('app.organization_id', '2', true)`);
  expect(await valuesOf('select name from project')).toEqual(['two']);
  const foreign = postgres.exec(`insert into project (organization_id, name) values (1, 'smuggled')`);
  await expect(foreign).rejects.toThrow(/row-level security/);
  await postgres.exec('rollback; begin; set local role application');
  await expect(postgres.query('select name from project')).rejects.toThrow();
  await postgres.exec('rollback; drop owned by application; drop role application');
});

test('tenancy: an organization is not deleted over the heads of its projects, a project goes with its tasks', async () => {
  await load(
    'tenancy',
    `insert into organization (slug, name) values ('a', 'A');
     insert into app_user (email, display_name) values ('p@example.org', 'P');
     insert into membership (organization_id, user_id) values (1, 1);
     insert into project (organization_id, name) values (1, 'one');
     insert into task (organization_id, project_id, assignee_id, title) values (1, 1, 1, 't');
     insert into task_comment (organization_id, task_id, author_id, body) values (1, 1, 1, 'c');`,
  );
  await expect(postgres.exec('delete from organization')).rejects.toThrow(/foreign key/);
  await postgres.exec('delete from project; delete from membership; delete from organization');
  expect(await valuesOf('select id from task_comment')).toEqual([]);
  expect(await valuesOf('select email from app_user')).toEqual(['p@example.org']);
});

test('appointment booking: neighbours fit, overlaps do not, cancelled ones give way', async () => {
  await load(
    'appointment-booking',
    `insert into staff_member (email) values ('one@example.org');
     insert into practitioner (staff_member_id, licence_number, full_name, specialty, time_zone)
       values (1, '1', 'Dr One', 'x', 'Europe/Vienna');
     insert into patient (record_number, full_name, born_on) values ('1', 'P', '1990-01-01'), ('2', 'Q', '1990-01-01');`,
  );
  const book = (patient: number, from: string, to: string): Promise<unknown> =>
    postgres.query(
      `insert into appointment (practitioner_id, patient_id, during)
         values (1, $1, tstzrange(('2030-01-01 ' || $2)::timestamptz, ('2030-01-01 ' || $3)::timestamptz))`,
      [patient, from, to],
    );
  await book(1, '10:00', '10:30');
  await book(2, '10:30', '11:00');
  await expect(book(2, '10:15', '10:20')).rejects.toThrow(/exclusion constraint/);
  await postgres.exec(`update appointment set status = 'cancelled' where patient_id = 1`);
  await book(2, '10:15', '10:20');
});

test('temporal: two prices never hold at once, and the price of a day is one row', async () => {
  await load(
    'temporal',
    `insert into product (sku, name) values ('a', 'A');
     insert into product_price (product_id, amount, currency, valid_during) values
       (1, 10, 'EUR', '[2030-01-01, 2030-02-01)'), (1, 12, 'EUR', '[2030-02-01,)'), (1, 11, 'USD', '[2030-01-01,)');`,
  );
  const overlap = postgres.exec(
    `insert into product_price (product_id, amount, currency, valid_during) values (1, 9, 'EUR', '[2030-01-15, 2030-01-20)')`,
  );
  await expect(overlap).rejects.toThrow(/exclusion constraint/);
  expect(
    await valuesOf(
      `select amount from product_price where currency = 'EUR' and valid_during @> '2030-02-01'::timestamptz`,
    ),
  ).toEqual(['12.00']);
});

test('job queue: each job is taken once, best first, and doubles are refused while one waits', async () => {
  await load(
    'job-queues',
    `insert into job (queue, payload, priority, dedupe_key)
       values ('mail', '{}', 0, 'a'), ('mail', '{}', 5, 'b'), ('other', '{}', 9, 'a');`,
  );
  const take = `update job set status = 'running', attempts = attempts + 1, leased_until = now() + interval '1 minute'
    where id = (select id from job where queue = 'mail' and status = 'ready' and run_at <= now()
                order by priority desc, run_at, id for update skip locked limit 1) returning dedupe_key`;
  expect([await valuesOf(take), await valuesOf(take), await valuesOf(take)]).toEqual([['b'], ['a'], []]);
  const again = `insert into job (queue, payload, dedupe_key) values ('mail', '{}', 'a')`;
  await expect(postgres.exec(again)).rejects.toThrow(/unique constraint/);
  await postgres.exec(`update job set status = 'done' where dedupe_key = 'a'`);
  await postgres.exec(again);
});

test('conversations: a branch is a path, and a parent is of the same conversation', async () => {
  await load(
    'conversations',
    `insert into app_user (email) values ('p@example.org');
     insert into conversation (user_id) values (1), (1);
     insert into message (conversation_id, parent_id, role, content) values
       (1, null, 'user', 'q'), (1, 1, 'assistant', 'first'), (1, 1, 'assistant', 'second');
     insert into thread (conversation_id, leaf_message_id, name) values (1, 3, 'retry');`,
  );
  expect(
    await valuesOf(
      `with recursive path as (
         select m.id, m.parent_id, m.content from thread t join message m on m.id = t.leaf_message_id where t.name = 'retry'
         union all select m.id, m.parent_id, m.content from path p join message m on m.id = p.parent_id)
       select content from path order by id`,
    ),
  ).toEqual(['q', 'second']);
  const foreign = postgres.exec(`insert into message (conversation_id, parent_id, role) values (2, 1, 'user')`);
  await expect(foreign).rejects.toThrow(/foreign key/);
});

test('event sourcing: the second writer of a version is refused', async () => {
  await load(
    'event-sourcing-cqrs',
    `insert into event_stream (kind, business_key) values ('order', '1');
     insert into event (stream_id, version, kind, payload) values (1, 1, 'placed', '{}');`,
  );
  const second = postgres.exec(`insert into event (stream_id, version, kind, payload) values (1, 1, 'paid', '{}')`);
  await expect(second).rejects.toThrow(/unique constraint/);
});

test('experiments: a subject stays in the arm it was given, and an arm is of its experiment', async () => {
  await load(
    'prompt-experiments',
    `insert into prompt (name, purpose) values ('p', 'x');
     insert into prompt_version (prompt_id, version, template, author) values (1, 1, 'a', 'me'), (1, 2, 'b', 'me');
     insert into experiment (prompt_id, name, hypothesis, metric) values (1, 'e', 'h', 'm'), (1, 'f', 'h', 'm');
     insert into experiment_arm (experiment_id, prompt_version_id, name, weight) values (1, 1, 'a', 50), (2, 2, 'b', 50);
     insert into experiment_assignment (experiment_id, subject_key, arm_id) values (1, 's', 1)
       on conflict do nothing;`,
  );
  const other = postgres.exec(
    `insert into experiment_assignment (experiment_id, subject_key, arm_id) values (1, 't', 2)`,
  );
  await expect(other).rejects.toThrow(/foreign key/);
});

test('provisioning: the name of a deleted project is free again, of a living one not', async () => {
  await load(
    'project-provisioning',
    `insert into account (email) values ('p@example.org');
     insert into generated_project (account_id, slug, deleted_at) values (1, 'shop', now());
     insert into generated_project (account_id, slug) values (1, 'shop');`,
  );
  const again = postgres.exec(`insert into generated_project (account_id, slug) values (1, 'shop')`);
  await expect(again).rejects.toThrow(/unique constraint/);
});

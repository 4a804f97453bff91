/** Sizes, moves between engines and tenants: what an answer says of the workspace, and hurried wordings of them. */
import { expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { readPrompts } from './kit/knowledge.ts';
import { type Files, workspaceOf } from './kit/workspaces.ts';

const knowledge = readPrompts();

function answer(text: string, files: Files): string {
  return renderMarkdown(consult({ text, references: [], history: [] }, workspaceOf(files), knowledge));
}

const tenancy = 'Multi-tenant SaaS for 1,000 companies of 50 to 500 users: which structure?';

test.each([
  'migrate mysql 8 -> pg 300gb zero downtime how',
  'how to move mysql to postgres, without a stop that is visible to users',
])('a move between engines is seen however it is written: %s', (text) => {
  const markdown = answer(text, {});
  expect(markdown).toContain('Debezium on the binlog');
  expect(markdown).toContain('`tinyint(1)` is a boolean only by custom');
  expect(markdown).toContain('Sequences, at the cut-over');
  expect(markdown).not.toMatch(/## Scal(?:e|ing)/);
});

test('what stands in the way of partitions is said of the tables that grow', () => {
  const files: Files = {
    'schema.sql': `create table accounts (id bigint generated always as identity primary key, name text not null);
create table audit_logs (id bigint generated always as identity primary key, account_id bigint not null references accounts (id), created_at timestamptz not null, updated_at timestamptz);
create table daily_events (id bigint generated always as identity primary key, created_at timestamptz not null);
create table log_settings (id bigint generated always as identity primary key, created_at timestamptz not null);`,
  };
  const markdown = answer('One PostgreSQL of 2 TB is getting slow: what next?', files);
  expect(markdown).toContain('- `audit_logs` by `created_at`: the key (id) would have to contain it.');
  expect(markdown).not.toMatch(/`daily_events` by|`log_settings` by/);
  expect(markdown).toContain('2 TB by itself is no reason to leave one machine.');
});

test('tables without tenants are told how they get one, and who may be without a tenant gets no policy', () => {
  const without: Files = {
    'schema.sql': `create table users (id bigint generated always as identity primary key, email text not null unique);
create table notes (id bigint generated always as identity primary key, user_id bigint not null references users (id), body text not null);`,
  };
  expect(answer(tenancy, without)).toContain('`notes` belongs to `users`: each row gets the tenant of its person');
  const nullable: Files = {
    'schema.sql': `create table organizations (id bigint generated always as identity primary key, name text not null);
create table users (id bigint generated always as identity primary key, organization_id bigint references organizations (id), email text not null unique);`,
  };
  const markdown = answer(tenancy, nullable);
  expect(markdown).toContain('One admits NULL for the tenant (`users`)');
  expect(markdown).not.toContain('policy users_of_tenant');
});

test('the last login is activity, no sign-in', () => {
  expect(answer('last login etc on users table or seperate events table?', {})).not.toContain(
    'CREATE TABLE user_session',
  );
});

test('what follows an answer is about it: one tenant is no count, a size belongs to the move, followers are counted', () => {
  const after = (question: string, text: string): string =>
    renderMarkdown(consult({ text, references: [], history: [{ question, answer: '…' }] }, workspaceOf({}), knowledge));
  expect(after(tenancy, 'what if one company has 20000 users?')).toContain('167 to 1,667 per second');
  const move = after('MySQL to PostgreSQL without downtime: how?', 'the database is 800 GB');
  expect(move).toContain('800 GB ÷ 100 MB/s (assumed)');
  expect(move).not.toContain('Read replicas');
  const feeds = after(
    'MongoDB or PostgreSQL for profiles and activity feeds?',
    'what if someone has 3 million followers',
  );
  expect(feeds).toContain('one for each of 3 million followers');
  expect(feeds).toContain('3 million ÷ 5,000 a second (assumed) | 10 minutes');
});

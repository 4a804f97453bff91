/** What an answer takes over from the workspace: its base, its names, its keys, and what its tables say already. */
import { expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { readPrompts } from './kit/knowledge.ts';
import { type Files, shapes, workspaceOf } from './kit/workspaces.ts';

const knowledge = readPrompts();

function answer(text: string, files: Files): string {
  return renderMarkdown(consult({ text, references: [], history: [] }, workspaceOf(files), knowledge));
}

const tenancy = 'Multi-tenant SaaS for 1,000 companies of 50 to 500 users: which structure?';
const activity = 'Track user activity: columns on users, or an events table?';

test('models derive from the base of the project, imported as its own modules do', () => {
  const markdown = answer(activity, shapes.modules);
  expect(markdown).toContain('from ledger.db.base import Model');
  expect(markdown).toContain('class UserActivitySummary(Model):');
  expect(markdown).not.toContain('DeclarativeBase');
});

test('among models of SQLModel the new classes are such models', () => {
  const markdown = answer(activity, shapes.sqlmodel);
  expect(markdown).toContain('from sqlmodel import Field, SQLModel');
  expect(markdown).toContain('class UserActivitySummary(SQLModel, table=True):');
  expect(markdown).not.toMatch(/DeclarativeBase|Mapped\[/);
});

test('a table that has the name alone is not taken for the one of the design', () => {
  const markdown = answer(activity, shapes.modules);
  expect(markdown).toContain('__tablename__ = "activity_events"');
  expect(markdown).not.toMatch(/`events` .* stays/);
});

test('what Prisma cannot say is SQL, with the type that keys have here', () => {
  const gateway = answer(tenancy, shapes.gateway);
  expect(gateway).toContain('CREATE POLICY project_of_tenant ON "Gateway_Project"');
  expect(gateway).toContain("USING (organization_id = current_setting('app.organization_id'))");
  expect(gateway).not.toMatch(/::bigint|Not said by Prisma: CHECK/);
  const camel = answer(tenancy, shapes.prisma);
  expect(camel).toContain(`"companyId" = current_setting('app.organization_id')::uuid`);
  expect(camel).toContain("a.attname = 'companyId'");
});

test('names of new tables begin as those of the workspace do, and relations are called after their columns', () => {
  const markdown = answer('MongoDB or PostgreSQL for profiles and activity feeds?', shapes.gateway);
  expect(markdown).toContain('model Gateway_FeedEntry {');
  expect(markdown).toMatch(/^ {2}author +Gateway_UserTable /m);
  expect(markdown).toMatch(/^ {2}follower +Gateway_UserTable +@relation\("/m);
});

test('statements name the keys of the workspace', () => {
  const markdown = answer('Each generated project may need its own database: how to provision that?', shapes.modules);
  expect(markdown).toContain('join customers a on a.customer_id = p.customer_id');
});

test('a column that says already what a new table would is pointed out', () => {
  const markdown = answer('Add accounts: users, sessions, OAuth login.', shapes.sqlmodel);
  expect(markdown).toContain('`user.hashed_password` already holds what `password_credential.password_hash` would');
  expect(markdown).toContain('class UserSession(SQLModel, table=True):\n    __tablename__ = "user_session"\n');
  expect(markdown).not.toContain('class User(');
});

test('a review of tables that are not here says so, and a design names no findings of others', () => {
  expect(answer('Model-configuration queries are slow: what stays JSONB?', shapes.sql)).toMatch(
    /No table of this workspace looks like one for providers/,
  );
  expect(answer(activity, shapes.sql)).not.toContain('## What the workspace shows');
});

test('the databases of projects are weighed without what the platform runs on', () => {
  const markdown = answer('Each generated project may need its own database: how to provision that?', shapes.prisma);
  expect(markdown).not.toContain('In use already');
});

test('what the tables do about tenants is counted', () => {
  const files: Files = {
    'schema.sql': `create table organizations (id bigint generated always as identity primary key, name text not null);
create table projects (id bigint generated always as identity primary key, organization_id bigint not null references organizations (id), name text not null);
create table tasks (id bigint generated always as identity primary key, organization_id bigint not null references organizations (id), project_id bigint not null references projects (id));
create table task_notes (id bigint generated always as identity primary key, task_id bigint not null references tasks (id), body text not null);`,
  };
  const markdown = answer(tenancy, files);
  expect(markdown).toContain('2 of 4 tables refer to `organizations` themselves, with `organization_id`.');
  expect(markdown).toContain('1 more reaches it over another table (`task_notes`)');
  expect(markdown).toContain('(`tasks.project_id`): nothing keeps a row from pointing');
});

test('a question that names the framework is answered in its language, without any file', () => {
  expect(
    answer('Our FastAPI app stores nothing today: keep processing history and results of documents.', {}),
  ).toContain('__tablename__ = "processing_run"');
});

test('a new table does not take a name that is given away, and the other one is named', () => {
  const files: Files = {
    'schema.sql': `create table users (id bigint generated always as identity primary key, email text not null unique);
create table models (id bigint generated always as identity primary key, brand text not null, seats int not null, doors int not null);
create table cars (id bigint generated always as identity primary key, model_id bigint not null references models (id), owner_id bigint not null references users (id));`,
  };
  const markdown = answer('Design tables for LLM providers, models, token usage and cost.', files);
  expect(markdown).toContain(
    '`models` is called like a table of this design and has other columns (`brand`, `seats`, `doors`)',
  );
  expect(markdown).toContain('CREATE TABLE llm_models (');
  expect(markdown).not.toContain('CREATE TABLE models (');
});

test('the name of a table is no word of the question', () => {
  const markdown = answer('Which indexes does Gateway_ModelTable need?', shapes.gateway);
  expect(markdown).toContain('| `Gateway_ModelTable` | `model_id` | unique |');
  expect(markdown).not.toContain('Conversations with language models');
});

test('slips of the pen and a few words of other languages are understood', () => {
  expect(answer('how do i add an indx to email colum??', {})).toMatch(/columns of equality first/);
  expect(answer('Welche Datenbank ist besser?', {})).toContain('**Use PostgreSQL**');
});

test('a design that no pattern knows gets the way to one, with the conventions of the workspace', () => {
  const { sections } = consult(
    { text: 'beehives and their keepers', command: 'design', references: [], history: [] },
    workspaceOf(shapes.gateway),
    knowledge,
  );
  expect(sections[0]?.markdown).toContain('called like `Gateway_OrderLine`');
});

test('what is deleted or renamed in one database is no move to another', () => {
  const markdown = answer('delete 200 million old rows from a 500 GB table', {});
  expect(markdown).toContain('much is deleted by partition, in batches, or by a swap');
  expect(markdown).not.toContain('change capture into the new database');
});

test('recovery objectives are answered with their numbers', () => {
  const markdown = answer('backup strategy: rpo 5 minutes, rto 1 hour', {});
  expect(markdown).toContain('At most 5 minutes lost');
  expect(markdown).toMatch(/Back within 1 hour: a restore reads 720 GB/);
});

test('a short word after an answer goes on from the question before it', () => {
  const before = {
    question: 'Multi-tenant SaaS for 1,000 companies of 50 to 500 users: which structure?',
    answer: '…',
  };
  const after = (text: string) => consult({ text, references: [], history: [before] }, workspaceOf({}), knowledge);
  expect(after('draw it').sections.map(({ id }) => id)).toEqual(['diagram']);
  expect(renderMarkdown(after('show me the prisma schema'))).toContain('model organization {');
  expect(renderMarkdown(after('thanks'))).not.toContain('## Schema');
});

test('models of a metadata with a naming convention name their checks, and no class takes the name of its base', () => {
  const files: Files = {
    ...shapes.modules,
    'server/ledger/db/base.py': `from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Model(DeclarativeBase):
    metadata = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
`,
  };
  const markdown = answer('Design tables for LLM providers, models, token usage and cost.', files);
  expect(markdown).not.toMatch(/class Model\(Model\)|class \w*Cach\(/);
  expect(markdown).toMatch(/class ResponseCache\(Model\):/);
  expect(markdown).toContain('CheckConstraint("hit_count >= 0", name="hit_count")');
});

test('sign-in that is there is built upon: what it has is not added again', () => {
  const files: Files = {
    'schema.sql': `create table users (id bigint generated always as identity primary key, email text not null, is_active boolean not null default true);
create table oauth_accounts (id bigint generated always as identity primary key, user_id bigint not null references users (id), platform text not null, account_id text not null, created_at timestamptz not null default now(), unique (platform, account_id));
create table user_sessions (id bigint generated always as identity primary key, user_id bigint not null references users (id), token char(64) not null unique, expires_at timestamptz not null, user_agent text);
create table accounts (id bigint generated always as identity primary key, iban text not null);`,
  };
  const markdown = answer('Add accounts so that people can save their work: users, sessions, OAuth.', files);
  expect(markdown).toMatch(/`oauth_accounts` .*has what the design needs/);
  expect(markdown).toContain('where s.token = $1');
  expect(markdown).toContain('and u.is_active');
  expect(markdown).toContain('Nothing keeps `email` unique here');
  expect(markdown).not.toMatch(/CREATE TABLE (?:password_credentials|one_time_tokens)|add column token_hash/);
});

test('a hurried question is the same question', () => {
  for (const text of ['results page gets slower the more files ppl have', 'why is results retreival slow'])
    expect(answer(text, {}), text).toContain('Offset pagination');
  expect(answer('fastapi app doesnt save anything, want history of processed docs', {})).toContain('processing_run');
  expect(answer('tables for ai chats, multiple providers, metadata keeps changing', {})).toContain('message_merge');
});

test('what says why a list is slow says it of the tables that are here', () => {
  const files: Files = {
    'schema.sql': `create table organizations (id bigint generated always as identity primary key, name text not null);
create table files (id bigint generated always as identity primary key, organization_id bigint not null references organizations (id), name text not null, mime_type text not null, size bigint not null, path text not null unique, created_at timestamptz not null default now(), deleted_at timestamptz, details jsonb);`,
  };
  const markdown = answer('Results retrieval slows as files grow: find out why and mend it.', files);
  expect(markdown).toContain('select id, name, created_at\nfrom files\nwhere organization_id = $1');
  expect(markdown).not.toContain('Where the time goes');
});

test('beside the tables of a proxy, its own record of calls is named', () => {
  const files: Files = {
    'schema.sql': `create table litellm_usertable (user_id text primary key, user_email text);
create table litellm_spendlogs (request_id text primary key, model text not null, spend double precision not null, total_tokens int not null);`,
  };
  const markdown = answer('Tables for AI conversations with several providers and changing metadata.', files);
  expect(markdown).toMatch(/`litellm_spendlogs` .*request_id/);
  expect(markdown).not.toContain('Do calls go through a LiteLLM proxy');
});

test('after an answer on what is slow, a short question gets the cause that it speaks of', () => {
  const before = { question: 'Results retrieval slows as files grow: find out why and mend it.', answer: '…' };
  const after = (text: string) =>
    renderMarkdown(consult({ text, references: [], history: [before] }, workspaceOf({}), knowledge));
  expect(after('the count query is the slow one')).toContain('| Counting all rows');
  expect(after('which index then?')).toMatch(/^\| No index on owner and time/m);
  expect(after('which index then?')).not.toContain('Offset pagination');
});

test('hurried words are understood as the question that they stand for', () => {
  const files: Files = {
    'schema.sql': `create table model_configs (id bigint generated always as identity primary key, name text not null, options jsonb not null default '{}');`,
  };
  const documents = answer('model config querys slow, jsonb or columns??', files);
  expect(documents).toMatch(/In question here: `model_configs` \(`options`/);
  expect(documents).toContain("where query like '%options%'");
  expect(answer('postgres redis mongo elastic together how', {})).toContain('## Which store holds what');
  expect(answer('every generated app needs own db how to provision', {})).toContain('## Provisioning and life cycle');
  expect(answer('perf review pls', files)).toContain('pg_stat_statements');
});

test('more projects change what sleeps and what is shared, not one large machine', () => {
  const before = { question: 'Each generated project may need its own database: how to provision that?', answer: '…' };
  const question = { text: 'what if it is 5,000 projects?', references: [], history: [before] };
  const markdown = renderMarkdown(consult(question, workspaceOf({}), knowledge));
  expect(markdown).toContain('15,000');
  expect(markdown).not.toContain('Read replicas');
});

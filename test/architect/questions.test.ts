/**
 * The fifteen questions of the mission, asked in an empty folder and in three small projects: what an engineer would
 * look for in each answer, and what must not be there. The answers themselves are kept under answers/ to be read.
 */
import { describe, expect, test } from 'vitest';
import { consult } from '../../server/src/architect/consult.ts';
import { commands } from '../../server/src/architect/consultation.ts';
import { renderMarkdown } from '../../server/src/architect/render-markdown.ts';
import { readPrompts } from './kit/knowledge.ts';
import { workspaceOf, workspaces } from './kit/workspaces.ts';

const knowledge = readPrompts();
const facts = Object.fromEntries(Object.entries(workspaces).map(([name, files]) => [name, workspaceOf(files)]));

type WorkspaceName = keyof typeof workspaces;

interface Rubric {
  /** Facts that an answer must have, wherever it is asked. */
  readonly has: readonly RegExp[];
  readonly hasNot?: readonly RegExp[];
  /** What the workspace adds. */
  readonly in?: Partial<
    Record<WorkspaceName, { readonly has: readonly RegExp[]; readonly hasNot?: readonly RegExp[] }>
  >;
}

const rubrics: Readonly<Record<string, Rubric>> = {
  'multi-tenant-project-management': {
    has: [
      /use postgresql/i,
      /shared tables/i,
      /50,000 to 500,000/,
      /1,000 tenants × 50 to 500 users/,
      /organization_id|organizationId/,
      /row[ -]level security/i,
      /schema per tenant/i,
      /30,000 tables/,
      /it stops being right when/i,
    ],
    hasNot: [/use mongodb/i],
    in: {
      prisma: {
        has: [/`Company` .*stays/, /`Project` .*lacks/, /model Membership \{/],
        hasNot: [/^model Project \{/m, /^model Company \{/m],
      },
      sql: { has: [/references users \(id\)/i], hasNot: [/create table (?:app_)?users? \(/i] },
    },
  },
  'user-activity': {
    has: [/events/i, /summary/i, /partition/i, /nothing on the user row/i, /13 months/, /occurred_?at/i, /last.?seen/i],
    in: {
      prisma: {
        has: [/model ActivityEvent \{/, /userId +String +@db\.Uuid/, /To the model `User` add/],
        hasNot: [/model app_user/],
      },
      sql: { has: [/references users \(id\)/i, /migrations\/0001_people\.sql:1/], hasNot: [/app_user \(/] },
      fastapi: { has: [/class ActivityEvent\(Base\)/, /ForeignKey\("users\.id"/], hasNot: [/class User\(Base\)/] },
    },
  },
  'postgres-two-terabytes': {
    has: [
      /pg_stat_statements/,
      /rank statements by total time/i,
      /3\.6 TB/,
      /2 TB ÷ 200 MB\/s/,
      /2\.8 hours/,
      /partition/i,
      /vacuum/i,
      /replica/i,
      /shard/i,
      /which tables make up the size/i,
    ],
    hasNot: [/use clickhouse/i, /use mongodb/i],
    in: { sql: { has: [/redundant-prefix-index|results_patient_idx/] } },
  },
  'profiles-and-feeds': {
    has: [
      /use postgresql\*\*(?:, which this workspace runs on)?: ahead of mongodb/i,
      /fan|at writing/i,
      /JSONB/,
      /mongodb/i,
      /cursor|\(created_?at, id\)|\("?createdAt"?, id\)/i,
      /thousand posts? a second|thousands of posts a second/i,
    ],
    hasNot: [/use mongodb\b/i],
    in: { prisma: { has: [/`Post` .*stays/], hasNot: [/^model Post \{/m] } },
  },
  'mysql-to-postgresql': {
    has: [
      /change capture/i,
      /snapshot/i,
      /compare/i,
      /cut-over/i,
      /reverse capture/i,
      /point of no return/i,
      /tinyint\(1\)/,
      /zero dates/i,
      /sequences/i,
      /rollback triggers/i,
    ],
    hasNot: [/create table app_user/i],
  },
  'healthcare-appointments': {
    has: [
      /exclusion constraint|exclude using gist/i,
      /medical_?records?/i,
      /record_?access/i,
      /HIPAA/,
      /GDPR/,
      /timestamptz|timezone=True|Timestamptz/,
      /not legal advice/i,
      /retention/i,
    ],
    hasNot: [/record.*ON DELETE CASCADE/, /PCI/, /written in the same transaction by trigger/],
    in: {
      empty: { has: [/CREATE EXTENSION IF NOT EXISTS btree_gist/, /insert into record_access/] },
      fastapi: { has: [/Mapped\[Range\[datetime\.datetime\]\]/] },
      sql: {
        has: [
          /`doctors` .*stays/,
          /`patients` .*stays/,
          /doctor_id with =, during with &&/,
          /references doctors \(id\)/i,
        ],
        hasNot: [/create table patients/i, /create table practitioners/i],
      },
    },
  },
  'processing-history': {
    has: [
      /object storage/i,
      /keyset|cursor/i,
      /processing_?runs?|ProcessingRun/,
      /processor_?version/i,
      /job|worker/i,
      /sha256/i,
      /for update skip locked/,
    ],
    hasNot: [/\(job-queues\)/],
    in: {
      empty: { has: [/AsyncSession/, /alembic/i] },
      fastapi: {
        has: [
          /`documents` \(`app\/models\.py:21`\) stays/,
          /class ProcessingRun\(Base\)/,
          /ForeignKey\("documents\.id"/,
          /from documents f/,
          /Mapped\[UUID\]/,
        ],
        hasNot: [/class StoredFile/, /class User\(/, /stored_file/],
      },
    },
  },
  'slow-results': {
    has: [/offset/i, /N\+1/, /explain \(analyze, buffers\)/i, /pg_stat_statements/, /A cursor gives up/],
    hasNot: [/SQLite with the same/, /in the first release/],
    in: {
      empty: { has: [/no file of this workspace/i] },
      fastapi: {
        has: [
          /fk-without-index/,
          /app\/models\.py:25/,
          /\(owner_id, uploaded_at\)/,
          /documents has a document in results/,
        ],
      },
      sql: { has: [/results_patient_idx|redundant-prefix-index/] },
    },
  },
  'accounts-and-sessions': {
    has: [/SHA-256/, /argon2id/i, /oauth/i, /\(provider, subject\)/, /revoke/i, /saved_?works?/i, /token_?hash/i],
    hasNot: [/localStorage/i, /\bMD5\b/],
    in: { prisma: { has: [/`User` .*stays/], hasNot: [/^model app_user/m] } },
  },
  'ai-conversations': {
    has: [/parent/i, /JSONB|Json/, /providers?/i, /tokens/i, /streaming/i, /recursive/i, /per token/i],
    hasNot: [
      /response_cache|ResponseCache|create table budget/i,
      /mapped_column\(JSONB, server_default="\[\]"\).*dict/,
    ],
    in: { fastapi: { has: [/`providers` .*stays/, /class Conversation\(Base\)/], hasNot: [/class Provider\(Base\)/] } },
  },
  'model-configuration-jsonb': {
    has: [
      /columns for what is filtered/i,
      /jsonb_path_ops/,
      /expression/i,
      /backfill/i,
      /not valid/i,
      /load it whole into the process/i,
    ],
    in: {
      fastapi: {
        has: [/`model_configurations\.settings` \| jsonb \| none/, /fk-without-index/],
        hasNot: [/class ModelPrice/],
      },
      empty: { hasNot: [/create table device /i], has: [/no file of this workspace/i] },
      // Findings on other tables, and tables of usage, are no answer to this.
      sql: {
        has: [/^CREATE TABLE models /m],
        hasNot: [/fk-without-index|redundant-prefix-index|model_calls?\b|budgets?\b/],
      },
      prisma: { has: [/No table of this workspace looks like one/], hasNot: [/fk-without-index|ModelCall|Budget/] },
    },
  },
  'generated-backend-database': {
    has: [/postgresql/i, /sqlite/i, /measure/i, /no public figure/i, /30 to 50 tasks/, /qwen3 coder/i, /no prices/i],
    // Which database, not the tables of a control plane.
    hasNot: [
      /qwen3 coder (?:scores|achieves|reaches)/i,
      /create table|model ProjectDatabase/i,
      /in use already/i,
      /[$€]\s?\d+[\d.,]*\s?(?:\/|per|a) ?month/,
    ],
  },
  'database-per-project': {
    has: [
      /control plane/i,
      /suspended/i,
      /DATABASE_URL/,
      /idempotent/i,
      /sqlite/i,
      /connection limit/i,
      /archive/i,
      /tier/i,
      /by its state|state_?changed_?at/i,
    ],
    hasNot: [/[$€]\s?\d+[\d.,]*\s?(?:\/|per|a) ?month/],
  },
  'polyglot-design': {
    has: [
      /outbox/i,
      /exactly one owner/i,
      /reindex/i,
      /elasticsearch/i,
      /redis/i,
      /mongodb/i,
      /leave it out when/i,
      /99\.6 %/,
      /validator/i,
      /valkey/i,
      /ConflictError/,
    ],
    // Stores that stand together are not weighed against each other, and nobody asked about these.
    hasNot: [/\*\*Sum\*\*/, /clickhouse/i],
    in: {
      empty: { has: [/create table outbox_message/i] },
      sql: { has: [/create table outbox_messages/i, /5 tables of this workspace/, /`results\.content`/] },
      prisma: { has: [/model OutboxMessage \{/, /No column is JSON/], hasNot: [/create table outbox/i] },
      fastapi: { has: [/class OutboxMessage\(Base\)[\s\S]*? id: Mapped\[int\]/], hasNot: [/create table outbox/i] },
    },
  },
  'performance-review': {
    has: [/pg_stat_statements/, /N\+1/, /pool/i, /cache-aside/i, /PgBouncer|pooler/i, /baseline/i],
    in: {
      empty: { has: [/rare value .* partial index/] },
      sql: { has: [/redundant-prefix-index/, /0002_visits\.sql:\d+/] },
      prisma: { has: [/fk-without-index/, /schema\.prisma:\d+/] },
    },
  },
};

describe.each(knowledge.samples)('$number $id', ({ id, text, expertise, number }) => {
  const { has, hasNot = [], in: inside = {} } = rubrics[id]!;

  test.each(Object.keys(workspaces) as WorkspaceName[])('in the workspace %s', async (name) => {
    const consultation = consult({ text, references: [], history: [] }, facts[name]!, knowledge);
    const markdown = renderMarkdown(consultation);
    for (const wanted of [...has, ...(inside[name]?.has ?? [])]) expect(markdown).toMatch(wanted);
    for (const wrong of [...hasNot, ...(inside[name]?.hasNot ?? []), ...neverSaid]) expect(markdown).not.toMatch(wrong);
    expect(consultation.questions.length).toBeLessThanOrEqual(5);
    expect(consultation.sections[0]?.id, 'the answer comes first').toBe('recommendation');
    if (name === 'empty') expect(consultation.expertise).toBe(expertise);
    await expect(markdown).toMatchFileSnapshot(`answers/${String(number).padStart(2, '0')}-${id}.${name}.md`);
  });
});

/** Signs of a template that was not filled, and words that no answer has. */
const neverSaid = [/undefined|NaN|\[object/, /\bTODO\b|lorem/i, /great question|certainly!/i, /\|\s*\|\s*$\n\n\n/m];

test('every kind of command answers, in every workspace', () => {
  for (const command of commands) {
    for (const workspace of Object.values(facts)) {
      const { sections } = consult({ text: '', command, references: [], history: [] }, workspace, knowledge);
      expect(sections.length, command).toBeGreaterThan(0);
      expect(sections.map(({ markdown }) => markdown).join(''), command).not.toMatch(/undefined|NaN/);
    }
  }
});

/** What a question comes to when it is weighed: the pick, and what would rule a technology out. */
import { expect, test } from 'vitest';
import { caseOf } from '../../server/src/architect/case.ts';
import type { WorkspaceFacts } from '../../server/src/architect/consultation.ts';
import { isOut } from '../../server/src/architect/weighing.ts';
import { readPrompts } from './kit/knowledge.ts';
import { fastapi, workspaceOf } from './kit/workspaces.ts';

const knowledge = readPrompts();
/** No folder is open, or nothing in it concerns databases. */
const emptyWorkspace: WorkspaceFacts = {
  databases: [],
  stack: [],
  placeOf: (file) => file,
  spanOf: () => undefined,
  hasFix: () => false,
};

const understood = (text: string, workspace = emptyWorkspace) =>
  caseOf({ text, references: [], history: [] }, workspace, knowledge);

test.each([
  ['Which database for a multi-tenant SaaS with 300 companies?', ['postgresql']],
  ['We ingest 80,000 sensor readings per second and keep them 2 years. Which database?', ['clickhouse', 'questdb']],
  ['Is SQLite good enough for a desktop app with one user?', ['sqlite']],
  ['MongoDB or PostgreSQL for user profiles and activity feeds?', ['postgresql']],
  ['Phones work offline-first and sync later. Which database?', ['couchdb', 'firestore', 'sqlite']],
  ['Friends of friends and shortest path through a social network: which database?', ['neo4j', 'neptune', 'arangodb']],
] as const)('%s', (text, expected) => {
  const { pick, ranking } = understood(text);
  expect(
    expected,
    ranking
      .slice(0, 4)
      .map(({ technology, sum }) => `${technology.id} ${sum}`)
      .join(', '),
  ).toContain(pick.id);
});

test('what is gone or cannot do what is indispensable is never picked', () => {
  const { ranking, pick } = understood(
    'Should FaunaDB or Memcached keep payments that must not be booked twice? Which database?',
  );
  expect(isOut(ranking.find(({ technology }) => technology.id === 'faunadb')!)).toBe(true);
  expect(['faunadb', 'memcached']).not.toContain(pick.id);
});

test('what the workspace runs on stays, unless the question is about leaving it', () => {
  expect(understood('Where do we keep the processing history of documents?', workspaceOf(fastapi)).pick.id).toBe(
    'postgresql',
  );
});

test('a requirement says where it comes from', () => {
  const { needs } = understood('1,000 companies, 60,000 writes per second, multi-tenant');
  expect(needs.find(({ id }) => id === 'tenant-isolation')?.because).toBe('"multi-tenant"');
  expect(needs.find(({ id }) => id === 'horizontal-writes')).toMatchObject({
    importance: 3,
    because: expect.stringMatching(/60,000 writes per second/),
  });
  expect(needs.find(({ id }) => id === 'portability')?.because).toBe('always counts');
});

/** The fitness weights, added up as prompts/README.md says, choose what an engineer would choose in plain cases. */
import { expect, test } from 'vitest';
import { promptFilesIn } from './prompt-files.ts';

type Weights = Readonly<Record<string, number>>;

const candidates = promptFilesIn('technologies').filter(({ frontMatter }) => frontMatter.state === 'active');
/** Operation, cost, the way out and people count in every case. */
const always: Weights = { 'low-ops': 1, 'low-cost': 1, portability: 1, tooling: 1 };

/** With `storeFor`, of those that are built for that requirement: a second store beside the record. */
function ranking(needs: Weights, storeFor?: string): readonly string[] {
  const importance = { ...always, ...needs };
  return candidates
    .map(({ name, frontMatter }) => ({ name, fitness: frontMatter.fitness as Weights }))
    .filter(({ fitness }) => Object.entries(needs).every(([id, weight]) => weight < 3 || (fitness[id] ?? 0) > 0))
    .filter(({ fitness }) => storeFor === undefined || fitness[storeFor] === 3)
    .map(({ name, fitness }) => ({
      name,
      sum: Object.entries(importance).reduce((sum, [id, weight]) => sum + weight * (fitness[id] ?? 0), 0),
    }))
    .sort((one, other) => other.sum - one.sum || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
}

type Case = readonly [title: string, needs: Weights, expected: readonly string[], storeFor?: string];

const cases: readonly Case[] = [
  [
    'a SaaS with tenants',
    { 'relational-integrity': 3, transactions: 3, 'tenant-isolation': 3, 'ad-hoc-queries': 2 },
    ['postgresql'],
  ],
  [
    'profiles and feeds',
    { 'relational-integrity': 2, 'read-scaling': 2, 'flexible-schema': 2, 'ad-hoc-queries': 1 },
    ['postgresql'],
  ],
  ['healthcare', { transactions: 3, 'relational-integrity': 3, compliance: 3, 'high-availability': 1 }, ['postgresql']],
  ['conversations', { 'flexible-schema': 3, 'relational-integrity': 2, 'full-text': 1 }, ['postgresql']],
  ['embeddings beside records', { 'vector-search': 3, 'relational-integrity': 2, 'full-text': 2 }, ['postgresql']],
  ['jobs that commit with the data', { queueing: 3, transactions: 2 }, ['postgresql']],
  ['generated backends', { 'generated-code': 3, 'relational-integrity': 3, 'low-cost': 2 }, ['postgresql', 'sqlite']],
  ['a database per project', { 'many-databases': 3, 'scale-to-zero': 3, 'low-cost': 2 }, ['sqlite']],
  ['inside a desktop program', { embedded: 3, transactions: 2, 'low-cost': 2 }, ['sqlite']],
  ['a cache', { caching: 3, 'key-lookup': 2 }, ['valkey', 'redis']],
  [
    'search beside the record',
    { 'full-text': 3, 'read-scaling': 2, 'large-data': 2 },
    ['opensearch', 'elasticsearch'],
    'full-text',
  ],
  [
    'a search box beside the record',
    { 'full-text': 3, 'low-ops': 3, 'low-cost': 2 },
    ['meilisearch', 'typesense'],
    'full-text',
  ],
  ['sensors at a high rate', { 'time-series': 3, 'horizontal-writes': 2, analytics: 2 }, ['clickhouse', 'questdb']],
  ['series joined with records', { 'time-series': 3, 'relational-integrity': 3, 'ad-hoc-queries': 2 }, ['timescaledb']],
  [
    'a ledger on several continents',
    { 'multi-region': 3, 'strong-consistency': 3, transactions: 3, 'high-availability': 3 },
    ['yugabytedb', 'cockroachdb', 'spanner'],
  ],
  [
    'phones without a connection',
    { 'offline-first': 3, 'flexible-schema': 2, streaming: 1 },
    ['couchdb', 'firestore', 'sqlite'],
  ],
  ['a warehouse', { analytics: 3, 'large-data': 3, 'read-scaling': 2 }, ['clickhouse']],
  ['analysis of files', { analytics: 3, embedded: 3 }, ['duckdb']],
  ['paths of unknown length', { 'graph-traversal': 3, 'ad-hoc-queries': 1 }, ['neo4j']],
  [
    'keys without operation',
    { 'key-lookup': 3, 'scale-to-zero': 3, 'low-ops': 3, 'high-availability': 2 },
    ['dynamodb', 'firestore'],
  ],
];

test.each(cases.map(([title, needs, expected, storeFor]) => ({ title, needs, expected, storeFor })))(
  '$title',
  ({ needs, expected, storeFor }) => {
    const ranked = ranking(needs, storeFor);
    expect(expected, ranked.slice(0, 4).join(', ')).toContain(ranked[0]);
  },
);

test('an importance of 3 rules out what cannot do it', () => {
  expect(ranking({ caching: 3 })).toContain('memcached');
  expect(ranking({ transactions: 3, caching: 3 })).not.toContain('memcached');
});

import { expect, test } from 'vitest';
import { promptFilesIn } from './prompt-files.ts';

const technologies = promptFilesIn('technologies');

test('every database that the product promises to know has a file', () => {
  const promised = [
    ['PostgreSQL', 'MySQL', 'MariaDB', 'Microsoft SQL Server', 'Oracle Database', 'SQLite'],
    ['MongoDB', 'Couchbase', 'Apache CouchDB', 'RavenDB', 'Cloud Firestore', 'Amazon DocumentDB'],
    ['Redis', 'Amazon DynamoDB', 'etcd', 'Memcached'],
    ['Apache Cassandra', 'ScyllaDB', 'Apache HBase', 'Google Cloud Bigtable'],
    ['TimescaleDB', 'InfluxDB', 'ClickHouse', 'QuestDB'],
    ['CockroachDB', 'TiDB', 'Google Cloud Spanner', 'YugabyteDB'],
    ['Neo4j', 'Amazon Neptune', 'ArangoDB'],
    ['Elasticsearch', 'OpenSearch', 'Meilisearch', 'Typesense'],
    ['OrientDB', 'Fauna', 'Azure Cosmos DB', 'DuckDB', 'Valkey'],
  ].flat();
  expect(technologies.map(({ frontMatter }) => frontMatter.name).sort()).toEqual(promised.sort());
});

test('no alias means two technologies', () => {
  const owners = new Map<string, string>();
  for (const { name, frontMatter } of technologies) {
    for (const alias of [name, ...(frontMatter.aliases as readonly string[])]) {
      expect(owners.get(alias), `${alias} of ${name}`).toBeUndefined();
      owners.set(alias, name);
    }
  }
});

test('what is gone can win no weighing', () => {
  const gone = technologies.filter(({ frontMatter }) => frontMatter.state === 'discontinued');
  expect(gone.map(({ name }) => name)).toEqual(['faunadb']);
  for (const { frontMatter } of gone) {
    expect(new Set(Object.values(frontMatter.fitness as Readonly<Record<string, number>>))).toEqual(new Set([-3]));
  }
});

test('every requirement has a technology that does it well, and one that does not', () => {
  const weights = technologies.map(({ frontMatter }) => frontMatter.fitness as Readonly<Record<string, number>>);
  for (const requirement of Object.keys(weights[0] ?? {})) {
    const values = weights.map((each) => each[requirement] ?? 0);
    expect(Math.max(...values), requirement).toBeGreaterThanOrEqual(2);
    expect(Math.min(...values), requirement).toBeLessThanOrEqual(-1);
  }
});

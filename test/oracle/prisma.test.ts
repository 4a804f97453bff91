import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpus, corpusNote, hasCorpus } from '../kit/corpus.ts';
import { compare, judge, providerOf, readPrisma, readSql } from './prisma.ts';
import { constructs } from './prisma-constructs.ts';
import { engineKnows, prismaDdl } from './prisma-engine.ts';
import { writtenOut } from './prisma-written-out.ts';

const asFile = (content: string) => [{ path: 'schema.prisma', content }];

test.each(Object.entries(constructs))(
  'every construct is in the model as in the DDL of Prisma: %s',
  async (_, text) => {
    const verdict = await judge(asFile(text));
    expect(verdict.differences).toEqual([]);
    expect(verdict.tables).toBeGreaterThan(0);
  },
);

test('a difference is noticed', async () => {
  const [text] = Object.values(constructs);
  const ddl = await prismaDdl(asFile(text!), 'postgresql');
  const damaged = ddl.replace('"managerId" INTEGER', '"managerId" BIGINT').replace('ON DELETE CASCADE', '');
  const { differences } = compare(readSql(damaged, 'postgresql'), readPrisma(asFile(text!), 'postgresql'));
  expect(differences.map(({ table }) => table)).toEqual(['User', 'Post']);
});

test('files of one schema are understood together', async () => {
  const files = [
    { path: 'a.prisma', content: 'model A {\n  id Int @id\n  bs B[]\n  kind Kind @default(SMALL)\n}' },
    {
      path: 'b/b.prisma',
      content: 'model B {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}',
    },
    {
      path: 'main.prisma',
      content: 'datasource db {\n  provider = "postgresql"\n}\nenum Kind {\n  SMALL @map("small")\n}',
    },
  ];
  expect(await judge(files)).toMatchObject({ tables: 2, enums: 1, differences: [] });
});

// The engine runs here for PostgreSQL, CockroachDB and SQLite only.
test.each(writtenOut)('the model equals the DDL that Prisma is known to make: $dialect', ({ dialect, prisma, ddl }) => {
  const verdict = compare(readSql(ddl, dialect), readPrisma(asFile(prisma), dialect));
  expect(verdict.differences).toEqual([]);
  expect(verdict.tables).toBeGreaterThan(3);
});

/** Excerpts whose relations lead to models that are not in them: Prisma refuses these files. */
const refused: readonly string[] = [
  'civitai__civitai/apps/event-engine/docs/reference/schema-full.prisma',
  'civitai__civitai/apps/event-engine/docs/reference/schema-minimal.prisma',
  'civitai__civitai/apps/event-engine/docs/reference/schema.prisma',
];

function prismaFiles(root: string): readonly string[] {
  if (!hasCorpus) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.prisma'))
    .sort();
}

test(`the model of real schemas equals the DDL of Prisma${corpusNote}`, async () => {
  const root = join(corpus, 'prisma');
  const differences: string[] = [];
  const refusedHere: string[] = [];
  const otherProviders: string[] = [];
  let tables = 0;
  for (const path of prismaFiles(root)) {
    const files = asFile(readFileSync(join(root, path), 'utf8'));
    const provider = providerOf(files);
    if (!engineKnows(provider)) {
      otherProviders.push(provider);
      continue;
    }
    const verdict = await judge(files).catch((error: Error) => error);
    if (verdict instanceof Error) {
      refusedHere.push(path);
      continue;
    }
    tables += verdict.tables;
    for (const difference of verdict.differences) differences.push(`${path}: ${JSON.stringify(difference)}`);
  }
  console.log(`Prisma's engine: ${tables} tables of the corpus, ${differences.length} differ`);
  expect(differences).toEqual([]);
  expect(refusedHere).toEqual(hasCorpus ? refused : []);
  expect(otherProviders.sort()).toEqual(hasCorpus ? ['mongodb', 'sqlserver', 'sqlserver'] : []);
  expect(tables).toBeGreaterThanOrEqual(hasCorpus ? 700 : 0);
});

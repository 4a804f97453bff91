/** The code of the patterns: PostgreSQL knows every name in its SQL, the other languages can at least be parsed. */
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_stat_statements } from '@electric-sql/pglite/contrib/pg_stat_statements';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { parser as python } from '@lezer/python';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlDocument } from '../../server/src/analysis/sql-document.ts';
import { promptFilesIn, promptsFolder } from './prompt-files.ts';

interface Block {
  readonly pattern: string;
  readonly schema: string | undefined;
  readonly language: string;
  readonly code: string;
}

const blocks: readonly Block[] = promptFilesIn('patterns').flatMap(({ name, body, frontMatter }) =>
  [...body.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    pattern: name,
    schema: frontMatter.schema as string | undefined,
    language: match[1]!,
    code: match[2]!,
  })),
);
const inLanguage = (language: string): readonly Block[] => blocks.filter((block) => block.language === language);

let postgres: PGlite;
beforeAll(async () => {
  postgres = await PGlite.create({ extensions: { btree_gist, pg_stat_statements, pg_trgm } });
});
afterAll(() => postgres.close());

test('blocks are in languages that are checked here', () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['sql', 'python', 'javascript']));
});

test.each(inLanguage('sql'))('SQL of $pattern', async ({ schema, code }) => {
  await postgres.exec('begin');
  try {
    if (schema !== undefined)
      await postgres.exec(readFileSync(new URL(`patterns/${schema}.sql`, promptsFolder), 'utf8'));
    const document = new SqlDocument('code.sql', code, 'postgresql');
    const statements = document.units.map((unit) => document.sourceOf(unit)).filter((text) => text.trim() !== '');
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      // A statement with parameters is planned; without values it cannot run.
      if (/\$\d/.test(statement)) await postgres.describeQuery(statement);
      // CONCURRENTLY cannot run in a transaction.
      else await postgres.exec(statement.replace(/\bconcurrently\b/i, ''));
    }
  } finally {
    await postgres.exec('rollback');
  }
});

test.each(inLanguage('python'))('Python of $pattern', ({ code }) => {
  const wrong: string[] = [];
  python.parse(code).iterate({
    enter: (node) => {
      if (node.type.isError) wrong.push(code.slice(Math.max(0, node.from - 40), node.to + 20));
    },
  });
  expect(wrong).toEqual([]);
});

test.each(inLanguage('javascript'))('JavaScript of $pattern', async ({ code }) => {
  expect((await transform(code, { loader: 'js' })).warnings).toEqual([]);
});

/** The code of the architect's patterns, which answers are made of, is right by the checks that answers go through. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { checkAnswer } from '../../server/src/verify/check-answer.ts';
import { type CheckedDatabase, checkedDatabase } from '../../server/src/verify/checked-database.ts';
import { builtVerifier } from './kit/verifier.ts';

const built = builtVerifier('verify-patterns-test');

const folder = join(import.meta.dirname, '..', '..', 'prompts', 'patterns');
const patterns = readdirSync(folder).filter((file) => file.endsWith('.md'));

/** A database with the schema, or an empty one. */
function databaseOf(sql: string): CheckedDatabase {
  const analyzer = createAnalyzer({ rules: [] });
  if (sql !== '') analyzer.setFile('/w/schema.sql', sql);
  return checkedDatabase(analyzer, analyzer.databases()[0]);
}

test.for(patterns)('%s', async (file) => {
  const schema = join(folder, file.replace(/\.md$/, '.sql'));
  const sql = existsSync(schema) ? readFileSync(schema, 'utf8') : '';
  if (sql !== '') {
    const [made] = await checkAnswer(`\`\`\`sql\n${sql}\n\`\`\``, databaseOf(''), built.verifier);
    expect(made).toEqual({ language: 'sql', ok: true, problems: [] });
  }
  const checked = await checkAnswer(readFileSync(join(folder, file), 'utf8'), databaseOf(sql), built.verifier);
  expect(checked.filter(({ ok }) => !ok)).toEqual([]);
});

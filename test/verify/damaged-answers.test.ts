/** Answers that were cut off, doubled or mixed up: nothing throws, and time stays in proportion to the text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { checkAnswer } from '../../server/src/verify/check-answer.ts';
import { checkedDatabase } from '../../server/src/verify/checked-database.ts';

const folder = join(import.meta.dirname, '..', '..', 'prompts', 'patterns');
const texts = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  return file.endsWith('.sql') ? `\`\`\`sql\n${text}\n\`\`\`` : text;
});
const program =
  '```python\nclass A(Base):\n    __tablename__ = "a"\n    id = Column(Integer, primary_key=True)\n    b = Column(ForeignKey("c.d"))\n```\n' +
  '```prisma\nmodel A {\n  id Int @id\n  bs B[]\n  @@index([x, y(sort: Desc)])\n}\n```\n';

const analyzer = createAnalyzer({ rules: [] });
analyzer.setFile('/w/schema.sql', 'create table a (id int primary key, b text);');
const database = checkedDatabase(analyzer, analyzer.databases()[0]);

const piece = fc
  .tuple(fc.constantFrom(program, ...texts), fc.nat(), fc.nat({ max: 600 }))
  .map(([text, from, length]) => text.slice(from % text.length, (from % text.length) + length));

test('pieces of answers, put together anyhow', async () => {
  const answers = fc.array(
    fc.oneof(piece, fc.constantFrom('\n```sql\n', '\n```\n', '\n~~~prisma\n', '\n  ```py\n', '"', "'", '$$')),
  );
  await fc.assert(
    fc.asyncProperty(answers, async (parts) => {
      for (const block of await checkAnswer(parts.join(''), database, undefined)) {
        expect(block.problems.length).toBeLessThanOrEqual(12);
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);

test.for([
  ['fences', '```sql\n'],
  ['comment marks', '#'],
  ['brackets', '('],
  ['open comments', '/*'],
  ['words', 'create table a '],
  ['angles', '<a '],
] as const)('a vast block of %s', { timeout: 20_000 }, async ([, unit]) => {
  for (const language of ['sql', 'prisma', 'python']) {
    const model = language === 'python' ? '__tablename__\n' : 'model A {\n';
    await checkAnswer(`\`\`\`${language}\n${model}${unit.repeat(40_000)}`, database, undefined);
  }
});

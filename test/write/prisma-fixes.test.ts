import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { applyEdits } from '../../server/src/text/text-edit.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { corpus, corpusNote, hasCorpus } from '../kit/corpus.ts';
import { formatted, mistakes } from './prisma-kit.ts';

const file = 'prisma/schema.prisma';
const asFiles = (text: string): ReadonlyMap<string, string> => new Map([['schema.prisma', text]]);

/** What does not concern models, and was written for other versions of Prisma, is left out. */
function adapted(text: string): string {
  return text.replace(/^[ \t]*(?:url|directUrl|shadowDatabaseUrl|previewFeatures|extensions)[ \t]*=.*$/gm, '');
}

/** Every third field without a comment gets one. */
function commented(text: string): string {
  let field = 0;
  return text.replace(/^[ \t]+\w+[ \t]+\w[^/\n]*$/gm, (line) =>
    field++ % 3 === 0 ? `${line} // note ${field}` : line,
  );
}

/** So many findings of a rule in one schema: those of a rule are mended alike. */
const mostAlike = 3;

test(`a fix of any rule is as Prisma would format it${corpusNote}`, { timeout: 300_000 }, () => {
  const root = join(corpus, 'prisma');
  const paths = hasCorpus ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  const mended = new Map<string, number>();
  for (const path of paths.filter((each) => each.endsWith('.prisma')).sort()) {
    const written = adapted(readFileSync(join(root, path), 'utf8'));
    for (const text of [written, commented(written)].map((each) => formatted(asFiles(each)).get('schema.prisma')!)) {
      if (mistakes(asFiles(text)).length > 0) continue;
      const analyzer = analyze([{ file, text }], { rules: catalogue });
      const alike = new Map<string, number>();
      for (const finding of allFindings(analyzer)) {
        const count = (alike.get(finding.rule) ?? 0) + 1;
        alike.set(finding.rule, count);
        if (count > mostAlike) continue;
        for (const { title, edits } of analyzer.fixesFor(finding)) {
          const after = applyEdits(
            text,
            edits.filter((edit) => edit.file === file),
          );
          expect(formatted(asFiles(after)).get('schema.prisma'), `${path}: ${title}`).toBe(after);
          mended.set(finding.rule, (mended.get(finding.rule) ?? 0) + 1);
        }
      }
    }
  }
  console.log(`Fixes of Prisma schemas: ${[...mended].map(([rule, count]) => `${rule} ${count}`).join(', ')}`);
  expect(mended.size > 10).toBe(hasCorpus);
});

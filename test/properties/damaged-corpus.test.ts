import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { corpusNote, corpusProjects, hasCorpus } from '../kit/corpus.ts';
import { damaged, randomDamage } from '../kit/random-damage.ts';
import { examine, examineFixes } from './invariants.ts';
import { runs } from './runs.ts';

const kinds: readonly (readonly [string, Dialect])[] = [
  ['pg-sql', 'postgresql'],
  ['mysql-sql', 'mysql'],
  ['sqlite-sql', 'sqlite'],
  ['tsql', 'sqlserver'],
];

/** Longer files say the same for longer. */
const longest = 40_000;

describe.runIf(hasCorpus)(`real files, damaged${corpusNote}`, () => {
  for (const [kind, dialect] of kinds) {
    test(kind, () => {
      const texts = corpusProjects(kind)
        .flatMap(({ files }) => files.map(({ text }) => text))
        .filter((text) => text.length < longest);
      fc.assert(
        fc.property(
          fc.constantFrom(...texts),
          fc.array(randomDamage, { minLength: 1, maxLength: 3 }),
          (text, damages) => {
            const files = [{ file: 'schema.sql', text: damaged(text, damages), dialect }];
            examineFixes(examine(files), files, 3);
          },
        ),
        runs(40),
      );
    });
  }
});

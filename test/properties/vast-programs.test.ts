import { test } from 'vitest';
import { allFindings, analyze } from '../kit/analyze.ts';
import { largePrisma, largePython } from './large-programs.ts';

/** Far more than anybody writes: a reader that calls itself, or spreads a list into arguments, fails here. */
for (const [file, texts] of [
  ['schema.prisma', largePrisma],
  ['models.py', largePython],
] as const) {
  test(`vast texts of ${file}`, () => {
    for (const grown of Object.values(texts)) {
      const analyzer = analyze([{ file, text: grown(3_000), dialect: 'postgresql' }]);
      allFindings(analyzer);
      analyzer.gaps();
    }
  });
}

import { expect, test } from 'vitest';
import { startCounting } from './steps.ts';

const stepsOf = startCounting();
const { allFindings, analyze } = await import('../kit/analyze.ts');
const { largePrisma, largePython } = await import('./large-programs.ts');

function read(file: string, text: string): void {
  const analyzer = analyze([{ file, text, dialect: 'postgresql' }]);
  allFindings(analyzer);
  analyzer.gaps();
}

for (const [file, texts] of [
  ['schema.prisma', largePrisma],
  ['models.py', largePython],
] as const) {
  for (const [name, grown] of Object.entries(texts)) {
    test(`${file}, the work grows with the text: ${name}`, () => {
      read(file, grown(20));
      const small = stepsOf(() => read(file, grown(250)));
      const large = stepsOf(() => read(file, grown(1000)));
      // Eight times the steps for four times the text; sixteen within one table, whose elements are compared in pairs.
      const most = /^a (?:model|class|table) of|^indexes of one/.test(name) ? 16.5 : 8;
      expect(large / Math.max(small, 20_000), `${small} steps, then ${large}`).toBeLessThan(most);
    });
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Analyzer } from '../../server/src/analysis/analyzer.ts';
import type { Table } from '../../server/src/model/table.ts';
import { analyze } from '../kit/analyze.ts';
import { damaged, randomDamage } from '../kit/random-damage.ts';
import { randomSchema, type SketchedTable } from '../kit/random-schema.ts';
import { everything, examine, examineFixes } from './invariants.ts';
import { programFiles } from './program-files.ts';
import { runs } from './runs.ts';

const dialect = 'postgresql';

for (const { language, random, written, names } of programFiles) {
  test(`${language}: generated schemas are read whole`, () => {
    fc.assert(
      fc.property(randomSchema, fc.constantFrom(...written), (schema, write) => {
        const analyzer = examine([{ file: names[0], text: write(schema), dialect }]);
        const tables = analyzer.databases().flatMap((database) => [...database.schema.tables.values()]);
        expect(analyzer.gaps()).toEqual([]);
        expect(tables.map(readNames).sort()).toEqual(schema.tables.map(sketchedNames).sort());
      }),
      runs(60),
    );
  });

  test(`${language}: a damaged file costs nothing but itself`, () => {
    fc.assert(
      fc.property(random, random, fc.array(randomDamage, { minLength: 1, maxLength: 4 }), (text, other, damages) => {
        const files = [
          { file: names[0], text: damaged(text, damages), dialect } as const,
          { file: names[1], text: other, dialect } as const,
        ];
        examineFixes(examine(files), files, 8);
      }),
      runs(80),
    );
  });

  test(`${language}: edits, one after another, leave what a first reading finds`, () => {
    const step = fc.record({
      file: fc.nat({ max: 1 }),
      damage: randomDamage,
      back: fc.boolean(),
      asked: fc.boolean(),
      /** The file is taken away and comes again. */
      reopened: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.tuple(random, random), fc.array(step, { minLength: 1, maxLength: 6 }), (texts, steps) => {
        const analyzer = analyze(names.map((file, index) => ({ file, text: texts[index]!, dialect })));
        for (const { file: index, damage, back, asked, reopened } of steps) {
          const file = names[index]!;
          const before = analyzer.textOf(file)!;
          analyzer.setFile(file, damaged(before, [damage]));
          if (asked) analyzer.findingsIn(file);
          if (reopened) {
            const text = analyzer.textOf(file)!;
            analyzer.removeFile(file);
            analyzer.setFile(file, text);
          }
          if (back) analyzer.setFile(file, before);
          expect(everything(analyzer)).toEqual(everything(fresh(analyzer)));
        }
      }),
      runs(40),
    );
  });

  test(`${language}: any text at all`, () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })),
        (text) => void examine([{ file: names[0], text, dialect }]),
      ),
      runs(150),
    );
  });
}

function fresh(analyzer: Analyzer): Analyzer {
  return analyze(analyzer.files().map((file) => ({ file, text: analyzer.textOf(file)!, dialect })));
}

function readNames({ name, columns }: Table): string {
  return `${name}: ${columns.map((column) => column.name).join(', ')}`;
}

function sketchedNames({ name, key, columns, foreignKeys }: SketchedTable): string {
  const names = [
    ...(key === 'none' ? [] : ['id']),
    ...columns.map((column) => column.name),
    ...foreignKeys.map(({ column }) => column),
  ];
  return `${name}: ${names.join(', ')}`;
}

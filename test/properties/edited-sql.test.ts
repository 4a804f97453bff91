import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Analyzer } from '../../server/src/analysis/analyzer.ts';
import type { SqlDialect } from '../../server/src/model/dialect.ts';
import { sqlDialects } from '../../server/src/model/dialect.ts';
import { analyze } from '../kit/analyze.ts';
import { damaged, randomDamage } from '../kit/random-damage.ts';
import { randomSql } from '../kit/random-sql.ts';
import { everything } from './invariants.ts';
import { runs } from './runs.ts';

/** One thing that somebody does to a file; `back` takes it back at once, so that the schema stays whole for longer. */
const step = fc.record({
  file: fc.nat({ max: 1 }),
  damage: randomDamage,
  back: fc.boolean(),
  asked: fc.boolean(),
});

for (const dialect of sqlDialects) {
  test(`${dialect}: edits, one after another, leave what a first reading finds`, () => {
    fc.assert(
      fc.property(
        fc.tuple(randomSql(dialect), randomSql(dialect)),
        fc.boolean(),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (texts, areMigrations, steps) => {
          const names = areMigrations ? ['db/migrate/001_a.sql', 'db/migrate/002_b.sql'] : ['db/a.sql', 'db/b.sql'];
          const analyzer = analyze(names.map((file, index) => ({ file, text: texts[index]!.text, dialect })));
          for (const { file: index, damage, back, asked } of steps) {
            const file = names[index]!;
            const before = analyzer.textOf(file)!;
            analyzer.setFile(file, damaged(before, [damage]));
            if (asked) analyzer.findingsIn(file);
            if (back) analyzer.setFile(file, before);
            expect(everything(analyzer)).toEqual(everything(fresh(analyzer, dialect)));
          }
        },
      ),
      runs(40),
    );
  });
}

test('single characters typed and deleted at any place', () => {
  fc.assert(
    fc.property(
      randomSql(),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          taken: fc.nat({ max: 3 }),
          put: fc.oneof(fc.constantFrom("'", '"', '(', ')', ';', '-', '/', '*', '$', '\n', ',', 'x', ''), fc.string()),
        }),
        { maxLength: 12 },
      ),
      ({ text, dialect }, edits) => {
        const analyzer = analyze([{ file: 'schema.sql', text, dialect }]);
        for (const { at, taken, put } of edits) {
          const { length } = analyzer.textOf('schema.sql')!;
          const start = Math.floor(at * length);
          const span = { start, end: Math.min(length, start + taken) };
          analyzer.editFile('schema.sql', [{ span, newText: put }]);
        }
        expect(everything(analyzer)).toEqual(everything(fresh(analyzer, dialect)));
      },
    ),
    runs(120),
  );
});

test('a statement put before its copy takes over what was found in the copy', () => {
  const tables = ['Category', 'invoice', 'parcel', 'customer_group', 'price_list']
    .map((name) => `create table ${name} (id integer primary key);\n`)
    .join('');
  const analyzer = analyze([{ file: 'schema.sql', text: tables, dialect: 'mysql' }]);
  expect(analyzer.findingsIn('schema.sql').map(({ rule }) => rule)).toContain('inconsistent-case');
  analyzer.setFile('schema.sql', `create table Category (\n${tables}`);
  expect(everything(analyzer)).toEqual(everything(fresh(analyzer, 'mysql')));
});

function fresh(analyzer: Analyzer, dialect: SqlDialect): Analyzer {
  return analyze(analyzer.files().map((file) => ({ file, text: analyzer.textOf(file)!, dialect })));
}

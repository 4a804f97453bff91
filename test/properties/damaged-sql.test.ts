import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SqlDialect, sqlDialects } from '../../server/src/model/dialect.ts';
import type { Table } from '../../server/src/model/table.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { damaged, randomDamage } from '../kit/random-damage.ts';
import { randomSchema, type SketchedTable } from '../kit/random-schema.ts';
import { randomSql, sqlOf } from '../kit/random-sql.ts';
import { examine, examineFixes } from './invariants.ts';
import { runs } from './runs.ts';

for (const dialect of sqlDialects) {
  test(`${dialect}: generated schemas are read whole`, () => {
    fc.assert(
      fc.property(randomSchema, (schema) => {
        const analyzer = examine([{ file: 'schema.sql', text: sqlOf(schema, dialect), dialect }]);
        const tables = analyzer.databases().flatMap((database) => [...database.schema.tables.values()]);
        expect(analyzer.gaps()).toEqual([]);
        expect(tables.map(columnNames)).toEqual(schema.tables.map((table) => sketchedNames(table, dialect)));
      }),
      runs(40),
    );
  });

  test(`${dialect}: a damaged file costs nothing but itself`, () => {
    fc.assert(
      fc.property(
        randomSql(dialect),
        fc.array(randomDamage, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (sql, damages, isMigration) => {
          const text = damaged(sql.text, damages);
          const files = [
            { file: isMigration ? 'migrations/001_first.sql' : 'first.sql', text, dialect },
            { file: isMigration ? 'migrations/002_next.sql' : 'next.sql', text: sql.text, dialect },
          ];
          examineFixes(examine(files), files);
        },
      ),
      runs(80),
    );
  });
}

test('a text of another dialect, or none', () => {
  fc.assert(
    fc.property(randomSql(), fc.constantFrom(...sqlDialects), (sql, dialect) => {
      const files = [{ file: 'schema.sql', text: sql.text, dialect }];
      examineFixes(examine(files), files);
    }),
    runs(60),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })),
      fc.constantFrom(...sqlDialects),
      (text, dialect) => void examine([{ file: 'schema.sql', text, dialect }]),
    ),
    runs(150),
  );
});

test('what is read of a file cut off anywhere does not depend on how it was cut', () => {
  fc.assert(
    fc.property(randomSql(), fc.double({ min: 0, max: 1, noNaN: true }), ({ text, dialect }, at) => {
      const cut = text.slice(0, Math.floor(at * text.length));
      const analyzer = analyze([{ file: 'schema.sql', text, dialect }]);
      analyzer.setFile('schema.sql', cut);
      expect(allFindings(analyzer)).toEqual(allFindings(analyze([{ file: 'schema.sql', text: cut, dialect }])));
    }),
    runs(60),
  );
});

function columnNames({ name, columns }: Table): string {
  return `${name}: ${columns.map((column) => column.name).join(', ')}`;
}

/** PostgreSQL stores names that are not quoted in lower case. */
function sketchedNames({ name, key, columns, foreignKeys }: SketchedTable, dialect: SqlDialect): string {
  const names = [
    ...(key === 'none' ? [] : ['id']),
    ...columns.map((column) => column.name),
    ...foreignKeys.map(({ column }) => column),
  ];
  const text = `${name}: ${names.join(', ')}`;
  return dialect === 'postgresql' ? text.toLowerCase() : text;
}

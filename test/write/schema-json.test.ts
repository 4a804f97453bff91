import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { LineIndex } from '../../server/src/text/line-index.ts';
import { schemaJson } from '../../server/src/write/schema-json.ts';

test('the contract of schema --format json', () => {
  const text = `create type mood as enum ('sad', 'ok');
create table app.orders (
  id bigint primary key,
  customer_id bigint references customer on delete cascade,
  note text not null default 'x',
  constraint once unique (customer_id, note)
);
create unique index i on app.orders using btree (customer_id desc, lower(note) text_pattern_ops) include (id) where note <> '';
`;
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.configure('', { ...defaultConfiguration, dialect: 'postgresql' });
  analyzer.setFile('schema.sql', text);
  const lines = new LineIndex(text);
  const json = schemaJson([{ name: 'shop', schema: analyzer.databases()[0]!.schema }], (origin) => {
    const span = analyzer.spanOf(origin);
    if (span === undefined) return undefined;
    return { file: origin.file, range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) } };
  });
  expect(JSON.parse(JSON.stringify(json))).toEqual({
    databases: [
      {
        name: 'shop',
        dialect: 'postgresql',
        tables: [
          {
            schema: 'app',
            name: 'orders',
            columns: [
              { name: 'id', type: 'bigint', nullable: false, default: null },
              { name: 'customer_id', type: 'bigint', nullable: true, default: null },
              { name: 'note', type: 'text', nullable: false, default: "'x'" },
            ],
            primaryKey: ['id'],
            uniques: [{ name: 'once', columns: ['customer_id', 'note'] }],
            foreignKeys: [
              {
                columns: ['customer_id'],
                references: { table: 'customer', columns: [] },
                onDelete: 'cascade',
                onUpdate: 'no action',
              },
            ],
            indexes: [
              {
                name: 'i',
                parts: [
                  { column: 'customer_id', order: 'desc', opclass: null },
                  { expression: 'lower(note)', order: 'asc', opclass: 'text_pattern_ops' },
                ],
                unique: true,
                method: 'btree',
                where: "note <> ''",
                include: ['id'],
              },
            ],
            origin: { file: 'schema.sql', range: { start: { line: 1, character: 0 }, end: { line: 6, character: 1 } } },
          },
        ],
        enums: [
          {
            schema: null,
            name: 'mood',
            values: ['sad', 'ok'],
            origin: {
              file: 'schema.sql',
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 38 } },
            },
          },
        ],
      },
    ],
  });
});

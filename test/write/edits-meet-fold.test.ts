import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analyzer } from '../../server/src/analysis/analyzer.ts';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { isUniqueOver } from '../../server/src/model/access-path.ts';
import type { SqlDialect } from '../../server/src/model/dialect.ts';
import { aColumn, aForeignKey, aKey, anIndex, aType } from '../../server/src/model/factories.ts';
import { Fold } from '../../server/src/model/fold.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { Table } from '../../server/src/model/table.ts';
import { applyEdits } from '../../server/src/text/text-edit.ts';
import { editsFor } from '../../server/src/write/sql/edits-for.ts';
import { corpusProjects, hasCorpus } from '../kit/corpus.ts';
import { comparable } from './comparable-schema.ts';
import type { Asked } from './fix-text.ts';

/**
 * The text after the edits, read again, is the schema that the changes make of the one before. Two readings of one
 * intent, by two different parts of the program.
 */
function expectAgreement(text: string, dialect: SqlDialect, askFor: (schema: Schema) => Iterable<Asked>): number {
  const analyzer = read(text, dialect);
  const schema = analyzer.databases()[0]?.schema;
  if (schema === undefined) return 0;
  let written = 0;
  for (const asked of askFor(schema)) {
    const change = { ...asked, origin: nowhere } as SchemaChange;
    const edits = editsFor([change], {
      dialect,
      schema,
      files: [],
      textOf: () => text,
      spanOf: (origin) => analyzer.spanOf(origin),
      unitSpan: () => undefined,
      isSettled: () => false,
      isMigration: () => false,
      newMigration: () => ({
        file: '',
        header: '',
        footer: '',
        noTransaction: undefined,
        isTransaction: false,
        splits: false,
        separator: '',
      }),
    });
    if (edits === undefined) continue;
    const after = read(applyEdits(text, edits), dialect);
    const wanted = folded(schema, change);
    const said = `${change.kind} ${JSON.stringify('table' in asked ? asked.table : '')}`;
    expect(ordered(after.databases()[0]!.schema, wanted), said).toEqual(ordered(wanted, wanted));
    expect(after.gaps().length, said).toBeLessThanOrEqual(analyzer.gaps().length);
    written++;
  }
  return written;
}

function read(text: string, dialect: SqlDialect): Analyzer {
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.configure('', { ...defaultConfiguration, dialect });
  analyzer.setFile('schema.sql', text);
  return analyzer;
}

function folded(schema: Schema, change: SchemaChange): Schema {
  const fold = new Fold(schema.dialect);
  for (const [key, table] of schema.tables) fold.tables.set(key, table);
  for (const [key, type] of schema.enums) fold.enums.set(key, type);
  for (const [key, domain] of schema.domains) fold.domains.set(key, domain);
  for (const [key, view] of schema.views) fold.views.set(key, view);
  fold.apply(change);
  return fold.finish();
}

/** Columns in the order of their names: a new one goes into CREATE TABLE though others are added behind it later. */
function ordered(schema: Schema, of: Schema): unknown {
  const tables = [...schema.tables].map(([key, table]) => {
    const columns = [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1));
    return [key, { ...table, columns }] as const;
  });
  // A requested type follows the case of those around it.
  return JSON.parse(
    JSON.stringify(comparable({ ...schema, tables: new Map(tables) }, of)).replaceAll(
      /"(decimal|numeric)\(9, 2\)"/gi,
      '"made type"',
    ),
  );
}

const seven = { text: '7', expression: { kind: 'literal', type: 'number', value: '7' } } as const;

/** Every kind of change, as far as it applies to the table and its columns. */
function* changesOf(table: Table, target: Table, dialect: SqlDialect): Iterable<Asked> {
  const decimal = aType(dialect === 'postgresql' ? 'numeric' : 'decimal', 'decimal', ['9', '2']);
  const name = { schema: table.schema, name: table.name };
  for (const column of table.columns) {
    const alter = { kind: 'alter-column', table: name, column: column.name } as const;
    if (column.type.serial !== true) {
      yield { ...alter, set: { type: decimal } };
      yield { ...alter, set: { default: seven } };
      yield { ...alter, set: { default: undefined } };
      yield { ...alter, set: { type: decimal, nullable: false, default: seven } };
    }
    yield { ...alter, set: { nullable: false } };
    yield { ...alter, set: { nullable: true } };
    yield { kind: 'drop-column', table: name, column: column.name, cascade: false };
  }
  const { name: first } = table.columns[0]!;
  // SQLite makes a unique index where a column is added later.
  const ownColumn = table.columns.findLast((column) => column.origin.unit === table.origin.unit) ?? table.columns[0]!;
  const references = aForeignKey([first], { schema: target.schema, name: target.name }, [target.columns[0]!.name], {
    name: 'made_fk',
    onDelete: 'cascade',
  });
  yield { kind: 'create-index', table: name, index: anIndex([first], { name: 'made_idx' }), ifNotExists: false };
  // SQLite keeps one of two equal keys.
  if (!isUniqueOver(table, [ownColumn.name], dialect)) {
    yield { kind: 'add-unique', table: name, key: aKey([ownColumn.name], { name: 'made_key' }) };
  }
  yield { kind: 'add-foreign-key', table: name, foreignKey: references };
  yield {
    kind: 'add-check',
    table: name,
    check: { name: 'made_ck', expression: seven, validated: true, origin: nowhere },
  };
  yield { kind: 'add-column', table: name, column: aColumn('made', decimal, { default: seven }), ifNotExists: false };
  if (table.primaryKey === undefined)
    yield { kind: 'add-primary-key', table: name, key: aKey([first], { name: 'pk' }) };
  else yield { kind: 'drop-primary-key', table: name };
  for (const index of table.indexes) {
    if (index.name === undefined) continue;
    yield { kind: 'drop-index', table: name, name: { schema: table.schema, name: index.name }, concurrently: false };
  }
  for (const constraint of [...table.uniques, ...table.foreignKeys, ...table.checks]) {
    if (constraint.name === undefined) continue;
    yield { kind: 'drop-constraint', table: name, name: constraint.name, cascade: false };
  }
}

const customer = 'CREATE TABLE customer (\n  id int PRIMARY KEY, -- the key\n  note varchar(20)\n);\n';

const samples: Readonly<Record<SqlDialect, string>> = {
  postgresql: `${customer}
create table app.orders (
    id int generated always as identity
  , customer_id int not null references customer (id) on delete set null -- who
  , "Total" decimal(8, 1) constraint positive check ("Total" > 0) default 1 /* the sum */
  , state text default 'new'::character varying not null unique
  , constraint once unique (customer_id, state)
);
alter table app.orders add constraint orders_pk primary key (id), add column later text not null default 'x';
alter table app.orders alter column "Total" set not null, alter state drop not null;
create index orders_state on app.orders (lower(state)) where state <> '';
create index orders_later on app.orders (later);
`,
  mysql: `${customer}
CREATE TABLE \`orders\` (
  \`id\` int unsigned NOT NULL AUTO_INCREMENT,
  \`customer_id\` int NOT NULL COMMENT 'not null, really', # who
  \`state\` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'new',
  \`at\` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`once\` (\`customer_id\`,\`state\`),
  KEY \`by_state\` (\`state\`),
  CONSTRAINT \`fk\` FOREIGN KEY (\`customer_id\`) REFERENCES \`customer\` (\`id\`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
ALTER TABLE orders ADD COLUMN later text, ADD INDEX by_at (at);
`,
  sqlite: `${customer}
create table orders (id integer primary key autoincrement, customer_id references customer on delete cascade, state text not null default ('new'), unique (customer_id, state), check (state <> ''));
alter table orders add column later text not null default 'x';
create index by_state on orders (state);`,
  sqlserver: `${customer}GO
CREATE TABLE [dbo].[orders](
	[id] [int] IDENTITY(1,1) NOT NULL,
	[customer_id] [int] NOT NULL,
	[state] [nvarchar](9) COLLATE Latin1_General_CI_AS NULL CONSTRAINT [df] DEFAULT (N'new'),
 CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([id] ASC) ON [PRIMARY]
) ON [PRIMARY]
GO
ALTER TABLE [dbo].[orders]  WITH CHECK ADD  CONSTRAINT [fk] FOREIGN KEY([customer_id])
REFERENCES [dbo].[customer] ([id])
GO
ALTER TABLE [dbo].[orders] CHECK CONSTRAINT [fk]
GO
CREATE NONCLUSTERED INDEX [by_state] ON [dbo].[orders] ([state] ASC)
GO
`,
};

for (const [dialect, text] of Object.entries(samples) as readonly (readonly [SqlDialect, string])[]) {
  test(`${dialect}: what is written is what was asked`, () => {
    const written = expectAgreement(text, dialect, function* (schema) {
      const tables = [...schema.tables.values()];
      for (const table of tables) yield* changesOf(table, tables[0]!, dialect);
    });
    expect(written).toBeGreaterThan(30);
  });
}

const kinds: readonly (readonly [string, SqlDialect])[] = [
  ['pg-sql', 'postgresql'],
  ['mysql-sql', 'mysql'],
  ['sqlite-sql', 'sqlite'],
  ['tsql', 'sqlserver'],
];

describe('real schemas', () => {
  if (!hasCorpus) test('none here: the corpus is not at hand, only the schemas above were changed', () => {});
  for (const [kind, dialect] of hasCorpus ? kinds : []) {
    test(`${kind}: what is written is what was asked, for one table of each file`, { timeout: 120_000 }, () => {
      for (const { files } of corpusProjects(kind)) {
        for (const { file, text } of files) {
          if (text.length > 50_000) continue;
          expectAgreement(text, dialect, function* (schema) {
            const tables = [...schema.tables.values()].filter(
              ({ gaps, columns }) => gaps.length === 0 && columns.length > 0,
            );
            const table = tables[basename(file).length % Math.max(1, tables.length)];
            if (table !== undefined) for (const change of changesOf(table, tables[0]!, dialect)) yield change;
          });
        }
      }
    });
  }
});

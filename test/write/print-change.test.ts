import { DatabaseSync } from 'node:sqlite';
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SqlDialect } from '../../server/src/model/dialect.ts';
import { aColumn, aForeignKey, aKey, anIndex, aTable, aType, objectName } from '../../server/src/model/factories.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { Table } from '../../server/src/model/table.ts';
import { printChange } from '../../server/src/write/sql/print-change.ts';

const orders = objectName('orders');
const origin = nowhere;

/** What one change is in each dialect; null where the dialect has no statement for it. */
type Expected = Readonly<Record<SqlDialect, readonly string[] | null>>;

const written = (text: string) => ({ text, expression: { kind: 'opaque', text } }) as const;

const cases: Readonly<
  Record<string, { readonly change: SchemaChange; readonly before?: Table; readonly expected: Expected }>
> = {
  'an index': {
    change: {
      kind: 'create-index',
      origin,
      table: orders,
      index: anIndex(['customer_id', { column: 'placed_at', order: 'desc', nulls: 'first' }], { name: 'orders_idx' }),
      ifNotExists: false,
    },
    expected: {
      postgresql: ['CREATE INDEX orders_idx ON orders (customer_id, placed_at DESC)'],
      mysql: ['CREATE INDEX orders_idx ON orders (customer_id, placed_at DESC)'],
      sqlite: ['CREATE INDEX orders_idx ON orders (customer_id, placed_at DESC)'],
      sqlserver: ['CREATE INDEX orders_idx ON orders (customer_id, placed_at DESC)'],
    },
  },
  'a unique index with a predicate': {
    change: {
      kind: 'create-index',
      origin,
      table: orders,
      index: anIndex(['number'], { name: 'orders_number', unique: true, where: written('deleted_at IS NULL') }),
      ifNotExists: false,
    },
    expected: {
      postgresql: ['CREATE UNIQUE INDEX orders_number ON orders (number) WHERE deleted_at IS NULL'],
      mysql: null,
      sqlite: ['CREATE UNIQUE INDEX orders_number ON orders (number) WHERE deleted_at IS NULL'],
      sqlserver: ['CREATE UNIQUE INDEX orders_number ON orders (number) WHERE deleted_at IS NULL'],
    },
  },
  'an index over an expression': {
    change: {
      kind: 'create-index',
      origin,
      table: orders,
      index: anIndex([{ expression: written('lower(number)'), order: 'asc', nulls: 'last' }], { name: 'i' }),
      ifNotExists: false,
    },
    expected: {
      postgresql: ['CREATE INDEX i ON orders (lower(number))'],
      mysql: ['CREATE INDEX i ON orders ((lower(number)))'],
      sqlite: ['CREATE INDEX i ON orders (lower(number))'],
      sqlserver: null,
    },
  },
  'names that need quotes': {
    change: {
      kind: 'create-index',
      origin,
      table: objectName('order', 'Sales'),
      index: anIndex(['Group'], { name: 'order Group' }),
      ifNotExists: false,
    },
    expected: {
      postgresql: ['CREATE INDEX "order Group" ON "Sales"."order" ("Group")'],
      mysql: ['CREATE INDEX `order Group` ON Sales.`order` (`Group`)'],
      sqlite: ['CREATE INDEX Sales."order Group" ON "order" ("Group")'],
      sqlserver: ['CREATE INDEX [order Group] ON Sales.[order] ([Group])'],
    },
  },
  'a wider type': {
    change: { kind: 'alter-column', origin, table: orders, column: 'total', set: { type: aType('bigint', 'integer') } },
    before: aTable(orders, 'orders', { columns: [aColumn('total', aType('int', 'integer'), { nullable: false })] }),
    expected: {
      postgresql: ['ALTER TABLE orders ALTER COLUMN total TYPE bigint'],
      mysql: ['ALTER TABLE orders MODIFY COLUMN total bigint NOT NULL'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders ALTER COLUMN total bigint NOT NULL'],
    },
  },
  'a type that needs a cast, with its default': {
    change: { kind: 'alter-column', origin, table: orders, column: 'doc', set: { type: aType('json', 'json') } },
    before: aTable(orders, 'orders', {
      columns: [aColumn('doc', aType('text', 'text'), { default: written("'{}'") })],
    }),
    expected: {
      postgresql: [
        "ALTER TABLE orders ALTER COLUMN doc DROP DEFAULT, ALTER COLUMN doc TYPE json USING doc::json, ALTER COLUMN doc SET DEFAULT '{}'",
      ],
      mysql: ["ALTER TABLE orders MODIFY COLUMN doc json DEFAULT ('{}')"],
      sqlite: null,
      sqlserver: null,
    },
  },
  'times with a zone': {
    change: {
      kind: 'alter-column',
      origin,
      table: orders,
      column: 'at',
      set: { type: aType('timestamptz', 'timestamptz') },
    },
    before: aTable(orders, 'orders', { columns: [aColumn('at', aType('timestamp', 'timestamp'))] }),
    expected: {
      postgresql: ["ALTER TABLE orders ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC'"],
      mysql: ['ALTER TABLE orders MODIFY COLUMN at timestamptz'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders ALTER COLUMN at timestamptz NULL'],
    },
  },
  'a serial column with a wider type': {
    change: { kind: 'alter-column', origin, table: orders, column: 'id', set: { type: aType('bigint', 'integer') } },
    before: aTable(orders, 'orders', {
      columns: [aColumn('id', { ...aType('integer', 'integer'), text: 'serial', serial: true }, { nullable: false })],
    }),
    expected: {
      postgresql: ['ALTER TABLE orders ALTER COLUMN id TYPE bigint', 'ALTER SEQUENCE orders_id_seq AS bigint'],
      mysql: ['ALTER TABLE orders MODIFY COLUMN id bigint NOT NULL'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders ALTER COLUMN id bigint NOT NULL'],
    },
  },
  'NOT NULL with a default': {
    change: {
      kind: 'alter-column',
      origin,
      table: orders,
      column: 'paid',
      set: { nullable: false, default: written('false') },
    },
    before: aTable(orders, 'orders', { columns: [aColumn('paid', aType('boolean', 'boolean'))] }),
    expected: {
      postgresql: ['ALTER TABLE orders ALTER COLUMN paid SET NOT NULL, ALTER COLUMN paid SET DEFAULT false'],
      mysql: ['ALTER TABLE orders MODIFY COLUMN paid boolean NOT NULL DEFAULT false'],
      sqlite: null,
      sqlserver: [
        'ALTER TABLE orders ALTER COLUMN paid boolean NOT NULL',
        'ALTER TABLE orders ADD DEFAULT false FOR paid',
      ],
    },
  },
  'no default': {
    change: { kind: 'alter-column', origin, table: orders, column: 'paid', set: { default: undefined } },
    before: aTable(orders, 'orders', { columns: [aColumn('paid', aType('bit', 'bit'), { default: written('0') })] }),
    expected: {
      postgresql: ['ALTER TABLE orders ALTER COLUMN paid DROP DEFAULT'],
      mysql: ['ALTER TABLE orders ALTER COLUMN paid DROP DEFAULT'],
      sqlite: null,
      sqlserver: null,
    },
  },
  'a foreign key': {
    change: {
      kind: 'add-foreign-key',
      origin,
      table: orders,
      foreignKey: aForeignKey(['customer_id'], objectName('customer'), ['id'], { onDelete: 'cascade', name: 'fk' }),
    },
    expected: {
      postgresql: [
        'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE',
      ],
      mysql: [
        'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE',
      ],
      sqlite: null,
      sqlserver: [
        'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE',
      ],
    },
  },
  'a foreign key to validate later': {
    change: {
      kind: 'add-foreign-key',
      origin,
      table: orders,
      foreignKey: aForeignKey(['customer_id'], objectName('customer'), ['id'], { validated: false }),
    },
    expected: {
      postgresql: [
        'ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id) NOT VALID',
        'ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_fkey',
      ],
      mysql: [
        'ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)',
      ],
      sqlite: null,
      sqlserver: [
        'ALTER TABLE orders WITH NOCHECK ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)',
      ],
    },
  },
  'a unique constraint': {
    change: { kind: 'add-unique', origin, table: orders, key: aKey(['number'], { name: 'orders_number_key' }) },
    expected: {
      postgresql: ['ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number)'],
      mysql: ['ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number)'],
      sqlite: ['CREATE UNIQUE INDEX orders_number_key ON orders (number)'],
      sqlserver: ['ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number)'],
    },
  },
  'a check': {
    change: {
      kind: 'add-check',
      origin,
      table: orders,
      check: { name: 'positive', expression: written('(total > 0) or (total is null)'), validated: true, origin },
    },
    expected: {
      postgresql: ['ALTER TABLE orders ADD CONSTRAINT positive CHECK ((total > 0) or (total is null))'],
      mysql: ['ALTER TABLE orders ADD CONSTRAINT positive CHECK ((total > 0) or (total is null))'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders ADD CONSTRAINT positive CHECK ((total > 0) or (total is null))'],
    },
  },
  'a foreign key that goes': {
    change: { kind: 'drop-constraint', origin, table: orders, name: 'fk', cascade: false },
    before: aTable(orders, 'orders', {
      foreignKeys: [aForeignKey(['customer_id'], objectName('customer'), ['id'], { name: 'fk' })],
    }),
    expected: {
      postgresql: ['ALTER TABLE orders DROP CONSTRAINT fk'],
      mysql: ['ALTER TABLE orders DROP FOREIGN KEY fk'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders DROP CONSTRAINT fk'],
    },
  },
  'a primary key that goes': {
    change: { kind: 'drop-primary-key', origin, table: orders },
    before: aTable(orders, 'orders', { primaryKey: aKey(['id']) }),
    expected: {
      postgresql: ['ALTER TABLE orders DROP CONSTRAINT orders_pkey'],
      mysql: ['ALTER TABLE orders DROP PRIMARY KEY'],
      sqlite: null,
      sqlserver: null,
    },
  },
  'an index that goes': {
    change: { kind: 'drop-index', origin, name: objectName('orders_idx'), concurrently: false },
    before: aTable(orders, 'orders', { indexes: [anIndex(['a'], { name: 'orders_idx' })] }),
    expected: {
      postgresql: ['DROP INDEX orders_idx'],
      mysql: ['DROP INDEX orders_idx ON orders'],
      sqlite: ['DROP INDEX orders_idx'],
      sqlserver: ['DROP INDEX orders_idx ON orders'],
    },
  },
  'a column': {
    change: {
      kind: 'add-column',
      origin,
      table: orders,
      column: aColumn('note', aType('varchar', 'text', ['20']), { nullable: false, default: written("''") }),
      ifNotExists: false,
    },
    expected: {
      postgresql: ["ALTER TABLE orders ADD COLUMN note varchar(20) NOT NULL DEFAULT ''"],
      mysql: ["ALTER TABLE orders ADD COLUMN note varchar(20) NOT NULL DEFAULT ''"],
      sqlite: ["ALTER TABLE orders ADD COLUMN note varchar(20) NOT NULL DEFAULT ''"],
      sqlserver: ["ALTER TABLE orders ADD note varchar(20) NOT NULL DEFAULT ''"],
    },
  },
  'a column whose default is computed': {
    change: {
      kind: 'add-column',
      origin,
      table: orders,
      column: aColumn('made', aType('datetime', 'timestamp'), { default: written('CURRENT_TIMESTAMP') }),
      ifNotExists: false,
    },
    expected: {
      postgresql: ['ALTER TABLE orders ADD COLUMN made datetime DEFAULT CURRENT_TIMESTAMP'],
      mysql: ['ALTER TABLE orders ADD COLUMN made datetime DEFAULT CURRENT_TIMESTAMP'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders ADD made datetime DEFAULT CURRENT_TIMESTAMP'],
    },
  },
  'a column that goes': {
    change: { kind: 'drop-column', origin, table: orders, column: 'note', cascade: false },
    before: aTable(orders, 'orders', { columns: [aColumn('note', aType('text', 'text'))] }),
    expected: {
      postgresql: ['ALTER TABLE orders DROP COLUMN note'],
      mysql: ['ALTER TABLE orders DROP COLUMN note'],
      sqlite: ['ALTER TABLE orders DROP COLUMN note'],
      sqlserver: ['ALTER TABLE orders DROP COLUMN note'],
    },
  },
  'an indexed column that goes': {
    change: { kind: 'drop-column', origin, table: orders, column: 'note', cascade: false },
    before: aTable(orders, 'orders', {
      columns: [aColumn('note', aType('text', 'text'))],
      indexes: [anIndex(['note'], { name: 'i' })],
    }),
    expected: {
      postgresql: ['ALTER TABLE orders DROP COLUMN note'],
      mysql: ['ALTER TABLE orders DROP COLUMN note'],
      sqlite: null,
      sqlserver: ['ALTER TABLE orders DROP COLUMN note'],
    },
  },
  'another name for a column': {
    change: { kind: 'rename-column', origin, table: orders, column: 'user', to: 'user_name' },
    expected: {
      postgresql: ['ALTER TABLE orders RENAME COLUMN "user" TO user_name'],
      mysql: ['ALTER TABLE orders RENAME COLUMN user TO user_name'],
      sqlite: ['ALTER TABLE orders RENAME COLUMN user TO user_name'],
      sqlserver: ["EXEC sp_rename 'orders.user', 'user_name', 'COLUMN'"],
    },
  },
  'another character set': {
    change: { kind: 'set-table-options', origin, table: orders, options: { charset: 'utf8mb4', engine: 'innodb' } },
    expected: {
      postgresql: null,
      mysql: ['ALTER TABLE orders ENGINE=InnoDB, CONVERT TO CHARACTER SET utf8mb4'],
      sqlite: null,
      sqlserver: null,
    },
  },
  'a table comment': {
    change: { kind: 'comment-on-table', origin, table: orders, text: "a customer's orders" },
    expected: {
      postgresql: ["COMMENT ON TABLE orders IS 'a customer''s orders'"],
      mysql: ["ALTER TABLE orders COMMENT 'a customer''s orders'"],
      sqlite: null,
      sqlserver: null,
    },
  },
  'a new table': {
    change: {
      kind: 'create-table',
      origin,
      ifNotExists: true,
      like: [],
      table: aTable(objectName('tag'), 'tag', {
        columns: [
          aColumn('id', aType('int', 'integer'), { nullable: false }),
          aColumn('order_id', aType('int', 'integer'), { nullable: false }),
        ],
        primaryKey: aKey(['id']),
        foreignKeys: [aForeignKey(['order_id'], orders, ['id'])],
        indexes: [anIndex(['order_id'], { name: 'tag_order_id_idx' })],
      }),
    },
    expected: {
      postgresql: [
        'CREATE TABLE IF NOT EXISTS tag (\n  id int NOT NULL,\n  order_id int NOT NULL,\n  PRIMARY KEY (id),\n  FOREIGN KEY (order_id) REFERENCES orders (id)\n)',
        'CREATE INDEX tag_order_id_idx ON tag (order_id)',
      ],
      mysql: [
        'CREATE TABLE IF NOT EXISTS tag (\n  id int NOT NULL,\n  order_id int NOT NULL,\n  PRIMARY KEY (id),\n  FOREIGN KEY (order_id) REFERENCES orders (id),\n  KEY tag_order_id_idx (order_id)\n)',
      ],
      sqlite: [
        'CREATE TABLE IF NOT EXISTS tag (\n  id int NOT NULL,\n  order_id int NOT NULL,\n  PRIMARY KEY (id),\n  FOREIGN KEY (order_id) REFERENCES orders (id)\n)',
        'CREATE INDEX tag_order_id_idx ON tag (order_id)',
      ],
      sqlserver: [
        'CREATE TABLE tag (\n  id int NOT NULL,\n  order_id int NOT NULL,\n  PRIMARY KEY (id),\n  FOREIGN KEY (order_id) REFERENCES orders (id)\n)',
        'CREATE INDEX tag_order_id_idx ON tag (order_id)',
      ],
    },
  },
};

const dialects: readonly SqlDialect[] = ['postgresql', 'mysql', 'sqlite', 'sqlserver'];

beforeAll(() => loadModule());

for (const dialect of dialects) {
  describe(dialect, () => {
    for (const [name, { change, before, expected }] of Object.entries(cases)) {
      test(name, () => {
        const schema: Schema = {
          dialect,
          tables: new Map(before ? [[before.key, before]] : []),
          enums: new Map(),
          domains: new Map(),
          views: new Map(),
          gaps: [],
        };
        const statements = printChange(change, dialect, { schema });
        expect(statements ?? null).toEqual(expected[dialect]);
        if (dialect === 'postgresql') for (const statement of statements ?? []) parseSync(statement);
        if (dialect === 'sqlite') for (const statement of statements ?? []) expectSqliteToParse(statement);
      });
    }
  });
}

test('an index is built without blocking writers when asked', () => {
  const index = anIndex(['customer_id'], { name: 'orders_customer_id_idx' });
  const change = { kind: 'create-index', origin, table: orders, index, ifNotExists: false } as const;
  const printed = printChange(change, 'postgresql', { concurrently: true })!;
  expect(printed).toEqual(['CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id)']);
  parseSync(printed[0]!);
});

/** SQLite reports a missing table only for statements that it can parse. */
function expectSqliteToParse(statement: string): void {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(statement);
  } catch (error) {
    expect(String(error)).toMatch(/no such (table|index|column)|unknown database/);
  } finally {
    database.close();
  }
}

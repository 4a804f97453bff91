import { expect, test } from 'vitest';
import { fkWithoutIndex } from '../../../server/src/rules/indexing/fk-without-index.ts';
import { allFindings, analyze } from '../../kit/analyze.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { readFixture } from '../../kit/fixture.ts';
import { datasource, sqlalchemyModels } from '../../kit/schema-files.ts';
import { customerAndOrderModels } from '../orm/customer-orders.ts';

test('a foreign key of one column, marked where the column is declared', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    --                                     ^^^^^^^^ fk-without-index
    `,
  );
});

test('an index that begins with the column is enough, wherever it is written', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- 1_tables.sql
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    //- 2_indexes.sql
    create index on line (order_id desc nulls last, sku);
    `,
  );
});

test('leading decides, not membership', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    --                                     ^^^^^^^^ fk-without-index
    create index on line (sku, order_id);
    create index on line (sku) include (order_id);
    `,
  );
});

test('primary keys, unique constraints and exclusions count', () => {
  checkRule(
    fkWithoutIndex,
    `
    create extension btree_gist;
    create table room (id int primary key);
    create table a (room_id int references room, day date, primary key (room_id, day));
    create table b (id int primary key, room_id int unique references room);
    create table c (
      id int primary key, room_id int references room, during tsrange,
      exclude using gist (room_id with =, during with &&)
    );
    `,
  );
});

test('a partial index counts only when it leaves out NULL keys alone', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, deleted_at timestamptz);
    create index on line (order_id) where order_id is not null;
    create table note (id int primary key, order_id int references orders, deleted_at timestamptz);
    --                                     ^^^^^^^^ fk-without-index
    create index on note (order_id) where deleted_at is null;
    `,
  );
});

test('BRIN does not find single rows', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders);
    --                                     ^^^^^^^^ fk-without-index
    create index on line using brin (order_id);
    `,
  );
});

test('an index with another collation does not count', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- schema.sql dialect=sqlite
    create table country (code text primary key);
    create table town (id integer primary key, country text references country);
    --                                         ^^^^^^^ fk-without-index
    create index town_country on town (country collate nocase);
    create table port (id integer primary key, country text collate nocase references country);
    create index port_country on port (country collate nocase);
    `,
  );
});

test('all columns of a composite key in any order', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index on payment (number, tenant);
    create table refund (
      id int primary key, tenant int, number int,
      foreign key (tenant, number) references invoice
    --^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-without-index
    );
    `,
  );
});

test('InnoDB builds the index itself', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- schema.sql dialect=mysql
    create table orders (id int primary key);
    create table line (id int primary key, order_id int, foreign key (order_id) references orders (id));
    `,
  );
});

test('partitions are the business of their parent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (order_id int references orders, day date) partition by range (day);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    create index on line (order_id);
    create table visit (order_id int references orders, day date) partition by range (day);
    --                  ^^^^^^^^ fk-without-index
    create table visit_1 partition of visit for values from ('2024-01-01') to ('2025-01-01');
    `,
  );
});

test('an index on each partition is as good as one on the parent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (order_id int references orders, day date) partition by range (day);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    create index on only line (order_id);
    create index on line_1 (order_id);
    `,
  );
});

test('temporary tables and small lists of fixed values stay silent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table region (id int primary key, name text);
    create temporary table draft (id int primary key, region_id int references region);
    create table state (id int primary key, name text, region_id int references region);
    insert into state (id, name, region_id) values (1, 'Vorarlberg', 1), (2, 'Tirol', 1);
    `,
  );
});

test('two foreign keys over one column need one index', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table person (id int primary key);
    create table customer (id int primary key references person);
    create table orders (id int primary key, customer_id int references customer);
    --                                       ^^^^^^^^^^^ fk-without-index
    alter table orders add foreign key (customer_id) references person;
    `,
  );
});

test('of partitions with foreign keys of their own the first one speaks', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (order_id int, day date) partition by range (day);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    create table line_2 partition of line for values from ('2025-01-01') to ('2026-01-01');
    alter table line_1 add constraint line_1_order foreign key (order_id) references orders;
    --                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-without-index
    alter table line_2 add constraint line_2_order foreign key (order_id) references orders;
    `,
  );
});

test('tables of a warehouse and references to a short list are read as a whole', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table region (id int primary key, name text);
    insert into region (id, name) values (1, 'Vorarlberg'), (2, 'Tirol');
    create table town (id int primary key, region_id int references region);
    create table dim_day (id int primary key, day date);
    create table fact_sales (id int primary key, day_id int references dim_day);
    create table village (id int primary key, region_id int references region on delete cascade);
    --                                        ^^^^^^^^^ fk-without-index
    `,
  );
});

test('a clustered columnstore is scanned', () => {
  checkRule(
    fkWithoutIndex,
    `
    //- schema.sql dialect=sqlserver
    create table product (id int primary key);
    create table sale (id int, product_id int references product, index sale_rows clustered columnstore);
    create table offer (id int, product_id int references product);
    --                          ^^^^^^^^^^ fk-without-index
    `,
  );
});

test.each([
  ['orders_id int references orders', 'info'],
  ['orders_id int references orders on delete cascade', 'warning'],
  ['orders_id int references orders on delete set null', 'warning'],
  ['orders_id int references orders on update cascade', 'info'],
  ['orders_no text references orders (no) on update cascade', 'warning'],
  ['updated_by int references orders', 'hint'],
  ['updated_by int references orders on delete set null', 'info'],
  ['state int references order_state', 'hint'],
  ['state int references order_state on delete cascade', 'warning'],
])('%s is as bad as %s', (column, severity) => {
  const text = `
    create table orders (id int generated always as identity primary key, no text unique);
    create table order_state (id int primary key, name text);
    create table line (${column});`;
  const analyzer = analyze([{ file: 'schema.sql', text, dialect: 'postgresql' }], { rules: [fkWithoutIndex] });
  expect(allFindings(analyzer).map((finding) => finding.severity)).toEqual([severity]);
});

test('an index that PostgreSQL 18 may skip through lowers it', () => {
  const text = `
    create table orders (id int primary key);
    create table line (order_id int references orders on delete cascade, done boolean);
    create index on line (done, order_id);`;
  const analyzer = analyze([{ file: 'schema.sql', text, dialect: 'postgresql' }], { rules: [fkWithoutIndex] });
  expect(allFindings(analyzer).map((finding) => finding.severity)).toEqual(['info']);
});

test('a table that was not understood as a whole stays silent', () => {
  checkRule(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text frobnicated by (order_id));
    `,
  );
});

test('an index for partitions goes on their parent', async () => {
  await checkFix(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (order_id int, day date) partition by range (day);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    alter table line_1 add foreign key (order_id) references orders;
    `,
    `
    create table orders (id int primary key);
    create table line (order_id int, day date) partition by range (day);
    create index line_order_id_idx on line (order_id);
    create table line_1 partition of line for values from ('2024-01-01') to ('2025-01-01');
    alter table line_1 add foreign key (order_id) references orders;
    `,
  );
});

test('adds an index after the table, named in the way of its other indexes', async () => {
  await checkFix(
    fkWithoutIndex,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    create index idx_line_sku on line (sku);
    `,
    `
    create table orders (id int primary key);
    create table line (id int primary key, order_id int references orders, sku text);
    create index idx_line_sku on line (sku);
    create index idx_line_order_id on line (order_id);
    `,
  );
});

test('one index for two foreign keys of which one begins with the other', async () => {
  await checkFix(
    fkWithoutIndex,
    `
    create table tenant (id int primary key);
    create table invoice (tenant_id int, number int, primary key (tenant_id, number));
    create table payment (
      id int primary key,
      tenant_id int references tenant,
      number int,
      foreign key (tenant_id, number) references invoice
    );
    `,
    `
    create table tenant (id int primary key);
    create table invoice (tenant_id int, number int, primary key (tenant_id, number));
    create table payment (
      id int primary key,
      tenant_id int references tenant,
      number int,
      foreign key (tenant_id, number) references invoice
    );
    create index payment_tenant_id_number_idx on payment (tenant_id, number);
    `,
  );
});

test('of keys that Prisma keeps itself another rule speaks', () => {
  checkRule(
    fkWithoutIndex,
    `
//- schema.prisma
${datasource('postgresql', 'prisma')}
${customerAndOrderModels}
  customer   Customer @relation(fields: [customerId], references: [id])
}
`,
  );
});

test('columns that a base of a package may bring along change nothing', () => {
  checkRule(
    fkWithoutIndex,
    `${sqlalchemyModels(`
from company.db import AuditMixin


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(AuditMixin, Base):
    __tablename__ = "book"
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
#   ^^^^^^^^^ fk-without-index
    editor_id: Mapped[int] = mapped_column(ForeignKey("author.id"), index=True)
`)}`,
  );
});

test('a list of nothing but words, and an index that is declined', () => {
  const findings = allFindings(
    analyze(
      readFixture(
        sqlalchemyModels(`
class Protocol(Base):
    __tablename__ = "protocol"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    description: Mapped[str] = mapped_column(String(255))


class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))


class Pool(Base):
    __tablename__ = "pool"
    id: Mapped[int] = mapped_column(primary_key=True)
    protocol: Mapped[str] = mapped_column(ForeignKey("protocol.name"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    other_tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), index=False)
`),
      ),
      { rules: [fkWithoutIndex] },
    ),
  );
  expect(findings.map(({ severity, columns }) => [severity, ...columns])).toEqual([
    ['hint', 'protocol'],
    ['info', 'tag_id'],
  ]);
});

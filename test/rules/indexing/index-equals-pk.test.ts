import { test } from 'vitest';
import { indexEqualsPk } from '../../../server/src/rules/indexing/index-equals-pk.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('an index on the primary key', () => {
  checkRule(
    indexEqualsPk,
    `
    create table t (a int, b int, primary key (a, b));
    create index t_ab on t (a, b);
    --           ^^^^ index-equals-pk
    create index t_ba on t (b, a);
    `,
  );
});

test('a unique constraint on the primary key, added later', () => {
  checkRule(
    indexEqualsPk,
    `
    create table t (id int primary key);
    alter table t add constraint t_id_key unique (id);
    --                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-equals-pk
    `,
  );
});

test('PRIMARY KEY UNIQUE is one index in PostgreSQL, and in SQLite unless the key is the row number', () => {
  checkRule(
    indexEqualsPk,
    `
    //- pg/schema.sql
    create table t (id int primary key unique);
    //- lite/schema.sql dialect=sqlite
    create table a (code text primary key, unique (code));
    create table b (
      id integer primary key,
      unique (id)
    --^^^^^^^^^^^ index-equals-pk
    );
    `,
  );
});

test('partial indexes and other methods have their own use', () => {
  checkRule(
    indexEqualsPk,
    `
    create table t (id int primary key, done boolean not null);
    create index t_open on t (id) where not done;
    create index t_brin on t using brin (id);
    create index t_id on t (id);
    --           ^^^^ index-equals-pk
    `,
  );
});

test('two equal indexes on the key: one is a duplicate, the other equals the key', () => {
  checkRule(
    indexEqualsPk,
    `
    create table t (id int primary key);
    create index t_1 on t (id);
    --           ^^^ index-equals-pk
    create index t_2 on t (id);
    `,
  );
});

test('the clustered index of SQL Server is the table', () => {
  checkRule(
    indexEqualsPk,
    `
    //- schema.sql dialect=sqlserver
    create table t (id int not null, constraint t_pk primary key nonclustered (id));
    create clustered index t_rows on t (id);
    create table u (id int not null, constraint u_pk primary key (id));
    create index u_id on u (id);
    --           ^^^^ index-equals-pk
    `,
  );
});

test('keys of tables in memory may be hashed', () => {
  checkRule(
    indexEqualsPk,
    `
    //- schema.sql dialect=sqlserver
    create table t (
      id int not null, constraint t_pk primary key nonclustered hash (id) with (bucket_count = 1000),
      index t_id nonclustered (id)
    ) with (memory_optimized = on);
    `,
  );
});

test('drops the index', async () => {
  await checkFix(
    indexEqualsPk,
    `
    create table t (id int primary key);
    create unique index t_id on t (id);
    `,
    `
    create table t (id int primary key);
    `,
  );
});

test('of flags on a key another rule speaks', () => {
  checkRule(
    indexEqualsPk,
    sqlalchemyModels(`
class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True, index=True)
    name = Column(String)
`),
  );
});

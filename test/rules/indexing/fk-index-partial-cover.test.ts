import { test } from 'vitest';
import { fkIndexPartialCover } from '../../../server/src/rules/indexing/fk-index-partial-cover.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('an index that begins with one of two columns', () => {
  checkRule(
    fkIndexPartialCover,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (
      id int primary key, tenant int, number int, day date,
      foreign key (tenant, number) references invoice
    --^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-index-partial-cover
    );
    create index on payment (tenant, day, number);
    create table refund (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index on refund (number, tenant);
    `,
  );
});

test('no index at all belongs to fk-without-index', () => {
  checkRule(
    fkIndexPartialCover,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    `,
  );
});

test('silent where the leading column is unique in the target', () => {
  checkRule(
    fkIndexPartialCover,
    `
    create table invoice (id int primary key, tenant int, unique (tenant, id));
    create table payment (
      id int primary key, tenant int, invoice int,
      foreign key (tenant, invoice) references invoice (tenant, id)
    );
    create index on payment (invoice);
    create table refund (
      id int primary key, tenant int, invoice int,
      foreign key (tenant, invoice) references invoice (tenant, id)
    --^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-index-partial-cover
    );
    create index on refund (tenant);
    `,
  );
});

test('silent where the leading column is an id that only happens to be declared unique in a pair', () => {
  checkRule(
    fkIndexPartialCover,
    `
    create table dataset (id text, project_id text, primary key (id, project_id));
    create table item (
      id text, project_id text, dataset_id text,
      foreign key (dataset_id, project_id) references dataset (id, project_id)
    );
    create index on item (dataset_id);
    `,
  );
});

test('silent where the leading column is unique in the table itself', () => {
  checkRule(
    fkIndexPartialCover,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (tenant int primary key, number int, foreign key (tenant, number) references invoice);
    `,
  );
});

test('extends a plain index under its own name', async () => {
  await checkFix(
    fkIndexPartialCover,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index payment_tenant_idx on payment (tenant);
    `,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index payment_tenant_idx on payment (tenant, number);
    `,
  );
});

test('an unnamed index too, by the name that PostgreSQL gave it', async () => {
  await checkFix(
    fkIndexPartialCover,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index on payment (tenant);
    `,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (id int primary key, tenant int, number int, foreign key (tenant, number) references invoice);
    create index on payment (tenant, number);
    `,
  );
});

test('adds an index beside one with other columns', async () => {
  await checkFix(
    fkIndexPartialCover,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (
      tenant int, id int, number int, primary key (tenant, id), foreign key (tenant, number) references invoice
    );
    `,
    `
    create table invoice (tenant int, number int, primary key (tenant, number));
    create table payment (
      tenant int, id int, number int, primary key (tenant, id), foreign key (tenant, number) references invoice
    );
    create index payment_tenant_number_idx on payment (tenant, number);
    `,
  );
});

import { test } from 'vitest';
import { moneyType } from '../../../server/src/rules/types/money-type.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('money beside numeric', () => {
  checkRule(
    moneyType,
    `
    create table invoice (id bigint primary key, total money not null, tax numeric(12, 2));
    --                                                 ^^^^^ money-type
    `,
  );
});

test('once a table, smallmoney too', () => {
  checkRule(
    moneyType,
    `
    //- schema.sql dialect=sqlserver
    CREATE TABLE Invoice (
      Id int PRIMARY KEY,
      Total money NOT NULL,
      --    ^^^^^ money-type
      Fee smallmoney NOT NULL,
      Net decimal(19, 4) NOT NULL
    );
    `,
  );
});

test('a column called money is not the type', () => {
  checkRule(
    moneyType,
    `
    create table purse (id bigint primary key, money integer not null);
    `,
  );
});

test('becomes numeric, the default stays', async () => {
  await checkFix(
    moneyType,
    `
    create table invoice (id bigint primary key, total money not null default 0);
    `,
    `
    create table invoice (id bigint primary key, total numeric(19, 4) not null default 0);
    `,
  );
});

test('SQL Server types keep their width', async () => {
  await checkFix(
    moneyType,
    `
    //- schema.sql dialect=sqlserver
    CREATE TABLE Invoice (Id int PRIMARY KEY, Fee smallmoney NOT NULL);
    `,
    `
    //- schema.sql dialect=sqlserver
    CREATE TABLE Invoice (Id int PRIMARY KEY, Fee decimal(10, 4) NOT NULL);
    `,
  );
});

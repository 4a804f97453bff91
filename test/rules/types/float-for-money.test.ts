import { test } from 'vitest';
import { floatForMoney } from '../../../server/src/rules/types/float-for-money.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a price in each type', () => {
  checkRule(
    floatForMoney,
    `
    create table product (
      id bigint primary key,
      unit_price double precision not null,
      --         ^^^^^^^^^^^^^^^^ float-for-money
      shipping_cost real,
      --            ^^^^ float-for-money
      list_price numeric(10, 2)
    );
    `,
  );
});

test('float with digits in MySQL', () => {
  checkRule(
    floatForMoney,
    `
    //- schema.sql dialect=mysql
    create table product (id int primary key, price float(10,2) not null);
    --                                              ^^^^^^^^^^^ float-for-money
    `,
  );
});

test('Pascal case in SQL Server', () => {
  checkRule(
    floatForMoney,
    `
    //- schema.sql dialect=sqlserver
    create table Salary (Id int primary key, BaseSalary float not null, Days float not null);
    --                                                  ^^^^^ float-for-money
    `,
  );
});

test('other measures are no money', () => {
  checkRule(
    floatForMoney,
    `
    create table product (
      id bigint primary key,
      weight real,
      interest_rate double precision,
      cost_per_unit double precision,
      avg_price double precision,
      price_change_percent real
    );
    `,
  );
});

test('an amount of money and an amount of something else', () => {
  checkRule(
    floatForMoney,
    `
    create table transfer (id bigint primary key, amount double precision not null);
    --                                                   ^^^^^^^^^^^^^^^^ float-for-money
    create table recipe_ingredient (id bigint primary key, amount real not null);
    create table dose (id bigint primary key, amount real not null, unit text not null);
    `,
  );
});

test('a forecast', () => {
  checkRule(
    floatForMoney,
    `
    create table plan (id bigint primary key, estimated_cost real, planner_cost real);
    `,
  );
});

test('arrays are left alone', () => {
  checkRule(
    floatForMoney,
    `
    create table chart (id bigint primary key, prices double precision[]);
    `,
  );
});

test('becomes an exact decimal', async () => {
  await checkFix(
    floatForMoney,
    `
    create table product (id bigint primary key, price double precision not null default 0);
    `,
    `
    create table product (id bigint primary key, price numeric(19, 4) not null default 0);
    `,
  );
});

test('and decimal in MySQL', async () => {
  await checkFix(
    floatForMoney,
    `
    //- schema.sql dialect=mysql
    create table product (id bigint unsigned primary key, price float(10,2) not null);
    `,
    `
    //- schema.sql dialect=mysql
    create table product (id bigint unsigned primary key, price decimal(19, 4) not null);
    `,
  );
});

test('how a sum is split is a share of it', () => {
  checkRule(floatForMoney, 'create table affiliate (id int primary key, revenue_split float, cost_fraction float);');
});

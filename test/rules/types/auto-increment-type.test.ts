import { test } from 'vitest';
import { autoIncrementType } from '../../../server/src/rules/types/auto-increment-type.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('signed and unsigned', () => {
  checkRule(
    autoIncrementType,
    `
    //- schema.sql dialect=mysql
    create table a (id int not null auto_increment primary key);
    --                 ^^^ auto-increment-type
    create table b (id int unsigned not null auto_increment primary key);
    create table c (id bigint not null auto_increment primary key);
    `,
  );
});

test('counts in a float', () => {
  checkRule(
    autoIncrementType,
    `
    //- schema.sql dialect=mysql
    create table a (id double not null auto_increment primary key);
    --                 ^^^^^^ auto-increment-type
    `,
  );
});

test('an int that does not count', () => {
  checkRule(
    autoIncrementType,
    `
    //- schema.sql dialect=mysql
    create table a (id int not null primary key);
    `,
  );
});

test('serial is unsigned already', () => {
  checkRule(
    autoIncrementType,
    `
    //- schema.sql dialect=mysql
    create table a (id serial primary key);
    `,
  );
});

test('drops the sign', async () => {
  await checkFix(
    autoIncrementType,
    `
    //- schema.sql dialect=mysql
    create table a (id int not null auto_increment primary key, name varchar(20) not null);
    `,
    `
    //- schema.sql dialect=mysql
    create table a (id int unsigned not null auto_increment primary key, name varchar(20) not null);
    `,
  );
});

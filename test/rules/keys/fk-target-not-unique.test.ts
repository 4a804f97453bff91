import { test } from 'vitest';
import { fkTargetNotUnique } from '../../../server/src/rules/keys/fk-target-not-unique.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a column without unique key', () => {
  checkRule(
    fkTargetNotUnique,
    `
create table account (id int primary key, number text not null);
create table booking (number text references account (number));
--                                           ^^^^^^^ fk-target-not-unique
`,
  );
});

test('a unique index is enough', () => {
  checkRule(
    fkTargetNotUnique,
    `
create table account (id int primary key, number text not null);
create unique index on account (number);
create table booking (number text references account (number));
`,
  );
});

test('a unique index with a condition is not', () => {
  checkRule(
    fkTargetNotUnique,
    `
create table account (id int primary key, number text not null, closed boolean);
create unique index on account (number) where not closed;
create table booking (number text references account (number));
--                                           ^^^^^^^ fk-target-not-unique
`,
  );
});

test('part of a key is not a key', () => {
  checkRule(
    fkTargetNotUnique,
    `
create table line (order_id int, position int, primary key (order_id, position));
create table parcel (order_id int references line (order_id));
--                                           ^^^^ fk-target-not-unique
create table label (p int, o int, foreign key (p, o) references line (position, order_id));
`,
  );
});

test('a table without primary key', () => {
  checkRule(
    fkTargetNotUnique,
    `
create table account (number text);
create table booking (number text references account);
--                                           ^^^^^^^ fk-target-not-unique
`,
  );
});

test('a table of which not all is known', () => {
  checkRule(
    fkTargetNotUnique,
    `
create table account as select * from elsewhere.accounts;
create table booking (number text references account (number));
`,
  );
});

test('InnoDB before 8.4 was content with an index', () => {
  checkRule(
    fkTargetNotUnique,
    `
//- schema.sql dialect=mysql
create table account (id int primary key, number int, key (number));
create table booking (number int, foreign key (number) references account (number));
--                                                                ^^^^^^^ fk-target-not-unique
`,
  );
});

test('makes the referenced columns unique', () =>
  checkFix(
    fkTargetNotUnique,
    `
create table account (id bigint primary key, number text not null);
create table booking (id bigint primary key, number text not null references account (number));
create index on booking (number);
`,
    `
create table account (id bigint primary key, number text not null, unique (number));
create table booking (id bigint primary key, number text not null references account (number));
create index on booking (number);
`,
  ));

test('makes them the primary key of a table that has none', () =>
  checkFix(
    fkTargetNotUnique,
    `
create table account (number text not null);
create table booking (id bigint primary key, number text not null references account (number));
create index on booking (number);
`,
    `
create table account (number text not null, primary key (number));
create table booking (id bigint primary key, number text not null references account (number));
create index on booking (number);
`,
  ));

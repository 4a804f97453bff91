import { test } from 'vitest';
import { duplicateForeignKey } from '../../../server/src/rules/keys/duplicate-foreign-key.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('the same key twice', () => {
  checkRule(
    duplicateForeignKey,
    `
create table author (id int primary key);
create table book (author_id int references author (id));
alter table book add constraint book_author_fk foreign key (author_id) references author (id);
--                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-foreign-key
`,
  );
});

test('the primary key is meant when no column is named', () => {
  checkRule(
    duplicateForeignKey,
    `
create table author (id int primary key);
create table book (author_id int references author, foreign key (author_id) references author (id));
--                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-foreign-key
`,
  );
});

test('two columns to one table', () => {
  checkRule(
    duplicateForeignKey,
    `
create table person (id int primary key);
create table book (author_id int references person, editor_id int references person);
`,
  );
});

test('one column to two tables', () => {
  checkRule(
    duplicateForeignKey,
    `
create table person (id int primary key);
create table author (id int primary key);
create table book (author_id int references person references author);
`,
  );
});

test('a key that was dropped before the next', () => {
  checkRule(
    duplicateForeignKey,
    `
create table author (id int primary key);
create table book (author_id int, constraint old_fk foreign key (author_id) references author (id));
alter table book drop constraint old_fk;
alter table book add constraint new_fk foreign key (author_id) references author (id);
`,
  );
});

test('the order of the pairs does not matter', () => {
  checkRule(
    duplicateForeignKey,
    `
create table line (o int, p int, primary key (o, p));
create table parcel (o int, p int, foreign key (o, p) references line (o, p), foreign key (p, o) references line (p, o));
--                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-foreign-key
`,
  );
});

test('the same name means that the first is gone', () => {
  checkRule(
    duplicateForeignKey,
    `
create table author (id int primary key);
create table book (author_id int, constraint book_author foreign key (author_id) references author);
alter table book add constraint book_author foreign key (author_id) references author on delete cascade;
`,
  );
});

test('MySQL forgets references inside a column', () => {
  checkRule(
    duplicateForeignKey,
    `
//- schema.sql dialect=mysql
create table author (id int primary key);
create table book (author_id int references author (id), foreign key (author_id) references author (id));
`,
  );
});

test('another action is a contradiction', () => {
  checkRule(
    duplicateForeignKey,
    `
create table author (id int primary key);
create table book (author_id int references author, foreign key (author_id) references author on delete cascade);
--                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-foreign-key
`,
  );
});

test('drops the one that has a name', () =>
  checkFix(
    duplicateForeignKey,
    `
create table author (id bigint primary key);
create table book (
  id bigint primary key,
  author_id bigint not null references author (id),
  constraint book_author_fk foreign key (author_id) references author (id)
);
create index on book (author_id);
`,
    `
create table author (id bigint primary key);
create table book (
  id bigint primary key,
  author_id bigint not null references author (id)
);
create index on book (author_id);
`,
  ));

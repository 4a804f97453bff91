import { test } from 'vitest';
import { booleanAsText } from '../../../server/src/rules/types/boolean-as-text.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a check over two opposites', () => {
  checkRule(
    booleanAsText,
    `
    create table subscriber (
      id bigint primary key,
      confirmed char(1) not null check (confirmed in ('Y', 'N')),
      --        ^^^^^^^ boolean-as-text
      agreed boolean not null
    );
    `,
  );
});

test('a check over more than two', () => {
  checkRule(
    booleanAsText,
    `
    create table vote (
      id bigint primary key,
      answer char(1) not null check (answer in ('Y', 'N', 'A')),
      is_final char(1) check (is_final in ('F', 'P'))
    );
    `,
  );
});

test('asks a question in a short text', () => {
  checkRule(
    booleanAsText,
    `
    create table task (id bigint primary key, is_done varchar(3) not null, has_owner char(1) not null, done_by text);
    --                                                ^^^^^^^^^^ boolean-as-text
    --                                                                               ^^^^^^^ boolean-as-text
    `,
  );
});

test('a default that answers, on a flag', () => {
  checkRule(
    booleanAsText,
    `
    create table task (
      id bigint primary key,
      active varchar(5) not null default 'true',
      --     ^^^^^^^^^^ boolean-as-text
      urgent_flag char(1) not null default 'N',
      --          ^^^^^^^ boolean-as-text
      grade char(1) not null default 'F',
      priority_flag char(1) not null default 'M'
    );
    `,
  );
});

test('long text is not asked', () => {
  checkRule(
    booleanAsText,
    `
    create table task (id bigint primary key, is_about text not null);
    `,
  );
});

test('rows with another word', () => {
  checkRule(
    booleanAsText,
    `
    create table task (id bigint primary key, is_done char(1) not null);
    insert into task values (1, 'Y'), (2, 'X');
    `,
  );
});

test('SQLite', () => {
  checkRule(
    booleanAsText,
    `
    //- schema.sql dialect=sqlite
    create table task (id integer primary key, done text not null check (done in ('yes', 'no')));
    --                                              ^^^^ boolean-as-text
    `,
  );
});

test('SQL Server', () => {
  checkRule(
    booleanAsText,
    `
    //- schema.sql dialect=sqlserver
    create table Task (Id int primary key, IsDone char(1) not null, IsOpen bit not null);
    --                                            ^^^^^^^ boolean-as-text
    `,
  );
});

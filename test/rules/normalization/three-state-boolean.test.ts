import { test } from 'vitest';
import { threeStateBoolean } from '../../../server/src/rules/normalization/three-state-boolean.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a default without NOT NULL', () => {
  checkRule(
    threeStateBoolean,
    `
    create table member (
      id int primary key,
      name text not null,
      is_active boolean default true,
    --^^^^^^^^^ three-state-boolean
      is_admin boolean not null default false
    );
    `,
  );
});

test('no default at all', () => {
  checkRule(
    threeStateBoolean,
    `
    create table member (
      id int primary key,
      name text not null,
      is_active boolean
    --^^^^^^^^^ three-state-boolean
    );
    `,
  );
});

test('a table that declares nothing NOT NULL does not speak of NULL', () => {
  checkRule(
    threeStateBoolean,
    `
    create table member (id int primary key, name text, is_active boolean);
    `,
  );
});

test('a third answer that is meant', () => {
  checkRule(
    threeStateBoolean,
    `
    create table claim (
      id int primary key, name text not null,
      approved boolean, is_public_override boolean, newsletter_consent boolean default false
    );
    `,
  );
});

test('a check deals with NULL', () => {
  checkRule(
    threeStateBoolean,
    `
    create table member (
      id int primary key, name text not null, kind int not null,
      is_active boolean,
      check (kind = 1 or is_active is not null)
    );
    `,
  );
});

test('tinyint(1) in MySQL', () => {
  checkRule(
    threeStateBoolean,
    `
    //- schema.sql dialect=mysql
    create table member (
      id int primary key,
      is_active tinyint(1) default 1,
    --^^^^^^^^^ three-state-boolean
      is_big tinyint default 1
    );
    `,
  );
});

test('bit in SQL Server', () => {
  checkRule(
    threeStateBoolean,
    `
    //- schema.sql dialect=sqlserver
    create table Member (
      Id int primary key,
      IsActive bit default 1
    --^^^^^^^^ three-state-boolean
    );
    `,
  );
});

test('BOOLEAN in SQLite', () => {
  checkRule(
    threeStateBoolean,
    `
    //- schema.sql dialect=sqlite
    create table member (
      id integer primary key,
      is_active boolean default 1
    --^^^^^^^^^ three-state-boolean
    );
    `,
  );
});

test('a tinyint(1) may be a small number', () => {
  checkRule(
    threeStateBoolean,
    `
    //- schema.sql dialect=mysql
    create table member (
      id int primary key,
      name text not null,
      level tinyint(1) default 1, pinned_position tinyint(1) default 1,
      visible tinyint(1) default 0 comment '0 nobody, 1 friends, 2 all',
      hidden tinyint(1) default 0
    --^^^^^^ three-state-boolean
    );
    `,
  );
});

test('histories and staging tables are left alone', () => {
  checkRule(
    threeStateBoolean,
    `
    create table member_history (id int primary key, is_active boolean default true);
    create table member_import (id int primary key, is_active boolean default true);
    `,
  );
});

test('keeps the default', () =>
  checkFix(
    threeStateBoolean,
    `
    create table member (
      id int primary key,
      is_active boolean default true
    );
    `,
    `
    create table member (
      id int primary key,
      is_active boolean not null default true
    );
    `,
  ));

test('adds the default', () =>
  checkFix(
    threeStateBoolean,
    `
    create table member (
      id int primary key,
      name text not null,
      is_active boolean
    );
    `,
    `
    create table member (
      id int primary key,
      name text not null,
      is_active boolean not null default false
    );
    `,
  ));

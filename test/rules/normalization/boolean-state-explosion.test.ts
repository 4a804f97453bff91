import { test } from 'vitest';
import { booleanStateExplosion } from '../../../server/src/rules/normalization/boolean-state-explosion.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('three flags of one life cycle, two are few', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table article (
      id int primary key,
      is_draft boolean, is_submitted boolean, is_rejected boolean
    --^^^^^^^^ boolean-state-explosion
    );
    create table letter (id int primary key, is_draft boolean, is_submitted boolean);
    `,
  );
});

test('flags that are independent', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table member (id int primary key, is_admin boolean, is_active boolean, is_deleted boolean, can_edit boolean, email_verified boolean);
    `,
  );
});

test('archived and active count in company', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table article (
      id int primary key,
      is_draft boolean, is_rejected boolean, is_archived boolean
    --^^^^^^^^ boolean-state-explosion
    );
    create table letter (id int primary key, is_draft boolean, is_active boolean, is_archived boolean);
    `,
  );
});

test('a flag beside its time stamp', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table account (
      id int primary key,
      is_deleted boolean, deleted_at timestamptz,
    --^^^^^^^^^^ boolean-state-explosion
      is_published boolean, published_at timestamptz
    );
    `,
  );
});

test('a check ties them together', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table account (
      id int primary key,
      is_deleted boolean, deleted_at timestamptz,
      check (is_deleted = (deleted_at is not null))
    );
    `,
  );
});

test('a generated flag cannot disagree', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table account (
      id int primary key,
      deleted_at timestamptz,
      is_deleted boolean generated always as (deleted_at is not null) stored
    );
    `,
  );
});

test('a time stamp that is always there says something else', () => {
  checkRule(
    booleanStateExplosion,
    `
    create table payment (id int primary key, confirmed boolean, confirmed_at timestamptz not null);
    `,
  );
});

test('tinyint(1) is a flag in MySQL', () => {
  checkRule(
    booleanStateExplosion,
    `
    //- schema.sql dialect=mysql
    create table article (
      id int primary key,
      draft tinyint(1), submitted tinyint(1), rejected tinyint(1)
    --^^^^^ boolean-state-explosion
    );
    `,
  );
});

test('bit is a flag in SQL Server', () => {
  checkRule(
    booleanStateExplosion,
    `
    //- schema.sql dialect=sqlserver
    create table Article (
      Id int primary key,
      IsDraft bit, IsSubmitted bit, IsRejected bit
    --^^^^^^^ boolean-state-explosion
    );
    `,
  );
});

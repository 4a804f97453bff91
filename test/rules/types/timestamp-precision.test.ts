import { test } from 'vitest';
import { timestampPrecision } from '../../../server/src/rules/types/timestamp-precision.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('no fraction', () => {
  checkRule(
    timestampPrecision,
    `
    create table message (
      id bigint primary key,
      sent_at timestamptz(0) not null,
      --      ^^^^^^^^^^^^^^ timestamp-precision
      read_at timestamptz
    );
    `,
  );
});

test('once a table', () => {
  checkRule(
    timestampPrecision,
    `
    create table message (
      id bigint primary key,
      created_at timestamp(0) without time zone,
      --         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ timestamp-precision
      updated_at timestamp(0) without time zone
    );
    `,
  );
});

test('some fraction is enough', () => {
  checkRule(
    timestampPrecision,
    `
    create table message (id bigint primary key, sent_at timestamptz(3) not null);
    `,
  );
});

test('dates and wall-clock times have no fraction', () => {
  checkRule(
    timestampPrecision,
    `
    create table person (id bigint primary key, birth_date timestamp(0), opening timestamp(0));
    `,
  );
});

test('time of day is not asked', () => {
  checkRule(
    timestampPrecision,
    `
    create table shop (id bigint primary key, opened time(0));
    `,
  );
});

test('drops the precision, keeps the type', async () => {
  await checkFix(
    timestampPrecision,
    `
    create table message (id bigint primary key, sent_at timestamptz(0) not null, read_at timestamp(0));
    `,
    `
    create table message (id bigint primary key, sent_at timestamptz not null, read_at timestamp);
    `,
  );
});

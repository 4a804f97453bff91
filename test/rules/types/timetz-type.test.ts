import { test } from 'vitest';
import { timetzType } from '../../../server/src/rules/types/timetz-type.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('time with time zone', () => {
  checkRule(
    timetzType,
    `
    create table shop (
      id bigint primary key,
      opens time with time zone not null,
      --    ^^^^^^^^^^^^^^^^^^^ timetz-type
      closes time not null
    );
    `,
  );
});

test('short name', () => {
  checkRule(
    timetzType,
    `
    create table shop (id bigint primary key, opens timetz);
    --                                              ^^^^^^ timetz-type
    `,
  );
});

test('a moment with time zone is another thing', () => {
  checkRule(
    timetzType,
    `
    create table shop (id bigint primary key, opened timestamptz);
    `,
  );
});

test('a temporary table', () => {
  checkRule(
    timetzType,
    `
    create temporary table shop (id bigint primary key, opens timetz);
    `,
  );
});

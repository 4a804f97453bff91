import { test } from 'vitest';
import { jsonNullAmbiguity } from '../../../server/src/rules/json/json-null-ambiguity.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('nullable with a default, and not', () => {
  checkRule(
    jsonNullAmbiguity,
    `
    create table profile (
      id bigint primary key,
      preferences jsonb default '{}',
   -- ^^^^^^^^^^^ json-null-ambiguity
      tags jsonb not null default '[]',
      extra jsonb
    );
    `,
  );
});

test('the default is a cast or a call', () => {
  checkRule(
    jsonNullAmbiguity,
    `
    create table profile (
      id bigint primary key,
      a jsonb default '{}'::jsonb,
   -- ^ json-null-ambiguity
      b json default json_build_object(),
   -- ^ json-null-ambiguity
      c jsonb default to_jsonb(1)
    );
    `,
  );
});

test('the JSON null', () => {
  checkRule(
    jsonNullAmbiguity,
    `
    create table profile (id bigint primary key, a jsonb default 'null'::jsonb);
    --                                           ^ json-null-ambiguity
    `,
  );
});

test('SQL NULL and text', () => {
  checkRule(
    jsonNullAmbiguity,
    `
    create table profile (id bigint primary key, a jsonb default null, b text default '{}');
    `,
  );
});

test('MySQL', () => {
  checkRule(
    jsonNullAmbiguity,
    `
    //- schema.sql dialect=mysql
    create table profile (id int primary key, a json default ('{}'), b json not null default ('[]'));
    --                                        ^ json-null-ambiguity
    `,
  );
});

test('declares NOT NULL', async () => {
  await checkFix(
    jsonNullAmbiguity,
    `
    create table profile (id bigint primary key, preferences jsonb default '{}');
    `,
    `
    create table profile (id bigint primary key, preferences jsonb not null default '{}');
    `,
  );
});

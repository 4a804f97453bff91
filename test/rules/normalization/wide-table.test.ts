import { test } from 'vitest';
import { wideTable } from '../../../server/src/rules/normalization/wide-table.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('more columns than the limit', () => {
  checkRule(
    wideTable,
    `
    create table machine (
    --           ^^^^^^^ wide-table
      ak int, al int, am int, an int, ao int, ap int, bk int, bl int, bm int, bn int, bo int, bp int, ck
      int, cl int, cm int, cn int, co int, cp int, dk int, dl int, dm int, dn int, do int, dp int, ek int,
      el int, em int, en int, eo int, ep int, fk int
    );
    `,
  );
});

test('as many as the limit', () => {
  checkRule(
    wideTable,
    `
    create table machine (
      ak int, al int, am int, an int, ao int, ap int, bk int, bl int, bm int, bn int, bo int, bp int, ck
      int, cl int, cm int, cn int, co int, cp int, dk int, dl int, dm int, dn int, do int, dp int, ek int,
      el int, em int, en int, eo int, ep int
    );
    `,
  );
});

test('staging and warehouse tables are wide by nature', () => {
  checkRule(
    wideTable,
    `
    create table machine_staging (
      ak int, al int, am int, an int, ao int, ap int, bk int, bl int, bm int, bn int, bo int, bp int, ck
      int, cl int, cm int, cn int, co int, cp int, dk int, dl int, dm int, dn int, do int, dp int, ek int,
      el int, em int, en int, eo int, ep int, fk int
    );
    create table fact_machine (
      ak int, al int, am int, an int, ao int, ap int, bk int, bl int, bm int, bn int, bo int, bp int, ck
      int, cl int, cm int, cn int, co int, cp int, dk int, dl int, dm int, dn int, do int, dp int, ek int,
      el int, em int, en int, eo int, ep int, fk int
    );
    `,
  );
});

test('temporary tables are left alone', () => {
  checkRule(
    wideTable,
    `
    create temporary table machine (
      ak int, al int, am int, an int, ao int, ap int, bk int, bl int, bm int, bn int, bo int, bp int, ck
      int, cl int, cm int, cn int, co int, cp int, dk int, dl int, dm int, dn int, do int, dp int, ek int,
      el int, em int, en int, eo int, ep int, fk int
    );
    `,
  );
});

import { test } from 'vitest';
import { intDisplayWidth } from '../../../server/src/rules/types/int-display-width.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('once a table', () => {
  checkRule(
    intDisplayWidth,
    `
    //- schema.sql dialect=mysql
    create table visit (
      id bigint(20) unsigned not null primary key,
      -- ^^^^^^^^^^^^^^^^^^^ int-display-width
      pages int(11) not null,
      seen tinyint(1) not null
    );
    `,
  );
});

test('no width, a boolean, a padded number, a year', () => {
  checkRule(
    intDisplayWidth,
    `
    //- schema.sql dialect=mysql
    create table visit (
      id bigint unsigned not null primary key,
      seen tinyint(1) not null,
      code int(6) zerofill not null,
      y year(4) not null,
      n decimal(10, 2) not null
    );
    `,
  );
});

test('tinyint of another width', () => {
  checkRule(
    intDisplayWidth,
    `
    //- schema.sql dialect=mysql
    create table visit (id bigint primary key, n tinyint(4) not null);
    --                                           ^^^^^^^^^^ int-display-width
    `,
  );
});

test('drops all widths of the table', async () => {
  await checkFix(
    intDisplayWidth,
    `
    //- schema.sql dialect=mysql
    create table visit (
      id bigint(20) unsigned not null primary key,
      pages int(11) not null default 0
    );
    `,
    `
    //- schema.sql dialect=mysql
    create table visit (
      id bigint unsigned not null primary key,
      pages int not null default 0
    );
    `,
  );
});

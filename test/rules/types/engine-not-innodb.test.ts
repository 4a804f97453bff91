import { test } from 'vitest';
import { engineNotInnodb } from '../../../server/src/rules/types/engine-not-innodb.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('MyISAM', () => {
  checkRule(
    engineNotInnodb,
    `
    //- schema.sql dialect=mysql
    create table article (id int primary key) engine=MyISAM;
    --           ^^^^^^^ engine-not-innodb
    create table author (id int primary key) engine=InnoDB;
    `,
  );
});

test('engines chosen for what they do, and none', () => {
  checkRule(
    engineNotInnodb,
    `
    //- schema.sql dialect=mysql
    create table a (id int primary key) engine=MEMORY;
    create table b (id int primary key) engine=ARCHIVE;
    create table c (id int primary key) engine=Aria;
    create table d (id int primary key);
    `,
  );
});

test('a habit of the whole database is one finding, with one fix', async () => {
  const tables = (engine: string): string =>
    ['a', 'b', 'c', 'd', 'e']
      .map((name) => `create table ${name} (id bigint primary key) engine=${engine};`)
      .join('\n');
  checkRule(
    engineNotInnodb,
    `//- schema.sql dialect=mysql\n${tables('MyISAM').replace('\n', '\n--           ^ engine-not-innodb\n')}`,
  );
  await checkFix(
    engineNotInnodb,
    `//- schema.sql dialect=mysql\n${tables('MyISAM')}`,
    `//- schema.sql dialect=mysql\n${tables('InnoDB')}`,
  );
});

test('a temporary table', () => {
  checkRule(
    engineNotInnodb,
    `
    //- schema.sql dialect=mysql
    create temporary table a (id int primary key) engine=MyISAM;
    `,
  );
});

test('altered later', () => {
  checkRule(
    engineNotInnodb,
    `
    //- schema.sql dialect=mysql
    create table a (id int primary key) engine=MyISAM;
    alter table a engine=InnoDB;
    `,
  );
});

test('changes the engine', async () => {
  await checkFix(
    engineNotInnodb,
    `
    //- schema.sql dialect=mysql
    create table article (id bigint unsigned primary key) engine=MyISAM;
    `,
    `
    //- schema.sql dialect=mysql
    create table article (id bigint unsigned primary key) engine=InnoDB;
    `,
  );
});

import { test } from 'vitest';
import { fkSetNullNotNull } from '../../../server/src/rules/keys/fk-set-null-not-null.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a column that refuses NULL', () => {
  checkRule(
    fkSetNullNotNull,
    `
create table team (id int primary key);
create table player (team_id int not null references team on delete set null);
--                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-set-null-not-null
create table coach (team_id int references team on delete set null);
`,
  );
});

test('a member of the primary key refuses NULL', () => {
  checkRule(
    fkSetNullNotNull,
    `
create table team (id int primary key);
create table player (team_id int, no int, primary key (team_id, no), foreign key (team_id) references team on delete set null);
--                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-set-null-not-null
`,
  );
});

test('NOT NULL may be dropped later', () => {
  checkRule(
    fkSetNullNotNull,
    `
create table team (id int primary key);
create table player (team_id int not null references team on delete set null);
alter table player alter column team_id drop not null;
`,
  );
});

test('other actions', () => {
  checkRule(
    fkSetNullNotNull,
    `
create table team (id int primary key);
create table player (team_id int not null references team on delete cascade on update restrict);
`,
  );
});

test('an update sets NULL too', () => {
  checkRule(
    fkSetNullNotNull,
    `
create table team (id int primary key);
create table player (team_id int not null references team on update set null);
--                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-set-null-not-null
`,
  );
});

test('PostgreSQL may empty one column of several', () => {
  checkRule(
    fkSetNullNotNull,
    `
create table team (league int, id int, primary key (league, id));
create table player (league int not null, team int, foreign key (league, team) references team on delete set null (team));
`,
  );
});

test('MySQL empties all columns', () => {
  checkRule(
    fkSetNullNotNull,
    `
//- schema.sql dialect=mysql
create table team (league int, id int, primary key (league, id));
create table player (league int not null, team int, foreign key (league, team) references team (league, id) on delete set null);
--                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fk-set-null-not-null
`,
  );
});

test('lets the column be NULL', () =>
  checkFix(
    fkSetNullNotNull,
    `
create table team (id bigint primary key);
create table player (
  id bigint primary key,
  team_id bigint not null references team (id) on delete set null
);
create index on player (team_id);
`,
    `
create table team (id bigint primary key);
create table player (
  id bigint primary key,
  team_id bigint references team (id) on delete set null
);
create index on player (team_id);
`,
  ));

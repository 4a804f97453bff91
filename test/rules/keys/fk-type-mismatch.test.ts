import { test } from 'vitest';
import { fkTypeMismatch } from '../../../server/src/rules/keys/fk-type-mismatch.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a smaller integer', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (id bigint primary key);
create table payment (account_id integer references account);
--                               ^^^^^^^ fk-type-mismatch
create table refund (account_id bigint references account);
`,
  );
});

test('a larger integer holds every key', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (id integer primary key);
create table payment (account_id bigint references account);
`,
  );
});

test('serial stands for integer', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (id serial primary key);
create table payment (account_id integer references account);
`,
  );
});

test('types without common equality', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (id uuid primary key);
create table payment (account_id text references account);
--                               ^^^^ fk-type-mismatch
`,
  );
});

test('a shorter string', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (code varchar(40) primary key);
create table payment (code varchar(20) references account);
--                         ^^^^^^^^^^^ fk-type-mismatch
create table refund (code text references account);
`,
  );
});

test('a domain is what it is made of', () => {
  checkRule(
    fkTypeMismatch,
    `
create domain account_id as bigint;
create table account (id account_id primary key);
create table payment (account_id bigint references account);
`,
  );
});

test('an unknown type may be anything', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (id isbn13 primary key);
create table payment (account_id text references account);
`,
  );
});

test('each pair of a composite key', () => {
  checkRule(
    fkTypeMismatch,
    `
create table line (order_id bigint, position int, primary key (order_id, position));
create table parcel (order_id bigint, position smallint, foreign key (order_id, position) references line);
--                                             ^^^^^^^^ fk-type-mismatch
`,
  );
});

test('the sign counts in MySQL', () => {
  checkRule(
    fkTypeMismatch,
    `
//- schema.sql dialect=mysql
create table account (id int unsigned primary key);
create table payment (account_id int, foreign key (account_id) references account (id));
--                               ^^^ fk-type-mismatch
create table refund (account_id int unsigned, foreign key (account_id) references account (id));
`,
  );
});

test('the size of strings does not count in MySQL', () => {
  checkRule(
    fkTypeMismatch,
    `
//- schema.sql dialect=mysql
create table account (code char(9) primary key);
create table payment (code varchar(20), foreign key (code) references account (code));
`,
  );
});

test('SQL Server wants the same length', () => {
  checkRule(
    fkTypeMismatch,
    `
//- schema.sql dialect=sqlserver
create table account (code varchar(40) primary key);
create table payment (code varchar(20) references account (code));
--                         ^^^^^^^^^^^ fk-type-mismatch
create table refund (code varchar(40) references account (code));
`,
  );
});

test('SQLite converts nothing', () => {
  checkRule(
    fkTypeMismatch,
    `
//- schema.sql dialect=sqlite
create table account (id integer primary key);
create table payment (account_id text references account (id));
--                               ^^^^ fk-type-mismatch
create table refund (account_id int references account (id));
`,
  );
});

test('text without limit may be as short in truth', () => {
  checkRule(
    fkTypeMismatch,
    `
create table account (code text primary key);
create table payment (code varchar(20) references account);
`,
  );
});

test('takes the type of the parent', () =>
  checkFix(
    fkTypeMismatch,
    `
create table account (id bigserial primary key);
create table payment (id bigint primary key, account_id integer not null references account (id));
create index on payment (account_id);
`,
    `
create table account (id bigserial primary key);
create table payment (id bigint primary key, account_id bigint not null references account (id));
create index on payment (account_id);
`,
  ));

test('a reference that MySQL ignores is not refused', () => {
  checkRule(
    fkTypeMismatch,
    `
    //- schema.sql dialect=mysql
    create table client (id int unsigned primary key);
    create table job (id int primary key, client_id int references client (id));
    create table quota (id int primary key, client_id int, foreign key (client_id) references client (id));
    --                                                ^^^ fk-type-mismatch
    `,
  );
});

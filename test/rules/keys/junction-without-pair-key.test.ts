import { test } from 'vitest';
import { junctionWithoutPairKey } from '../../../server/src/rules/keys/junction-without-pair-key.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('two references and nothing else', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (post_id int references post, tag_id int references tag);
--           ^^^^^^^^ junction-without-pair-key
`,
  );
});

test('the pair is the key', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (post_id int references post, tag_id int references tag, primary key (tag_id, post_id));
`,
  );
});

test('a key of its own does not keep pairs apart', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (id int primary key, post_id int not null references post, tag_id int not null references tag, created_at timestamptz);
--           ^^^^^^^^ junction-without-pair-key
create table tag_use (id int primary key, post_id int not null references post, tag_id int not null references tag, created_at timestamptz);
`,
  );
});

test('a unique index over the pair', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (id int primary key, post_id int references post, tag_id int references tag);
create unique index on post_tag (tag_id, post_id);
`,
  );
});

test('one side alone may be unique', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (post_id int references post unique, tag_id int references tag);
`,
  );
});

test('more than a link', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (post_id int references post, tag_id int references tag, valid_from date);
`,
  );
});

test('a wider key says that pairs repeat', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (id int, post_id int references post, tag_id int references tag, created_at timestamptz, primary key (post_id, tag_id, created_at));
`,
  );
});

test('a relation within one table', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table account (id int primary key);
create table follow (follower_id int not null references account, followee_id int not null references account, created_at timestamptz);
--           ^^^^^^ junction-without-pair-key
create table transfer (payer_id int not null references account, payee_id int not null references account, created_at timestamptz);
`,
  );
});

test('a deletion mark lets pairs come again', () => {
  checkRule(
    junctionWithoutPairKey,
    `
create table post (id int primary key);
create table tag (id int primary key);
create table post_tag (post_id int references post, tag_id int references tag, deleted_at timestamptz);
create unique index on post_tag (post_id, tag_id) where deleted_at is null;
`,
  );
});

test('makes the pair the primary key', () =>
  checkFix(
    junctionWithoutPairKey,
    `
create table post (id bigint primary key);
create table tag (id bigint primary key);
create table post_tag (
  post_id bigint not null references post (id),
  tag_id bigint not null references tag (id)
);
create index on post_tag (tag_id);
`,
    `
create table post (id bigint primary key);
create table tag (id bigint primary key);
create table post_tag (
  post_id bigint not null references post (id),
  tag_id bigint not null references tag (id),
  primary key (post_id, tag_id)
);
create index on post_tag (tag_id);
`,
  ));

test('makes the pair unique where there is a key', () =>
  checkFix(
    junctionWithoutPairKey,
    `
create table post (id bigint primary key);
create table tag (id bigint primary key);
create table post_tag (
  id bigint primary key,
  post_id bigint not null references post (id),
  tag_id bigint not null references tag (id)
);
create index on post_tag (tag_id);
`,
    `
create table post (id bigint primary key);
create table tag (id bigint primary key);
create table post_tag (
  id bigint primary key,
  post_id bigint not null references post (id),
  tag_id bigint not null references tag (id),
  unique (post_id, tag_id)
);
create index on post_tag (tag_id);
`,
  ));

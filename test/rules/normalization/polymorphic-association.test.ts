import { test } from 'vitest';
import { polymorphicAssociation } from '../../../server/src/rules/normalization/polymorphic-association.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('type and id without foreign key', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table remark (
      id int primary key,
      member_id int references member,
      subject_type text not null,
      subject_id int not null
    --^^^^^^^^^^ polymorphic-association
    );
    `,
  );
});

test('names that end in able', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table remark (
      id int primary key,
      member_id int references member,
      commentable_type varchar(50) not null,
      commentable_id int not null,
    --^^^^^^^^^^^^^^ polymorphic-association
      document_type text,
      document_id int
    );
    `,
  );
});

test('one finding for a table', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table link (
      id int primary key,
      member_id int references member,
      source_type text not null, source_id int not null,
    --                           ^^^^^^^^^ polymorphic-association
      target_type text not null, target_id int not null
    );
    `,
  );
});

test('a foreign key says where the id points', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table parcel (id int primary key, owner_type text, owner_id int references member);
    `,
  );
});

test('a table of that name is the target', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table owner (id int primary key);
    create table parcel (id int primary key, owner_type text, owner_id int);
    create table lease (id int primary key, parcel_id int references parcel);
    `,
  );
});

test('the own key of the table', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table sold_item (id int primary key, item_id text, item_type text, member_id int references member);
    create table thing (entity_id int primary key, entity_type text, member_id int references member);
    `,
  );
});

test('a number as type is a plain attribute', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table remark (id int primary key, member_id int references member, subject_type int, subject_id int);
    `,
  );
});

test('keys that another system gives out', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table member (id int primary key);
    create table github_installation (id int primary key, member_id int references member, target_type text, target_id bigint);
    `,
  );
});

test('a schema without foreign keys has none to miss', () => {
  checkRule(
    polymorphicAssociation,
    `
    create table remark (id int primary key, subject_type text, subject_id int);
    `,
  );
});

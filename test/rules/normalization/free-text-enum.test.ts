import { test } from 'vitest';
import { freeTextEnum } from '../../../server/src/rules/normalization/free-text-enum.ts';
import { checkFix } from '../../kit/check-fix.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';

test('a default shows that words are meant', () => {
  checkRule(
    freeTextEnum,
    `
    create table parcel (
      id int primary key,
      priority text not null default 'normal',
    --^^^^^^^^ free-text-enum
      label text not null default 'none'
    );
    `,
  );
});

test('so does the condition of an index', () => {
  checkRule(
    freeTextEnum,
    `
    create table parcel (
      id int primary key,
      kind text not null
    --^^^^ free-text-enum
    );
    create index parcel_big_idx on parcel (id) where kind = 'big';
    `,
  );
});

test('so do inserted rows with few words, but not with many', () => {
  checkRule(
    freeTextEnum,
    `
    create table parcel (
      id int primary key,
      kind text,
    --^^^^ free-text-enum
      type text
    );
    insert into parcel (id, kind, type) values
      (1, 'big', 'a'), (2, 'small', 'b'), (3, 'big', 'c'), (4, 'small', 'd');
    `,
  );
});

test('status alone is enough, type alone is not', () => {
  checkRule(
    freeTextEnum,
    `
    create table parcel (
      id int primary key,
      status text not null,
    --^^^^^^ free-text-enum
      type text not null
    );
    `,
  );
});

test('a check, a foreign key or an enum guards it', () => {
  checkRule(
    freeTextEnum,
    `
    create type parcel_kind as enum ('big', 'small');
    create table state (name text primary key);
    create table parcel (
      id int primary key,
      status text default 'new' check (status in ('new', 'old')),
      state text default 'new' references state,
      kind parcel_kind default 'big'
    );
    `,
  );
});

test('a domain guards it', () => {
  checkRule(
    freeTextEnum,
    `
    create domain parcel_status as text check (value in ('new', 'old'));
    create table parcel (id int primary key, status parcel_status default 'new');
    `,
  );
});

test('words of others are not ours to list', () => {
  checkRule(
    freeTextEnum,
    `
    create table call (
      id int primary key,
      http_status text default '200',
      content_type text default 'text/html',
      subject_type text default 'Post', subject_id int
    );
    create table address (id int primary key, city text, state text default 'WA');
    `,
  );
});

test('the table of the words themselves', () => {
  checkRule(
    freeTextEnum,
    `
    create table parcel_type (id int primary key, type text default 'big');
    create table phase (phase text primary key, status text unique);
    `,
  );
});

test('histories and staging tables are left alone', () => {
  checkRule(
    freeTextEnum,
    `
    create table parcel_history (id int primary key, status text default 'new');
    create table parcel_staging (id int primary key, status text default 'new');
    `,
  );
});

test('a check over the words that the schema shows', () =>
  checkFix(
    freeTextEnum,
    `
    create table parcel (
      id int primary key,
      status text not null default 'new'
    );
    create index parcel_sent_idx on parcel (id) where status = 'sent';
    `,
    `
    create table parcel (
      id int primary key,
      status text not null default 'new',
      constraint parcel_status_check check (status in ('new', 'sent'))
    );
    create index parcel_sent_idx on parcel (id) where status = 'sent';
    `,
  ));

test('SQLAlchemy takes the values of an enum only', () => {
  checkRule(
    freeTextEnum,
    sqlalchemyModels(`
class State(enum.Enum):
    open = 1
    closed = 2


class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    status = Column(Enum(State, native_enum=False), default="open", server_default="open")
`),
  );
});

/** A schema of our own with every construct of PostgreSQL that the reader knows, in one history. */
export const everyConstruct = `
create schema billing;
create extension if not exists citext;
create type mood as enum ('sad', 'ok');
alter type mood add value 'happy' after 'ok';
alter type mood rename value 'ok' to 'fine';
create domain positive as integer check (value > 0);

create table account (
  id bigint generated always as identity primary key,
  email citext not null unique,
  "Display Name" text default 'nobody'::text,
  feeling mood not null default 'fine',
  age positive,
  tags text[] not null default '{}',
  balance numeric(12, 2) default 0 not null check (balance >= 0),
  created_at timestamp with time zone not null default now(),
  local_time timestamp(3) without time zone,
  ends time with time zone,
  bits bit varying(8),
  doc jsonb,
  full_name text generated always as ("Display Name" || '!') stored
);
create table billing.invoice (
  id serial,
  account_id bigint not null references account on delete cascade,
  number integer not null,
  period daterange,
  note character varying(40) collate "C",
  constraint invoice_pk primary key (id),
  unique (account_id, number) include (note),
  exclude using gist (period with &&),
  exclude (number with =)
);
create table tag (label text, constraint tag_label unique (label));
create index if not exists tag_label on tag (label, label);
create table counted (id serial primary key, n smallserial);
alter table counted alter column id type bigint;
alter table counted alter column n type bigint, alter column n drop default;
create table counted_copy (like counted);
create table counted_twin (like counted including defaults);
create table counted_child () inherits (counted);
create unique index tag_trimmed on tag (label) where trim(label) <> '';
create table season (region int4range, valid_at daterange, primary key (region, valid_at without overlaps));
create table season_part (
  region int4range, valid_at daterange,
  period text,
  unique (period),
  foreign key (region, period valid_at) references season (region, period valid_at)
);
create unique index on billing.invoice (lower(note)) where note is not null;
create index invoice_recent on billing.invoice using btree (account_id, id desc nulls last);
create index account_doc on account using gin (doc jsonb_path_ops);
create index account_expr on account ((doc ->> 'kind'), (coalesce(age, 0)));
create index account_cover on account (created_at) include (email);
create table part (
  region int not null, id int not null, label text,
  primary key (region, id)
) partition by range (region);
create table part_low partition of part for values from (0) to (10);
create table part_high (region int not null, id int not null, label text);
alter table part attach partition part_high for values from (10) to (20);
create index part_label on part (label);
alter table part add constraint part_label_key unique (region, label);
create table base (a int not null, b text default 'x');
create table child (c int) inherits (base);
alter table base add column d date;
create table copy_all (like account including all, extra int);
create table copy_bare (like account);
create unlogged table cache (key text primary key, value bytea) with (fillfactor = 70);
alter table cache set logged;

create table node (id int primary key, parent int references node (id) on update cascade on delete set null deferrable initially deferred);
create table edge (
  source int, target int,
  foreign key (source) references node,
  constraint edge_target foreign key (target) references node (id) match full on delete restrict
);
alter table edge add primary key (source, target);
alter table edge add column weight double precision, add column kind varchar(10) not null default 'plain';
alter table edge alter column weight type numeric(6,1), alter column kind drop not null, alter column kind drop default;
alter table edge rename column kind to sort;
alter table edge rename to arc;
alter table node rename to vertex;
alter table vertex rename column parent to above;
alter table arc drop constraint edge_target;
alter table arc add constraint arc_target foreign key (target) references vertex (id) not valid;
alter table arc validate constraint arc_target;
alter table arc add constraint arc_weight check (weight > 0) not valid;
alter index account_doc rename to account_document;
drop index account_cover;

create table temp_drop (a int primary key, b int unique, c int);
create index temp_drop_bc on temp_drop (b, c);
alter table temp_drop drop column b;
create table gone (id int primary key);
create table points_at_gone (id int primary key, gone_id int references gone);
drop table gone cascade;
create type mood_gone as enum ('glad');
create table of_mood (id int primary key, mood mood_gone, code text, unique (code, mood));
create table of_moods (id int primary key, moods mood_gone[]);
drop type mood_gone cascade;
create table move_me (id int primary key);
alter table move_me set schema billing;
create table using_index (id int not null, code text not null);
create unique index using_index_code on using_index (code);
alter table using_index add constraint using_index_code_key unique using index using_index_code;
alter table using_index alter column id add generated by default as identity;
create table nulls_mode (a int, b int, unique nulls not distinct (a, b));
create table twice (id int primary key, unique (id), code int unique, unique (code));
create table "Mixed Case" ("Id" int primary key, "select" text);
comment on table "Mixed Case" is 'quoted';
comment on column "Mixed Case"."Id" is 'also quoted';
create view reader as select id, email from account;
create materialized view totals as select account_id, count(*) as n from billing.invoice group by account_id;
create unique index on totals (account_id);
create table if not exists account (other int);
create index if not exists invoice_recent on billing.invoice (id);
alter table if exists nothing_here add column x int;
set search_path to billing;
create table in_path (id int primary key, account_id bigint references public.account);
set search_path to default;

-- The names that PostgreSQL gave stay when a table or a column is renamed.
create table packages (id integer primary key, name text unique, owner integer references packages, size integer check (size > 0));
create index on packages (size);
alter table packages rename to parcels;
alter table parcels rename column owner to holder;
alter table parcels rename column size to weight;
alter table parcels drop constraint packages_name_key, drop constraint packages_owner_fkey, drop constraint packages_size_check;
drop index packages_size_idx;
alter table parcels drop constraint packages_pkey;
`;

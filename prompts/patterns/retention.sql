-- What is kept, for how long, why, and what has been erased: the evidence an auditor asks for.
create table retention_policy (
  id bigint generated always as identity primary key,
  table_name text not null unique,
  keep_for interval not null,
  legal_basis text not null,
  method text not null check (method in ('drop_partition', 'delete', 'anonymize')),
  owner text not null
);

create table data_subject (
  id bigint generated always as identity primary key,
  pseudonym text not null unique,
  created_at timestamptz not null default now()
);

create table legal_hold (
  id bigint generated always as identity primary key,
  subject_id bigint not null references data_subject (id) on delete restrict,
  reason text not null,
  held_since timestamptz not null default now(),
  released_at timestamptz
);
create index legal_hold_subject_idx on legal_hold (subject_id, released_at);

create table erasure_request (
  id bigint generated always as identity primary key,
  subject_id bigint not null references data_subject (id) on delete restrict,
  requested_at timestamptz not null default now(),
  due_at timestamptz not null,
  status text not null default 'received' check (status in ('received', 'verified', 'refused', 'done')),
  completed_at timestamptz
);
create index erasure_request_subject_idx on erasure_request (subject_id);
create index erasure_request_open_idx on erasure_request (due_at) where status in ('received', 'verified');

create table retention_run (
  id bigint generated always as identity primary key,
  policy_id bigint not null references retention_policy (id) on delete cascade,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  rows_affected bigint not null default 0 check (rows_affected >= 0),
  error text
);
create index retention_run_policy_idx on retention_run (policy_id, started_at);

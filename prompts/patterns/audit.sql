-- Append-only history of changes, partitioned by month so that retention is a DROP.
create table audit_entry (
  id bigint generated always as identity,
  happened_at timestamptz not null default now(),
  actor text not null,
  action text not null check (action in ('insert', 'update', 'delete', 'read', 'login', 'export')),
  table_name text not null,
  row_key text not null,
  request_key text,
  change jsonb not null default '{}' check (jsonb_typeof(change) = 'object'),
  primary key (happened_at, id)
) partition by range (happened_at);
create index audit_entry_row_idx on audit_entry (table_name, row_key, happened_at);
create index audit_entry_actor_idx on audit_entry (actor, happened_at);

create table audit_entry_default partition of audit_entry default;

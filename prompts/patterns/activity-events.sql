-- Events as rows, appended only; the few answers that screens need are kept beside them.
create table app_user (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);

create table activity_event (
  occurred_at timestamptz not null,
  id bigint generated always as identity,
  user_id bigint not null references app_user (id) on delete cascade,
  kind text not null check (kind in ('login', 'page_view', 'search', 'purchase', 'export')),
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  primary key (occurred_at, id)
) partition by range (occurred_at);
create index activity_event_user_idx on activity_event (user_id, occurred_at);

create table activity_event_default partition of activity_event default;

create table user_activity_summary (
  user_id bigint primary key references app_user (id) on delete cascade,
  last_seen_at timestamptz not null,
  login_count bigint not null default 0 check (login_count >= 0),
  refreshed_at timestamptz not null default now()
);

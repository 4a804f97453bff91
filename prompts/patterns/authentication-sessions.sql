-- A person, the ways to prove it, and the sessions that follow. Secrets are stored as hashes only.
create table app_user (
  id bigint generated always as identity primary key,
  email text not null,
  email_verified_at timestamptz,
  display_name text not null default '',
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create unique index app_user_email_key on app_user (lower(email));

create table password_credential (
  user_id bigint primary key references app_user (id) on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null default now(),
  failed_attempts integer not null default 0 check (failed_attempts >= 0),
  locked_until timestamptz
);

create table oauth_identity (
  provider text not null check (provider in ('google', 'github', 'microsoft', 'apple')),
  subject text not null,
  user_id bigint not null references app_user (id) on delete cascade,
  linked_at timestamptz not null default now(),
  primary key (provider, subject)
);
create index oauth_identity_user_idx on oauth_identity (user_id);

create table user_session (
  id bigint generated always as identity primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  ip_address inet,
  user_agent text
);
create index user_session_user_idx on user_session (user_id, created_at desc);
create index user_session_expires_idx on user_session (expires_at);

create table one_time_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id bigint not null references app_user (id) on delete cascade,
  purpose text not null check (purpose in ('verify_email', 'reset_password', 'invite')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_token_user_idx on one_time_token (user_id);

create table saved_work (
  id bigint generated always as identity primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  name text not null,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  version integer not null default 1 check (version > 0),
  updated_at timestamptz not null default now()
);
create index saved_work_user_idx on saved_work (user_id, updated_at desc);

-- The bytes are in object storage; here is what is known about them, each run over them, and each result.
create table app_user (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);

create table stored_file (
  id bigint generated always as identity primary key,
  owner_id bigint not null references app_user (id) on delete restrict,
  file_name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  storage_key text not null unique,
  uploaded_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index stored_file_owner_idx on stored_file (owner_id, uploaded_at desc, id desc);
create index stored_file_content_idx on stored_file (sha256);

create table processing_run (
  id bigint generated always as identity primary key,
  file_id bigint not null references stored_file (id) on delete cascade,
  processor text not null,
  processor_version text not null,
  status text not null default 'queued'
    check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  attempt smallint not null default 0 check (attempt >= 0),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  leased_until timestamptz,
  finished_at timestamptz,
  error_code text,
  error_detail text,
  check (finished_at >= started_at)
);
create index processing_run_file_idx on processing_run (file_id, queued_at desc);
create index processing_run_open_idx on processing_run (queued_at) where status in ('queued', 'running');

create table processing_result (
  id bigint generated always as identity primary key,
  run_id bigint not null references processing_run (id) on delete cascade,
  kind text not null,
  page integer not null default 1 check (page > 0),
  summary text,
  content jsonb not null default '{}' check (jsonb_typeof(content) = 'object'),
  storage_key text,
  created_at timestamptz not null default now(),
  unique (run_id, kind, page)
);

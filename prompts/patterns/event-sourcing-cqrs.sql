-- Streams of facts with optimistic concurrency; what is read is projected, and each projection knows how far it is.
create table event_stream (
  id bigint generated always as identity primary key,
  kind text not null,
  business_key text not null,
  version integer not null default 0 check (version >= 0),
  created_at timestamptz not null default now(),
  unique (kind, business_key)
);

create table event (
  position bigint generated always as identity primary key,
  stream_id bigint not null references event_stream (id) on delete restrict,
  version integer not null check (version > 0),
  kind text not null,
  schema_version integer not null default 1 check (schema_version > 0),
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  recorded_at timestamptz not null default now(),
  unique (stream_id, version)
);
create index event_kind_idx on event (kind, position);

create table snapshot (
  stream_id bigint not null references event_stream (id) on delete cascade,
  version integer not null check (version > 0),
  state jsonb not null check (jsonb_typeof(state) = 'object'),
  created_at timestamptz not null default now(),
  primary key (stream_id, version)
);

create table projection_checkpoint (
  projection text primary key,
  last_position bigint not null default 0 check (last_position >= 0),
  updated_at timestamptz not null default now()
);

-- The control plane: which project has which database, in which state, at what cost. Secrets are names, never values.
create table account (
  id bigint generated always as identity primary key,
  email text not null unique,
  plan text not null default 'free' check (plan in ('free', 'pro', 'team')),
  created_at timestamptz not null default now()
);

create table generated_project (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (id) on delete restrict,
  slug text not null,
  created_at timestamptz not null default now(),
  last_active_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index generated_project_slug_key on generated_project (account_id, slug) where deleted_at is null;
create index generated_project_account_idx on generated_project (account_id);
create index generated_project_idle_idx on generated_project (last_active_at) where deleted_at is null;

create table database_cluster (
  id bigint generated always as identity primary key,
  name text not null unique,
  engine text not null check (engine in ('postgresql', 'sqlite')),
  region text not null,
  capacity integer not null check (capacity > 0),
  accepts_new boolean not null default true
);

create table project_database (
  id bigint generated always as identity primary key,
  project_id bigint not null references generated_project (id) on delete restrict,
  cluster_id bigint not null references database_cluster (id) on delete restrict,
  environment text not null check (environment in ('development', 'preview', 'production')),
  database_name text not null,
  secret_name text not null,
  state text not null default 'requested'
    check (state in ('requested', 'ready', 'suspended', 'archived', 'deleted', 'failed')),
  schema_version integer not null default 0 check (schema_version >= 0),
  requested_at timestamptz not null default now(),
  state_changed_at timestamptz not null default now(),
  unique (project_id, environment),
  unique (cluster_id, database_name)
);
create index project_database_state_idx on project_database (state, state_changed_at);

create table provisioning_step (
  database_id bigint not null references project_database (id) on delete cascade,
  step integer not null check (step > 0),
  action text not null,
  idempotency_key text not null unique,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  error text,
  primary key (database_id, step)
);

create table usage_day (
  database_id bigint not null references project_database (id) on delete cascade,
  used_on date not null,
  storage_bytes bigint not null check (storage_bytes >= 0),
  compute_seconds bigint not null check (compute_seconds >= 0),
  cost numeric(12, 6) not null check (cost >= 0),
  primary key (database_id, used_on)
);

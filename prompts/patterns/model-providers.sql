-- Providers and models as columns where queries filter, parameters as JSONB; prices with validity; usage as facts.
create table provider (
  id bigint generated always as identity primary key,
  name text not null unique,
  base_address text not null,
  secret_name text not null,
  enabled boolean not null default true
);

create table model (
  id bigint generated always as identity primary key,
  provider_id bigint not null references provider (id) on delete restrict,
  name text not null,
  context_tokens integer not null check (context_tokens > 0),
  supports_tools boolean not null default false,
  supports_vision boolean not null default false,
  enabled boolean not null default true,
  parameters jsonb not null default '{}' check (jsonb_typeof(parameters) = 'object'),
  unique (provider_id, name)
);

create table model_price (
  model_id bigint not null references model (id) on delete cascade,
  valid_from timestamptz not null,
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  input_per_million numeric(12, 6) not null check (input_per_million >= 0),
  output_per_million numeric(12, 6) not null check (output_per_million >= 0),
  primary key (model_id, valid_from)
);

create table budget (
  id bigint generated always as identity primary key,
  team text not null unique,
  monthly_limit numeric(12, 2) not null check (monthly_limit >= 0),
  hard_stop boolean not null default false
);

create table model_call (
  called_at timestamptz not null default now(),
  id bigint generated always as identity,
  model_id bigint not null references model (id) on delete restrict,
  budget_id bigint not null references budget (id) on delete restrict,
  outcome text not null check (outcome in ('ok', 'error', 'timeout', 'cancelled', 'cached')),
  input_tokens integer not null check (input_tokens >= 0),
  output_tokens integer not null check (output_tokens >= 0),
  cost numeric(14, 8) not null check (cost >= 0),
  latency_ms integer not null check (latency_ms >= 0),
  first_token_ms integer check (first_token_ms >= 0),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  primary key (called_at, id)
) partition by range (called_at);
create index model_call_budget_idx on model_call (budget_id, called_at);
create index model_call_model_idx on model_call (model_id, called_at);

create table model_call_default partition of model_call default;

create table response_cache (
  key_hash bytea primary key check (length(key_hash) = 32),
  model_id bigint not null references model (id) on delete cascade,
  response jsonb not null check (jsonb_typeof(response) = 'object'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  hit_count bigint not null default 0 check (hit_count >= 0)
);
create index response_cache_model_idx on response_cache (model_id);
create index response_cache_expires_idx on response_cache (expires_at);

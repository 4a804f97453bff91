-- Workers take rows with FOR UPDATE SKIP LOCKED; a lease that runs out gives the job back.
create table job (
  id bigint generated always as identity primary key,
  queue text not null,
  dedupe_key text,
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  status text not null default 'ready' check (status in ('ready', 'running', 'done', 'dead')),
  priority smallint not null default 0,
  attempts smallint not null default 0 check (attempts >= 0),
  max_attempts smallint not null default 5 check (max_attempts > 0),
  run_at timestamptz not null default now(),
  leased_until timestamptz,
  leased_by text,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index job_ready_idx on job (queue, priority desc, run_at, id) where status = 'ready';
create index job_lease_idx on job (leased_until) where status = 'running';
create unique index job_dedupe_key on job (queue, dedupe_key)
  where dedupe_key is not null and status in ('ready', 'running');
create index job_finished_idx on job (finished_at) where status in ('done', 'dead');

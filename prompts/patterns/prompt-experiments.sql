-- A prompt version never changes once it exists; an experiment splits subjects between versions and keeps the split.
create table prompt (
  id bigint generated always as identity primary key,
  name text not null unique,
  purpose text not null
);

create table prompt_version (
  id bigint generated always as identity primary key,
  prompt_id bigint not null references prompt (id) on delete restrict,
  version integer not null check (version > 0),
  template text not null,
  parameters jsonb not null default '{}' check (jsonb_typeof(parameters) = 'object'),
  author text not null,
  created_at timestamptz not null default now(),
  unique (prompt_id, version)
);

create table experiment (
  id bigint generated always as identity primary key,
  prompt_id bigint not null references prompt (id) on delete restrict,
  name text not null unique,
  hypothesis text not null,
  metric text not null,
  started_at timestamptz,
  ended_at timestamptz,
  check (ended_at > started_at)
);
create index experiment_prompt_idx on experiment (prompt_id);

create table experiment_arm (
  id bigint generated always as identity primary key,
  experiment_id bigint not null references experiment (id) on delete cascade,
  prompt_version_id bigint not null references prompt_version (id) on delete restrict,
  name text not null,
  weight integer not null check (weight between 0 and 100),
  unique (experiment_id, name),
  unique (experiment_id, id)
);
create index experiment_arm_version_idx on experiment_arm (prompt_version_id);

create table experiment_assignment (
  experiment_id bigint not null,
  subject_key text not null,
  arm_id bigint not null,
  assigned_at timestamptz not null default now(),
  primary key (experiment_id, subject_key),
  foreign key (experiment_id, arm_id) references experiment_arm (experiment_id, id) on delete cascade
);
create index experiment_assignment_arm_idx on experiment_assignment (experiment_id, arm_id);

create table experiment_outcome (
  id bigint generated always as identity primary key,
  experiment_id bigint not null,
  subject_key text not null,
  observed_at timestamptz not null default now(),
  score numeric(8, 4) not null,
  rated_by text not null check (rated_by in ('user', 'judge', 'test')),
  foreign key (experiment_id, subject_key)
    references experiment_assignment (experiment_id, subject_key) on delete cascade
);
create index experiment_outcome_subject_idx on experiment_outcome (experiment_id, subject_key);

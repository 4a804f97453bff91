-- Conversations as a tree of messages. A thread is a path from a leaf to the root; a branch is a second child.
create table app_user (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);

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

create table conversation (
  id bigint generated always as identity primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  title text not null default '',
  created_at timestamptz not null default now(),
  last_message_at timestamptz not null default now(),
  archived_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object')
);
create index conversation_recent_idx on conversation (user_id, last_message_at desc, id desc);

create table message (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references conversation (id) on delete cascade,
  parent_id bigint,
  role text not null check (role in ('system', 'user', 'assistant', 'tool')),
  status text not null default 'complete' check (status in ('streaming', 'complete', 'cancelled', 'failed')),
  content text not null default '',
  parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array'),
  model_id bigint references model (id) on delete restrict,
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  latency_ms integer check (latency_ms >= 0),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  unique (conversation_id, id),
  foreign key (conversation_id, parent_id) references message (conversation_id, id) on delete cascade
);
create index message_parent_idx on message (conversation_id, parent_id);
create index message_model_idx on message (model_id, created_at);
create index message_streaming_idx on message (created_at) where status = 'streaming';
create index message_search_idx on message using gin (to_tsvector('simple', content));

create table message_merge (
  conversation_id bigint not null,
  message_id bigint not null,
  merged_from_id bigint not null,
  primary key (conversation_id, message_id, merged_from_id),
  foreign key (conversation_id, message_id) references message (conversation_id, id) on delete cascade,
  foreign key (conversation_id, merged_from_id) references message (conversation_id, id) on delete cascade,
  check (message_id <> merged_from_id)
);
create index message_merge_from_idx on message_merge (conversation_id, merged_from_id);

create table thread (
  id bigint generated always as identity primary key,
  conversation_id bigint not null,
  leaf_message_id bigint not null,
  name text not null,
  created_at timestamptz not null default now(),
  unique (conversation_id, name),
  foreign key (conversation_id, leaf_message_id) references message (conversation_id, id) on delete cascade
);
create index thread_leaf_idx on thread (conversation_id, leaf_message_id);

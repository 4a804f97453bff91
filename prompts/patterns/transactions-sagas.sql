-- An order with the three tables that make distributed work safe: idempotency keys, an outbox, and saga steps.
create table customer_order (
  id bigint generated always as identity primary key,
  customer_reference text not null,
  status text not null default 'pending' check (status in ('pending', 'paid', 'shipped', 'cancelled')),
  total_amount numeric(12, 2) not null check (total_amount >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now()
);

create table idempotency_key (
  client text not null,
  key text not null,
  request_hash text not null,
  response jsonb check (jsonb_typeof(response) = 'object'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (client, key)
);
create index idempotency_key_expires_idx on idempotency_key (expires_at);

create table outbox_message (
  id bigint generated always as identity primary key,
  topic text not null,
  partition_key text not null,
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  created_at timestamptz not null default now(),
  published_at timestamptz
);
create index outbox_message_unpublished_idx on outbox_message (id) where published_at is null;

create table saga_step (
  order_id bigint not null references customer_order (id) on delete cascade,
  step integer not null check (step > 0),
  action text not null,
  status text not null default 'pending' check (status in ('pending', 'done', 'failed', 'compensated')),
  attempts integer not null default 0 check (attempts >= 0),
  last_error text,
  updated_at timestamptz not null default now(),
  primary key (order_id, step)
);

-- A cart is an order that is not placed yet; lines keep what was agreed.
create table customer (
  id bigint generated always as identity primary key,
  email text not null unique,
  full_name text not null,
  created_at timestamptz not null default now()
);

create table product (
  id bigint generated always as identity primary key,
  sku text not null unique,
  name text not null,
  price numeric(12, 2) not null check (price >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  on_hand integer not null default 0 check (on_hand >= 0),
  hidden_at timestamptz,
  created_at timestamptz not null default now()
);

create table customer_order (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customer (id) on delete restrict,
  status text not null default 'cart'
    check (status in ('cart', 'placed', 'paid', 'shipped', 'completed', 'cancelled')),
  total numeric(12, 2) not null default 0 check (total >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  placed_at timestamptz
);
create index customer_order_customer_idx on customer_order (customer_id, created_at desc);
create index customer_order_open_idx on customer_order (placed_at) where status in ('placed', 'paid');

create table order_line (
  order_id bigint not null references customer_order (id) on delete cascade,
  line integer not null check (line > 0),
  product_id bigint not null references product (id) on delete restrict,
  name_at_sale text not null,
  price_at_sale numeric(12, 2) not null check (price_at_sale >= 0),
  tax_rate numeric(5, 4) not null check (tax_rate between 0 and 1),
  quantity integer not null check (quantity > 0),
  primary key (order_id, line)
);
create index order_line_product_idx on order_line (product_id);

create table payment (
  id bigint generated always as identity primary key,
  order_id bigint not null references customer_order (id) on delete restrict,
  idempotency_key text not null unique,
  status text not null default 'requested' check (status in ('requested', 'succeeded', 'failed', 'cancelled')),
  amount numeric(12, 2) not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  provider_reference text unique,
  requested_at timestamptz not null default now(),
  settled_at timestamptz
);
create index payment_order_idx on payment (order_id, requested_at desc);

create table payment_event (
  provider_event_id text primary key,
  payment_id bigint not null references payment (id) on delete restrict,
  kind text not null,
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  received_at timestamptz not null default now(),
  applied_at timestamptz
);
create index payment_event_payment_idx on payment_event (payment_id, received_at);
create index payment_event_waiting_idx on payment_event (received_at) where applied_at is null;

create table refund (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payment (id) on delete restrict,
  amount numeric(12, 2) not null check (amount > 0),
  reason text not null,
  refunded_at timestamptz not null default now()
);
create index refund_payment_idx on refund (payment_id);

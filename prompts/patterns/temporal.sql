-- Validity as a range that the database keeps free of overlaps; a correction is a new row, not an edit.
create extension if not exists btree_gist;

create table product (
  id bigint generated always as identity primary key,
  sku text not null unique,
  name text not null
);

create table product_price (
  id bigint generated always as identity primary key,
  product_id bigint not null references product (id) on delete cascade,
  amount numeric(12, 2) not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_during tstzrange not null,
  recorded_at timestamptz not null default now(),
  exclude using gist (product_id with =, currency with =, valid_during with &&)
);
create index product_price_product_idx on product_price (product_id, currency);

-- One fact at one grain (a line of an order), dimensions around it, a customer with history (type 2).
create table dim_date (
  date_key integer primary key,
  calendar_date date not null unique,
  iso_week smallint not null check (iso_week between 1 and 53),
  month_number smallint not null check (month_number between 1 and 12),
  calendar_year smallint not null,
  is_holiday boolean not null default false
);

create table dim_customer (
  customer_key bigint generated always as identity primary key,
  customer_number text not null,
  segment text not null,
  country_code text not null check (country_code ~ '^[A-Z]{2}$'),
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity',
  unique (customer_number, valid_from),
  check (valid_from < valid_to)
);

create table dim_product (
  product_key bigint generated always as identity primary key,
  sku text not null unique,
  category text not null,
  brand text not null
);

create table fact_order_line (
  order_number text not null,
  line_number integer not null,
  date_key integer not null references dim_date (date_key),
  customer_key bigint not null references dim_customer (customer_key),
  product_key bigint not null references dim_product (product_key),
  quantity integer not null check (quantity > 0),
  net_amount numeric(14, 2) not null,
  discount_amount numeric(14, 2) not null default 0,
  primary key (order_number, line_number)
);
create index fact_order_line_date_idx on fact_order_line (date_key);
create index fact_order_line_customer_idx on fact_order_line (customer_key, date_key);
create index fact_order_line_product_idx on fact_order_line (product_key, date_key);

-- People who buy, and where their parcels go.

create table customer (
  id          bigint generated always as identity primary key,
  email       varchar(255) not null unique,
  full_name   varchar(100) not null,
  preferences json not null default '{}',
  created_at  timestamp not null default now()
);

create table address (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer (id) on delete cascade,
  street      text not null,
  postcode    text not null,
  city        text not null,
  country     char(2) not null
);

create index address_customer_id_idx on address (customer_id);

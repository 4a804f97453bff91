-- What the shop sells.

create table category (
  id        integer generated always as identity primary key,
  parent_id integer references category (id),
  name      text not null unique
);

create table product (
  id          bigint generated always as identity primary key,
  category_id integer not null references category (id),
  sku         text not null unique,
  title       text not null,
  price       double precision not null,
  attributes  jsonb not null default '{}',
  image_1     text,
  image_2     text,
  image_3     text,
  created_at  timestamptz not null default now()
);

create index product_title_idx on product (title);
create index product_title_price_idx on product (title, price);

-- What customers say about what they bought.

create table review (
  id          bigint generated always as identity primary key,
  product_id  bigint not null references product (id) on delete cascade,
  customer_id bigint not null references customer (id) on delete cascade,
  slug        text not null unique,
  stars       smallint not null check (stars between 1 and 5),
  body        text,
  tags        text,
  created_at  timestamptz not null default now()
);

create index review_product_id_idx on review (product_id);
create index review_slug_idx on review (slug);

-- Carts that were paid for.

create table shop_order (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer (id),
  address_id  bigint not null references address (id),
  total       text not null,
  placed_at   timestamp not null default now()
);

create index shop_order_customer_placed_idx on shop_order (customer_id, placed_at desc);

create table order_line (
  order_id   bigint not null references shop_order (id) on delete cascade,
  product_id bigint not null references product (id),
  quantity   integer not null,
  unit_price real not null
);

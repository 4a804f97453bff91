-- Orders get a state that the warehouse can filter by.

alter table shop_order add column status text not null;

create index shop_order_status_idx on shop_order (status);

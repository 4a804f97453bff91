-- The queries behind the shop's busiest pages.

-- A category page.
select p.id, p.title, p.price
from product p
where p.category_id = $1
order by p.price
limit 24;

-- The account page.
select o.id, o.placed_at, o.total
from shop_order o
where o.customer_id = $1
order by o.placed_at desc
limit 10;

-- The lines of one order.
select l.quantity, l.unit_price, p.title
from order_line l
join product p on p.id = l.product_id
where l.order_id = $1;

-- Filter by an attribute, for instance {"colour": "green"}.
select p.id, p.title
from product p
where p.attributes @> $1::jsonb;

-- Adjacency list as the record, closure table for reading whole subtrees without recursion.
create table category (
  id bigint generated always as identity primary key,
  parent_id bigint references category (id) on delete restrict,
  name text not null,
  position integer not null default 0,
  check (parent_id <> id)
);
create index category_parent_idx on category (parent_id, position);

create table category_closure (
  ancestor_id bigint not null references category (id) on delete cascade,
  descendant_id bigint not null references category (id) on delete cascade,
  depth integer not null check (depth >= 0),
  primary key (ancestor_id, descendant_id)
);
create index category_closure_descendant_idx on category_closure (descendant_id, depth);

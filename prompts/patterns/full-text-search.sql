-- Words by a generated vector, typing errors by trigrams.
create extension if not exists pg_trgm;

create table catalog_item (
  id bigint generated always as identity primary key,
  name text not null,
  description text not null default '',
  search tsvector not null generated always as (
    setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', description), 'B')
  ) stored,
  updated_at timestamptz not null default now()
);
create index catalog_item_search_idx on catalog_item using gin (search);
create index catalog_item_name_idx on catalog_item using gin (name gin_trgm_ops);

-- Posts are the record; feed entries are written for ordinary authors and merged at reading for authors with many followers.
create table profile (
  id bigint generated always as identity primary key,
  handle text not null unique,
  display_name text not null,
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  follower_count bigint not null default 0 check (follower_count >= 0),
  created_at timestamptz not null default now()
);

create table follow (
  follower_id bigint not null references profile (id) on delete cascade,
  followed_id bigint not null references profile (id) on delete cascade,
  followed_at timestamptz not null default now(),
  primary key (follower_id, followed_id),
  check (follower_id <> followed_id)
);
create index follow_followed_idx on follow (followed_id);

create table post (
  id bigint generated always as identity primary key,
  author_id bigint not null references profile (id) on delete cascade,
  body text not null,
  attachments jsonb not null default '[]' check (jsonb_typeof(attachments) = 'array'),
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index post_author_idx on post (author_id, created_at desc, id desc);

create table feed_entry (
  reader_id bigint not null references profile (id) on delete cascade,
  created_at timestamptz not null,
  post_id bigint not null references post (id) on delete cascade,
  primary key (reader_id, created_at, post_id)
);
create index feed_entry_post_idx on feed_entry (post_id);

-- Shared tables: every row carries its organization, every key begins with it, the database keeps tenants apart.
create table organization (
  id bigint generated always as identity primary key,
  slug text not null unique,
  name text not null,
  plan text not null default 'free' check (plan in ('free', 'team', 'business')),
  region text not null default 'eu' check (region in ('eu', 'us')),
  created_at timestamptz not null default now(),
  suspended_at timestamptz
);

create table app_user (
  id bigint generated always as identity primary key,
  email text not null,
  display_name text not null,
  created_at timestamptz not null default now()
);
create unique index app_user_email_key on app_user (lower(email));

-- Who leaves keeps the row with ended_at, so that tasks and comments keep their author.
create table membership (
  organization_id bigint not null references organization (id) on delete restrict,
  user_id bigint not null references app_user (id) on delete restrict,
  role text not null default 'member' check (role in ('owner', 'admin', 'member', 'guest')),
  joined_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organization_id, user_id)
);
create index membership_user_idx on membership (user_id);

create table project (
  organization_id bigint not null references organization (id) on delete restrict,
  id bigint generated always as identity,
  name text not null,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);

create table task (
  organization_id bigint not null,
  id bigint generated always as identity,
  project_id bigint not null,
  assignee_id bigint,
  title text not null,
  status text not null default 'open' check (status in ('open', 'doing', 'done')),
  due_on date,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references project (organization_id, id) on delete cascade,
  foreign key (organization_id, assignee_id) references membership (organization_id, user_id)
);
create index task_project_idx on task (organization_id, project_id, status, created_at desc);
create index task_assignee_idx on task (organization_id, assignee_id, due_on);

create table task_comment (
  organization_id bigint not null,
  id bigint generated always as identity,
  task_id bigint not null,
  author_id bigint not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, task_id) references task (organization_id, id) on delete cascade,
  foreign key (organization_id, author_id) references membership (organization_id, user_id)
);
create index task_comment_task_idx on task_comment (organization_id, task_id, created_at);
create index task_comment_author_idx on task_comment (organization_id, author_id);

alter table project enable row level security;
alter table project force row level security;
create policy project_of_tenant on project
  using (organization_id = current_setting('app.organization_id')::bigint)
  with check (organization_id = current_setting('app.organization_id')::bigint);

alter table task enable row level security;
alter table task force row level security;
create policy task_of_tenant on task
  using (organization_id = current_setting('app.organization_id')::bigint)
  with check (organization_id = current_setting('app.organization_id')::bigint);

alter table task_comment enable row level security;
alter table task_comment force row level security;
create policy task_comment_of_tenant on task_comment
  using (organization_id = current_setting('app.organization_id')::bigint)
  with check (organization_id = current_setting('app.organization_id')::bigint);

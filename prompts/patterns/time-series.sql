-- Raw readings expire by partition; hourly aggregates stay.
create table device (
  id bigint generated always as identity primary key,
  serial_number text not null unique,
  name text not null,
  installed_at timestamptz not null default now()
);

create table metric (
  id bigint generated always as identity primary key,
  name text not null unique,
  unit text not null
);

create table reading (
  device_id bigint not null references device (id) on delete restrict,
  metric_id bigint not null references metric (id) on delete restrict,
  measured_at timestamptz not null,
  received_at timestamptz not null default now(),
  value double precision not null,
  primary key (device_id, metric_id, measured_at)
) partition by range (measured_at);
create table reading_default partition of reading default;
create index reading_metric_idx on reading (metric_id, measured_at);

create table reading_hour (
  device_id bigint not null references device (id) on delete restrict,
  metric_id bigint not null references metric (id) on delete restrict,
  hour timestamptz not null,
  samples integer not null check (samples > 0),
  minimum double precision not null,
  maximum double precision not null,
  average double precision not null,
  primary key (device_id, metric_id, hour)
);
create index reading_hour_metric_idx on reading_hour (metric_id, hour);

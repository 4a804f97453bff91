-- What queries filter, join or sum is a column; what is read whole and still moving stays JSONB, with its shape checked.
create table device (
  id bigint generated always as identity primary key,
  serial_number text not null unique,
  model text not null,
  firmware text not null,
  installed_at timestamptz not null default now(),
  settings_version smallint not null default 1 check (settings_version > 0),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  vendor_payload jsonb not null default '{}' check (jsonb_typeof(vendor_payload) = 'object')
);
create index device_model_idx on device (model, firmware);
create index device_settings_idx on device using gin (settings jsonb_path_ops);

create table device_label (
  device_id bigint not null references device (id) on delete cascade,
  label text not null,
  primary key (device_id, label)
);
create index device_label_label_idx on device_label (label);

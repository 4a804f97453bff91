-- No practitioner, patient or room twice at one time: the database says so, not the application.
create extension if not exists btree_gist;

create table staff_member (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);

create table practitioner (
  id bigint generated always as identity primary key,
  staff_member_id bigint not null unique references staff_member (id) on delete restrict,
  licence_number text not null unique,
  full_name text not null,
  specialty text not null,
  time_zone text not null
);

create table patient (
  id bigint generated always as identity primary key,
  record_number text not null unique,
  full_name text not null,
  born_on date not null,
  phone text
);

create table room (
  id bigint generated always as identity primary key,
  name text not null unique
);

create table availability (
  id bigint generated always as identity primary key,
  practitioner_id bigint not null references practitioner (id) on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  opens_at time not null,
  closes_at time not null,
  valid_from date not null,
  valid_until date,
  check (opens_at < closes_at)
);
create index availability_practitioner_idx on availability (practitioner_id, weekday);

create table appointment (
  id bigint generated always as identity primary key,
  practitioner_id bigint not null references practitioner (id) on delete restrict,
  patient_id bigint not null references patient (id) on delete restrict,
  room_id bigint references room (id) on delete restrict,
  during tstzrange not null
    check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  status text not null default 'booked'
    check (status in ('booked', 'checked_in', 'completed', 'cancelled', 'no_show')),
  reason text,
  booked_at timestamptz not null default now(),
  exclude using gist (practitioner_id with =, during with &&) where (status <> 'cancelled'),
  exclude using gist (patient_id with =, during with &&) where (status <> 'cancelled'),
  exclude using gist (room_id with =, during with &&) where (status <> 'cancelled')
);
create index appointment_practitioner_idx on appointment (practitioner_id);
create index appointment_patient_idx on appointment (patient_id);
create index appointment_room_idx on appointment (room_id);

create table medical_record (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patient (id) on delete restrict,
  appointment_id bigint references appointment (id) on delete restrict,
  author_id bigint not null references practitioner (id) on delete restrict,
  kind text not null check (kind in ('note', 'diagnosis', 'prescription', 'lab_result')),
  body text not null,
  coded jsonb not null default '{}' check (jsonb_typeof(coded) = 'object'),
  corrects_id bigint references medical_record (id) on delete restrict,
  recorded_at timestamptz not null default now()
);
create index medical_record_patient_idx on medical_record (patient_id, recorded_at desc);
create index medical_record_appointment_idx on medical_record (appointment_id);
create index medical_record_author_idx on medical_record (author_id);
create index medical_record_corrects_idx on medical_record (corrects_id);

create table record_access (
  accessed_at timestamptz not null default now(),
  id bigint generated always as identity,
  record_id bigint not null references medical_record (id) on delete restrict,
  staff_member_id bigint not null references staff_member (id) on delete restrict,
  purpose text not null check (purpose in ('treatment', 'billing', 'emergency', 'export')),
  primary key (accessed_at, id)
);
create index record_access_record_idx on record_access (record_id, accessed_at);
create index record_access_staff_idx on record_access (staff_member_id, accessed_at);

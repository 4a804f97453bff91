import { test } from 'vitest';
import { fkTargetMissing } from '../../../server/src/rules/keys/fk-target-missing.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { alembicRevision, sqlalchemyModels } from '../../kit/schema-files.ts';

test('a table that nobody creates', () => {
  checkRule(
    fkTargetMissing,
    `
create table customers (id int primary key);
create table orders (id int primary key, customer_id int references customer (id));
--                                                                  ^^^^^^^^ fk-target-missing
create table returns (id int primary key, customer_id int references customers (id));
`,
  );
});

test('the table may be created in another file', () => {
  checkRule(
    fkTargetMissing,
    `
//- a.sql
create table orders (id int primary key, customer_id int);
alter table orders add foreign key (customer_id) references customers (id);
//- b.sql
create table customers (id int primary key);
`,
  );
});

test('a column that the table lacks', () => {
  checkRule(
    fkTargetMissing,
    `
create table customers (customer_no int primary key);
create table orders (customer_id int references customers (id));
--                                              ^^^^^^^^^ fk-target-missing
`,
  );
});

test('a view cannot be referenced', () => {
  checkRule(
    fkTargetMissing,
    `
create table people (id int primary key);
create view customers as select id from people;
create table orders (customer_id int references customers (id));
--                                              ^^^^^^^^^ fk-target-missing
`,
  );
});

test('other schemas may be kept elsewhere', () => {
  checkRule(
    fkTargetMissing,
    `
create table profile (id uuid primary key references auth.users (id));
create table note (id uuid primary key);
`,
  );
});

test('a file that was not understood may hold the table', () => {
  checkRule(
    fkTargetMissing,
    `
create table orders (id int primary key, customer_id int references customers (id));
create table notes (id int primary key);
do $$ begin execute format('create table %I (id int primary key)', 'customers'); end $$;
`,
  );
});

test('a lone table is a fragment', () => {
  checkRule(
    fkTargetMissing,
    `
create table orders (id int primary key, customer_id int references customers (id));
`,
  );
});

test('rowid is there though nobody declares it', () => {
  checkRule(
    fkTargetMissing,
    `
//- schema.sql dialect=sqlite
create table a (name text);
create table b (a_id int references a (rowid), name text);
create table c (a_id int references a (id));
--                                  ^ fk-target-missing
`,
  );
});

test('a table that knows nothing around it is part of a larger schema', () => {
  checkRule(
    fkTargetMissing,
    `
create table job (id int primary key, run_id int references runs, user_id int references users);
create table note (id int primary key);
`,
  );
});

test('changes of tables that no file creates are the later part of a schema that began elsewhere', () => {
  const note = 'create table note (id int primary key, user_id int references users, tag_id int references tag);';
  const tag = 'create table tag (id int primary key);';
  checkRule(fkTargetMissing, `${note}\n${tag}\nalter table users add note int;\nalter table runs add note int;\n`);
  checkRule(
    fkTargetMissing,
    `
create table note (id int primary key, user_id int references users, tag_id int references tag);
--                                                            ^^^^^ fk-target-missing
create table tag (id int primary key);
alter table uesrs add note int;
`,
  );
});

test('the migrations create a table that a model of a package stands for', () => {
  const models = sqlalchemyModels(`
class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
#                                                   ^^^^^^^^^ fk-target-missing


class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    attribute_id: Mapped[int] = mapped_column(ForeignKey("attribute.id"))
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"))
`);
  const revision = alembicRevision(`
    op.create_table("attribute", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True), sa.Column("attribute_id", sa.Integer, sa.ForeignKey("attribute.id")))
    op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("tag_id", sa.Integer, sa.ForeignKey("tag.id")))
`);
  checkRule(fkTargetMissing, models + revision);
});

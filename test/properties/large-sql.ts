/** SQL that grows in one direction: what a careless reader does in the square of its length shows here. */

export type LargeText = (count: number) => string;

export function each(count: number, part: (index: number) => string, between = ''): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(between);
}

export const largeSql: Readonly<Record<string, LargeText>> = {
  'tables with foreign keys': (count) =>
    each(count, (n) => `create table t${n} (id bigint primary key, other_id bigint references t${n >> 1} (id));\n`),
  'tables that all point at one': (count) =>
    `create table hub (id bigint primary key);\n${each(count, (n) => `create table t${n} (hub_id bigint references hub (id));\n`)}`,
  'a table of many columns': (count) => `create table t (${each(count, (n) => `column_${n} integer not null`, ', ')});`,
  'a table of many foreign keys': (count) =>
    `create table hub (id int primary key);\ncreate table t (${each(count, (n) => `hub${n}_id int references hub (id)`, ', ')});`,
  'a table of many checks': (count) =>
    `create table t (id int primary key, ${each(count, (n) => `check (id > ${n})`, ', ')});`,
  'a table of many uniques': (count) =>
    `create table t (id int primary key, a int, b int, ${each(count, (n) => `constraint u${n} unique (a, b)`, ', ')});`,
  'one table changed often': (count) =>
    `create table t (id int primary key);\n${each(count, (n) => `alter table t add column c${n} int;\n`)}`,
  'many actions in one change': (count) =>
    `create table t (id int primary key);\nalter table t ${each(count, (n) => `add column c${n} int`, ', ')};`,
  'many indexes of one table': (count) =>
    `create table t (id int primary key, a int, b int);\n${each(count, (n) => `create index i${n} on t (a, b);\n`)}`,
  'an index of many columns': (count) =>
    `create table t (a int);\ncreate index i on t (${each(count, () => 'a', ', ')});`,
  'tables made and dropped': (count) => each(count, (n) => `create table t${n} (id int);\ndrop table t${n};\n`),
  'one table made and dropped': (count) => each(count, () => 'create table t (id int);\ndrop table t;\n'),
  'a table renamed again and again': (count) =>
    `create table t0 (id int);\n${each(count, (n) => `alter table t${n} rename to t${n + 1};\n`)}`,
  'a column renamed again and again': (count) =>
    `create table t (c0 int);\n${each(count, (n) => `alter table t rename column c${n} to c${n + 1};\n`)}`,
  'copies of copies': (count) =>
    `create table t0 (id int);\n${each(count, (n) => `create table t${n + 1} (like t${n});\n`)}`,
  'views of one table': (count) =>
    `create table t (id int);\n${each(count, (n) => `create view v${n} as select * from t;\n`)}`,
  'tables of one shape': (count) =>
    each(count, (n) => `create table log_${n} (id int primary key, at timestamp, who text, what text, why text);\n`),
  'one name, many types': (count) =>
    each(count, (n) => `create table t${n} (status ${['int', 'text', 'bigint'][n % 3]});\n`),
  'columns called alike': (count) =>
    each(count, (n) => `create table entity${n} (id int primary key, entity${n + 1}_id int, user_id int);\n`),
  'an enum of many values': (count) =>
    `create type e as enum (${each(count, (n) => `'v${n}'`, ', ')});\ncreate table t (e e);`,
  'values added one by one': (count) =>
    `create type e as enum ('a');\n${each(count, (n) => `alter type e add value 'v${n}';\n`)}`,
  'rows in one statement': (count) =>
    `create table t (id int, name text);\ninsert into t (id, name) values ${each(count, (n) => `(${n}, 'name ${n}')`, ', ')};`,
  'rows in many statements': (count) =>
    `create table t (id int, name text);\n${each(count, (n) => `insert into t values (${n}, 'name');\n`)}`,
  'a list in a check': (count) => `create table t (a int check (a in (${each(count, (n) => `${n}`, ', ')})));`,
  'a list of texts in a check': (count) =>
    `create table t (a text check (a in (${each(count, (n) => `'${n}'`, ', ')})));`,
  'a chain of OR': (count) => `create table t (a int check (${each(count, (n) => `a = ${n}`, ' or ')}));`,
  'a chain of AND': (count) => `create table t (a int check (${each(count, (n) => `a <> ${n}`, ' and ')}));`,
  'a chain of casts': (count) => `create table t (a int default 1${each(count, () => '::int')});`,
  'a chain of plus': (count) => `create table t (a int default 1${each(count, () => '+1')});`,
  'a chain of NOT': (count) => `create table t (a int check (${each(count, () => 'not ')} true));`,
  'a chain of minus': (count) => `create table t (a int default ${each(count, () => '- ')} 1);`,
  'a chain of names': (count) => `create table ${each(count, (n) => `a${n}`, '.')} (id int);`,
  'parentheses that close': (count) => `create table t (a int check (${'('.repeat(count)}1${')'.repeat(count)} > 0));`,
  'parentheses that do not': (count) => `create table t (a int check (${'('.repeat(count)}`,
  'parentheses that were not opened': (count) => `create table t (a int)${')'.repeat(count)};`,
  'parentheses alone': (count) => '('.repeat(count),
  'brackets alone': (count) => '['.repeat(count),
  'empty pairs': (count) => `create table t (a int default ${'()'.repeat(count)});`,
  'calls in calls': (count) => `create table t (a int default ${'f('.repeat(count)}1${')'.repeat(count)});`,
  'arrays in arrays': (count) => `create table t (a int default ${'array['.repeat(count)}1${']'.repeat(count)});`,
  'dimensions of an array': (count) => `create table t (a int${'[]'.repeat(count)});`,
  'CASE in CASE': (count) =>
    `create table t (a int check (${'case when '.repeat(count)}true${' then true end'.repeat(count)}));`,
  'subqueries in subqueries': (count) =>
    `create view v as ${'select * from ('.repeat(count)}select 1${') x'.repeat(count)};`,
  'BEGIN in BEGIN': (count) => `create procedure p() ${'begin '.repeat(count)}select 1; ${'end; '.repeat(count)}`,
  'BEGIN without END': (count) => `create trigger x ${'begin '.repeat(count)}`,
  'comments in comments': (count) => `${'/* '.repeat(count)}${'*/ '.repeat(count)}create table t (id int);`,
  'comments without end': (count) => '/* '.repeat(count),
  'comments of one line': (count) => `create table t (\n${'  -- a comment\n'.repeat(count)}id int);`,
  'silencing comments': (count) =>
    `create table t (\n${'-- db-architect-ignore no-primary-key\n'.repeat(count)}id int);`,
  'silencing comments of another tool': (count) =>
    `${'-- squawk-ignore prefer-big-int\n'.repeat(count)}create table t (id int);`,
  'a comment that goes on': (count) => `-- db-architect-ignore ${'a, '.repeat(count)}\ncreate table t (id int);`,
  quotes: (count) => `'`.repeat(count),
  'double quotes': (count) => `"`.repeat(count),
  'quotes that alternate': (count) => `'"`.repeat(count),
  backslashes: (count) => `'${'\\'.repeat(count)}`,
  'dollar quotes': (count) => '$$ '.repeat(count),
  'dollar quotes without end': (count) => each(count, (n) => `$a${n}$ `),
  dollars: (count) => '$'.repeat(count),
  semicolons: (count) => ';'.repeat(count),
  commas: (count) => `create table t (${','.repeat(count)});`,
  'white space': (count) => `create table${' '.repeat(count)}t (id int);${' '.repeat(count)}`,
  'lines that are empty': (count) => `create table t (${'\n'.repeat(count)}id int);`,
  'a long word': (count) => `create table ${'x'.repeat(count)} (id int);`,
  'a long text': (count) => `create table t (a text default '${'x'.repeat(count)}');`,
  'a long quoted name': (count) => `create table "${'x '.repeat(count)}" (id int);`,
  'a long number': (count) => `create table t (a int default ${'9'.repeat(count)});`,
  'words without sense': (count) => `create table t ${'word '.repeat(count)}`,
  'statements without sense': (count) => 'word ; '.repeat(count),
  'options without sense': (count) => `create table t (a int ${'word '.repeat(count)});`,
  CREATE: (count) => 'create '.repeat(count),
  'CREATE TABLE': (count) => 'create table t ('.repeat(count),
  'ALTER TABLE': (count) => 'alter table t '.repeat(count),
  DELIMITER: (count) => 'delimiter //\nselect 1//\ndelimiter ;\n'.repeat(count),
  GO: (count) => 'GO\n'.repeat(count),
  'marks of directions': (count) => '-- +goose Up\n-- +goose Down\n'.repeat(count),
  templates: (count) => `{{ x }} $\{y} <% z %> `.repeat(count),
  'templates without end': (count) => `{{ $\{ <% `.repeat(count),
  'hash signs': (count) => '#'.repeat(count),
  'astral characters': (count) => `create table t (${'😀 int, '.repeat(count)} id int);`,
  'NUL characters': (count) => '\0'.repeat(count),
  'slashes and stars': (count) => '/*/'.repeat(count),
  'minus signs': (count) => '-'.repeat(count),
  policies: (count) =>
    `create table t (id int);\n${each(count, (n) => `create policy p${n} on t using (id = ${n});\n`)}`,
  triggers: (count) =>
    `create table t (id int);\n${each(count, (n) => `create trigger g${n} after insert on t execute function f();\n`)}`,
  partitions: (count) =>
    `create table t (id int) partition by list (id);\n${each(count, (n) => `create table p${n} partition of t for values in (${n});\n`)}`,
  schemas: (count) => each(count, (n) => `create schema s${n};\ncreate table s${n}.t (id int);\n`),
  'search paths': (count) => each(count, (n) => `set search_path to s${n};\ncreate table t (id int);\n`),
  'DO blocks': (count) =>
    each(count, (n) => `do $$ begin if not exists (select 1) then create table t${n} (id int); end if; end $$;\n`),
  'comments on a column': (count) =>
    `create table t (id int);\n${each(count, (n) => `comment on column t.id is '${n}';\n`)}`,
  'a ring of foreign keys': (count) =>
    each(count, (n) => `create table t${n} (id int primary key, o int references t${(n + 1) % count} (id));\n`),
  'a chain that inherits': (count) =>
    `create table t0 (id int);\n${each(count, (n) => `create table t${n + 1} () inherits (t${n});\n`)}`,
  'tables that are all dropped': (count) => `${tables(count)}${each(count, (n) => `drop table t${n};\n`)}`,
  'tables that are all dropped with cascade': (count) =>
    `${tables(count)}${each(count, (n) => `drop table t${n} cascade;\n`)}`,
  'tables that are all renamed': (count) =>
    `${tables(count)}${each(count, (n) => `alter table t${n} rename to r${n};\n`)}`,
  'columns that are all renamed': (count) =>
    `${tables(count)}${each(count, (n) => `alter table t${n} rename column a to b;\n`)}`,
  'columns that are all dropped': (count) =>
    `${tables(count)}${each(count, (n) => `alter table t${n} drop column a cascade;\n`)}`,
  'keys that come later': (count) =>
    `${tables(count)}${each(count, (n) => `alter table only t${n} add constraint k${n} unique (a);\n`)}`,
  'indexes that are all dropped': (count) =>
    `${tables(count)}${each(count, (n) => `create index i${n} on t${n} (a);\ndrop index i${n};\n`)}`,
  'indexes that are all renamed': (count) =>
    `${tables(count)}${each(count, (n) => `create index i${n} on t${n} (a);\nalter index i${n} rename to j${n};\n`)}`,
  'indexes of no table that are dropped': (count) => `${tables(count)}${each(count, (n) => `drop index x${n};\n`)}`,
  'constraints that are all dropped': (count) =>
    `${tables(count)}${each(count, (n) => `alter table t${n} drop constraint t${n}_pkey cascade;\n`)}`,
  'triggers that are all dropped': (count) =>
    `${tables(count)}${each(count, (n) => `create trigger g${n} after insert on t${n} execute function f();\ndrop trigger g${n} on t${n};\n`)}`,
  'partitions that are all changed': (count) =>
    `create table t (id int, a int) partition by list (id);\n${each(count, (n) => `create table p${n} partition of t for values in (${n});\nalter table only p${n} add constraint k${n} unique (a);\n`)}`,
  'partitions whose parent is changed': (count) =>
    `create table t (id int, a int) partition by list (id);\n${each(count, (n) => `create table p${n} partition of t for values in (${n});\n`)}${each(20, (n) => `alter table t add column c${n} int;\n`)}`,
  'partitions that are attached': (count) =>
    `create table t (id int, a int) partition by list (id);\n${tables(count)}${each(count, (n) => `alter table t attach partition t${n} for values in (${n});\n`)}`,
  'partitions of partitions': (count) =>
    `create table p0 (id int) partition by list (id);\n${each(count, (n) => `create table p${n + 1} partition of p${n} for values in (${n}) partition by list (id);\n`)}`,
  'children of two parents each': (count) =>
    `create table a0 (id int);\ncreate table b0 (id int);\n${each(count, (n) => `create table a${n + 1} () inherits (a${n}, b${n});\ncreate table b${n + 1} () inherits (a${n}, b${n});\n`)}alter table a0 add column x int;\n`,
  'parents of themselves': (count) =>
    `${tables(count)}${each(count, (n) => `alter table t${n} inherit t${(n + 1) % count};\n`)}alter table t0 add column x int;\n`,
  'columns of types that nobody made': (count) => each(count, (n) => `create table t${n} (a type${n}, b type_x);\n`),
  domains: (count) => each(count, (n) => `create domain d${n} as text;\ncreate table t${n} (a d${n});\n`),
  enums: (count) => each(count, (n) => `create type e${n} as enum ('a');\ncreate table t${n} (a s.e${n}, b e${n}x);\n`),
  'names that differ by case': (count) =>
    each(count, (n) => `create table "T${n}" ("Id" int);\ncreate table t${n} (id int);\n`),
  'tables of many words': (count) => `create table ${'word_'.repeat(count)} (${'word_'.repeat(count)}id int);`,
  'a default that is long': (count) =>
    `create table t (a jsonb default '[${each(count, (n) => `{"a": ${n}}`, ', ')}]');`,
  'a view that is long': (count) => `create view v as select ${each(count, (n) => `a as a${n}`, ', ')} from t;`,
  'a union that is long': (count) => `create view v as ${each(count, (n) => `select ${n} as a`, ' union all ')};`,
  WITH: (count) => `create view v as with ${each(count, (n) => `c${n} as (select 1)`, ', ')} select 1;`,
  joins: (count) => `create view v as select * from t ${each(count, (n) => `join t${n} on true`, ' ')};`,
};

function tables(count: number): string {
  return each(count, (n) => `create table t${n} (id int primary key, a int);\n`);
}

/** PostgreSQL itself as the judge of our model: the same statements executed, its catalog against our schema. */
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { SqlDocument } from '../../server/src/analysis/sql-document.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import { displayName, keyOf } from '../../server/src/model/names.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { Column, ForeignKey, IndexPart, Table } from '../../server/src/model/table.ts';
import {
  compareFacts,
  type Difference,
  describeExpression,
  describeType,
  type Facts,
  readPrinted,
  readType,
} from './catalog-table.ts';
import { firstWord } from './first-word.ts';

export interface Verdict {
  readonly tables: number;
  /** Tables that a DO block made by running code: no reader of text can know them. */
  readonly madeByCode: number;
  readonly executed: number;
  /** Statements that PostgreSQL did not take, with its words; they are left out of our model too. */
  readonly refused: readonly { readonly statement: string; readonly error: string }[];
  /** Tables that differ where our model itself says that it did not understand something, with its reason. */
  readonly gaps: readonly (Difference & { readonly reason: string })[];
  readonly differences: readonly Difference[];
}

const extensions = { btree_gin, btree_gist, citext, fuzzystrmatch, hstore, ltree, pg_trgm, pgcrypto, uuid_ossp };

/** Statements that bring rows: they shape no schema, and executing them would only take time. */
const dataWords = new Set(['insert', 'copy', 'update', 'delete', 'vacuum', 'analyze', 'truncate']);

/** Executes files in order in a fresh database and compares every table. */
export async function judge(files: readonly { readonly file: string; readonly text: string }[]): Promise<Verdict> {
  const postgres = await PGlite.create({ extensions });
  try {
    for (const role of [
      'postgres',
      'supabase_auth_admin',
      'supabase_storage_admin',
      'anon',
      'authenticated',
      'service_role',
    ]) {
      await postgres.exec(`do $$ begin create role ${role}; exception when others then null; end $$`);
    }
    // Schemas that platforms such as Supabase bring along.
    for (const schema of ['auth', 'storage', 'extensions']) await postgres.exec(`create schema ${schema}`);
    const changes: SchemaChange[] = [];
    const refused: { statement: string; error: string }[] = [];
    const byCode = new Set<string>();
    let executed = 0;
    for (const { file, text } of files) {
      const document = new SqlDocument(file, text, 'postgresql');
      for (const unit of document.units) {
        if (unit.end === unit.start) continue;
        // Seed rows are no part of the catalog.
        const statement = document.sourceOf(unit);
        const word = firstWord(statement);
        if (dataWords.has(word)) continue;
        try {
          const before = word === 'do' ? await tableNames(postgres) : undefined;
          await postgres.exec(statement);
          executed++;
          changes.push(...unit.lowered.changes);
          if (before !== undefined) {
            for (const name of await tableNames(postgres)) if (!before.has(name)) byCode.add(name);
          }
        } catch (error) {
          refused.push({ statement: statement.slice(0, 200), error: String(error) });
          await postgres.exec('rollback');
        }
      }
    }
    const schema = foldChanges(changes, 'postgresql');
    const catalog = await readCatalog(postgres);
    const differences: Difference[] = [];
    const gaps: (Difference & { reason: string })[] = [];
    for (const [name, facts] of catalog) {
      if (byCode.has(name)) continue;
      const table = findTable(schema, name);
      const difference = compareFacts(name, facts, table === undefined ? ['no such table'] : tableFacts(table, schema));
      if (difference === undefined) continue;
      const gap = table?.gaps[0];
      if (gap === undefined) differences.push(difference);
      else gaps.push({ ...difference, reason: gap.reason });
    }
    for (const table of schema.tables.values()) {
      if (table.persistence === 'temporary' || table.kind === 'foreign') continue;
      const name = displayName(table);
      if (!catalog.has(name)) differences.push({ table: name, onlyInDatabase: ['no such table'], onlyInModel: [] });
    }
    return { tables: catalog.size - byCode.size, madeByCode: byCode.size, executed, refused, gaps, differences };
  } finally {
    await postgres.close();
  }
}

function findTable(schema: Schema, name: string): Table | undefined {
  return [...schema.tables.values()].find((table) => displayName(table) === name);
}

export function tableFacts(table: Table, schema: Schema): Facts {
  const facts: string[] = [];
  for (const column of table.columns) {
    facts.push(
      `column ${column.name} ${describeType(column.type)}${column.nullable ? '' : ' not null'}${
        hasDefault(column) ? ' default' : ''
      }${column.identity !== undefined ? ` identity ${column.identity}` : ''}${column.generated !== undefined ? ' generated' : ''}`,
    );
  }
  if (table.primaryKey !== undefined) facts.push(`primary key (${table.primaryKey.columns.join(', ')})`);
  for (const key of table.uniques)
    facts.push(
      `unique (${key.columns.join(', ')})${key.nullsNotDistinct ? ' nulls not distinct' : ''}${include(key.include)}`,
    );
  for (const fk of table.foreignKeys) {
    facts.push(
      `foreign key (${fk.columns.join(', ')}) references ${displayName(fk.references.table)}${` (${targetColumns(fk, schema).join(', ')})`} on delete ${fk.onDelete} on update ${fk.onUpdate}${fk.validated ? '' : ' not valid'}`,
    );
  }
  for (const index of table.indexes) {
    facts.push(
      `${index.unique ? 'unique ' : ''}index using ${index.method} (${index.parts.map(describePart).join(', ')})${include(index.include)}${
        index.nullsNotDistinct ? ' nulls not distinct' : ''
      }${index.where !== undefined ? ` where ${describeExpression(index.where)}` : ''}`,
    );
  }
  return facts;
}

/** DEFAULT NULL is no default. */
function hasDefault(column: Column): boolean {
  let value = column.default?.expression;
  if (value?.kind === 'cast') value = value.operand;
  return column.type.serial === true || (value !== undefined && !(value.kind === 'literal' && value.type === 'null'));
}

/** Left out, they are the target's primary key. */
function targetColumns(fk: ForeignKey, schema: Schema): readonly string[] {
  if (fk.references.columns.length > 0) return fk.references.columns;
  return schema.tables.get(keyOf('postgresql', fk.references.table))?.primaryKey?.columns ?? [];
}

function include(columns: readonly string[]): string {
  return columns.length > 0 ? ` include (${columns.join(', ')})` : '';
}

function describePart(part: IndexPart): string {
  const what = part.column ?? describeExpression(part.expression!);
  const direction = part.order === 'desc' ? ' desc' : '';
  const standard = part.order === 'desc' ? 'first' : 'last';
  return `${what}${direction}${part.nulls === standard ? '' : ` nulls ${part.nulls}`}`;
}

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  not_null: boolean;
  has_default: boolean;
  identity: string;
  generated: string;
}

interface ConstraintRow {
  table: string;
  kind: string;
  columns: string[];
  target: string | null;
  target_columns: string[] | null;
  target_is_key: boolean;
  on_delete: string;
  on_update: string;
  valid: boolean;
  nulls_not_distinct: boolean;
  included: string[] | null;
}

interface IndexRow {
  table: string;
  unique: boolean;
  method: string;
  parts: string[];
  is_column: boolean[];
  options: number[];
  ordered: boolean;
  included: string[] | null;
  predicate: string | null;
  nulls_not_distinct: boolean;
}

const actions: Readonly<Record<string, string>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

const tableName = `case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end`;
const userTables = `c.relkind in ('r', 'p') and c.relpersistence <> 't' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;

async function tableNames(postgres: PGlite): Promise<Set<string>> {
  const tables = await postgres.query<{ table: string }>(
    `select ${tableName} as table from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${userTables}`,
  );
  return new Set(tables.rows.map((row) => row.table));
}

async function readCatalog(postgres: PGlite): Promise<Map<string, string[]>> {
  const catalog = new Map<string, string[]>();
  for (const table of await tableNames(postgres)) catalog.set(table, []);
  const columns = await postgres.query<ColumnRow>(`
    select ${tableName} as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as not_null, coalesce(pg_get_expr(ad.adbin, ad.adrelid) !~* '^null(::|$)', false) and a.attgenerated = '' as has_default, a.attidentity as identity, a.attgenerated as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
    where ${userTables} and a.attnum > 0 and not a.attisdropped`);
  for (const column of columns.rows) {
    const identity =
      column.identity === 'a' ? ' identity always' : column.identity === 'd' ? ' identity by default' : '';
    catalog
      .get(column.table)
      ?.push(
        `column ${column.name} ${describeType(readType(column.type, 'postgresql'))}${column.not_null ? ' not null' : ''}${column.has_default ? ' default' : ''}${identity}${column.generated !== '' ? ' generated' : ''}`,
      );
  }
  const constraints = await postgres.query<ConstraintRow>(`
    select ${tableName} as table, k.contype as kind,
      array(select a.attname::text from unnest(k.conkey) with ordinality u(num, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by place) as columns,
      (select case when fn.nspname = 'public' then f.relname else fn.nspname || '.' || f.relname end from pg_class f join pg_namespace fn on fn.oid = f.relnamespace where f.oid = k.confrelid) as target,
      array(select a.attname::text from unnest(k.confkey) with ordinality u(num, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by place) as target_columns,
      exists (select 1 from pg_constraint pk where pk.conrelid = k.confrelid and pk.contype = 'p' and pk.conkey = k.confkey) as target_is_key,
      k.confdeltype as on_delete, k.confupdtype as on_update, k.convalidated as valid,
      coalesce(i.indnullsnotdistinct, false) as nulls_not_distinct,
      array(select a.attname::text from unnest(i.indkey) with ordinality u(num, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num where place > i.indnkeyatts order by place) as included
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u')
    where ${userTables} and k.contype in ('p', 'u', 'f') and not (k.contype = 'f' and k.conparentid <> 0 and exists (select 1 from pg_constraint up where up.oid = k.conparentid and up.conrelid = k.conrelid))`);
  for (const row of constraints.rows) {
    const list = row.columns.join(', ');
    const facts = catalog.get(row.table);
    if (row.kind === 'p') facts?.push(`primary key (${list})`);
    else if (row.kind === 'u') {
      facts?.push(
        `unique (${list})${row.nulls_not_distinct ? ' nulls not distinct' : ''}${include(row.included ?? [])}`,
      );
    } else {
      facts?.push(
        `foreign key (${list}) references ${row.target} (${(row.target_columns ?? []).join(', ')}) on delete ${actions[row.on_delete]} on update ${actions[row.on_update]}${row.valid ? '' : ' not valid'}`,
      );
    }
  }
  const indexes = await postgres.query<IndexRow>(`
    select ${tableName} as table, i.indisunique as unique, am.amname as method,
      array(select pg_get_indexdef(i.indexrelid, k, true) from generate_series(1, i.indnkeyatts) k) as parts,
      array(select i.indkey[k - 1] <> 0 from generate_series(1, i.indnkeyatts) k) as is_column,
      i.indoption::int2[]::int4[] as options, am.amname in ('btree') as ordered,
      array(select a.attname::text from unnest(i.indkey) with ordinality u(num, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.num where place > i.indnkeyatts order by place) as included,
      pg_get_expr(i.indpred, i.indrelid, true) as predicate, i.indnullsnotdistinct as nulls_not_distinct
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class x on x.oid = i.indexrelid join pg_am am on am.oid = x.relam
    where ${userTables} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x') and k.conrelid = i.indrelid)`);
  for (const row of indexes.rows) {
    const parts = row.parts.map((part, index) => {
      const option = row.options[index] ?? 0;
      const descending = row.ordered && (option & 1) === 1;
      const first = row.ordered ? (option & 2) === 2 : false;
      const bare = part.replace(/ (?:COLLATE .*|DESC.*|ASC.*|NULLS (?:FIRST|LAST))$/, '');
      const what =
        row.is_column[index] === true
          ? bare.replace(/^"(.*)"$/, '$1').split(' ')[0]!
          : readPrinted(bare.split(/ (?:\w+_ops)\b/)[0]!, 'postgresql');
      const standard = descending ? 'first' : 'last';
      const nulls = first ? 'first' : 'last';
      return `${what}${descending ? ' desc' : ''}${nulls === standard ? '' : ` nulls ${nulls}`}`;
    });
    catalog
      .get(row.table)
      ?.push(
        `${row.unique ? 'unique ' : ''}index using ${row.method} (${parts.join(', ')})${include(row.included ?? [])}${row.nulls_not_distinct ? ' nulls not distinct' : ''}${row.predicate !== null ? ` where ${readPrinted(row.predicate, 'postgresql')}` : ''}`,
      );
  }
  return catalog;
}

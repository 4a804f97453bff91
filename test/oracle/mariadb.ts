/** MariaDB as the judge of our MySQL model: the same statements executed, its information_schema against our schema. */
import { spawnSync } from 'node:child_process';
import { SqlDocument } from '../../server/src/analysis/sql-document.ts';
import type { DataType } from '../../server/src/model/data-type.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { Column, ForeignKey, Index, Table } from '../../server/src/model/table.ts';
import { compareFacts, type Difference, type Facts, readType } from './catalog-table.ts';
import { firstWord } from './first-word.ts';
import type { Verdict } from './judge-corpus.ts';

/** The socket of a server that may be emptied; it belongs to nobody else. */
const mariadbSocket = socketFromEnvironment();

function socketFromEnvironment(): string {
  const socket = process.env.DB_ARCHITECT_MARIADB_SOCKET;
  if (socket !== undefined) return socket;
  throw new Error('DB_ARCHITECT_MARIADB_SOCKET names no server: start a MariaDB of your own and say its socket');
}

/** Statements that bring rows: they shape no schema, and executing them would only take time. */
const dataWords = new Set([
  'insert',
  'replace',
  'update',
  'delete',
  'load',
  'analyze',
  'optimize',
  'truncate',
  'lock',
  'unlock',
  'call',
]);

const ownTables = "table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')";

/** Executes files in order in an emptied server and compares every table. */
export function judge(files: readonly { readonly file: string; readonly text: string }[]): Verdict {
  for (const { name } of query<{ name: string }>(
    "select schema_name as name from information_schema.schemata where schema_name not in ('information_schema', 'mysql', 'performance_schema', 'sys')",
  )) {
    run([`drop database \`${name}\``]);
  }
  const units = files.flatMap(({ file, text }) => {
    const document = new SqlDocument(file, text, 'mysql');
    return document.units
      .filter((unit) => unit.end > unit.start && !dataWords.has(firstWord(document.sourceOf(unit))))
      .map((unit) => ({ changes: unit.lowered.changes, statement: withoutMarkers(document.sourceOf(unit)) }));
  });
  const errors = run(['create database main', 'use main', ...units.map(({ statement }) => statement)]);
  const changes: SchemaChange[] = [];
  const refused: { statement: string; error: string }[] = [];
  for (const [place, { changes: own, statement }] of units.entries()) {
    const error = errors.get(place + 2);
    if (error === undefined) changes.push(...own);
    else refused.push({ statement: statement.slice(0, 200), error });
  }
  const schema = foldChanges(changes, 'mysql');
  const catalog = readCatalog();
  const differences: Difference[] = [];
  const gaps: { table: string; reason: string }[] = [];
  const tables = [...schema.tables.values()].filter((table) => table.persistence !== 'temporary');
  for (const [name, facts] of catalog) {
    const table = tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (table !== undefined && table.gaps.length > 0) {
      gaps.push({ table: name, reason: table.gaps[0]!.reason });
      continue;
    }
    const ours = table === undefined ? ['no such table'] : tableFacts(table);
    // Behind a foreign key without an index MariaDB puts one of its own.
    const implied = table?.foreignKeys.map((fk) => `(${fk.columns.join(', ')})`) ?? [];
    const theirs = facts.filter(
      (fact) =>
        ours.includes(fact) || !(/^index btree /.test(fact) && implied.some((columns) => fact.endsWith(` ${columns}`))),
    );
    const difference = compareFacts(name, theirs, ours);
    if (difference !== undefined) differences.push(difference);
  }
  for (const table of tables) {
    const known = [...catalog.keys()].some((name) => name.toLowerCase() === table.name.toLowerCase());
    if (!known) differences.push({ table: table.name, onlyInDatabase: ['no such table'], onlyInModel: [] });
  }
  const views = query<{ name: string }>(
    `select table_name as name from information_schema.views where ${ownTables}`,
  ).map(({ name }) => name);
  const difference = compareFacts(
    '(views)',
    views,
    [...schema.views.values()].map((view) => view.name),
  );
  if (difference !== undefined) differences.push(difference);
  return { tables: catalog.size, refused, gaps, differences };
}

/** A statement taken out of `/*!40101 … *\/` brings its end along. */
function withoutMarkers(statement: string): string {
  return statement.includes('*/') ? statement.replace(/\/\*!\d*|\*\//g, ' ') : statement;
}

/** Runs statements in one session, going on after errors; answers the errors by the statement's place. */
function run(statements: readonly string[]): Map<number, string> {
  const mark = '$$end$$';
  let line = 2;
  const places: number[] = [];
  let script = `delimiter ${mark}\nset foreign_key_checks = 0${mark}\n`;
  for (const [place, statement] of statements.entries()) {
    const text = `${statement}\n${mark}\n`;
    const lines = text.split('\n').length - 1;
    for (let at = 0; at < lines; at++) places[line + at + 1] = place;
    line += lines;
    script += text;
  }
  const { stderr } = client(['--force'], script);
  const errors = new Map<number, string>();
  for (const match of stderr.matchAll(/^ERROR \d+ \(\w+\) at line (\d+): (.*)$/gm)) {
    const place = places[Number(match[1])];
    if (place !== undefined) errors.set(place, match[2]!);
  }
  return errors;
}

function query<Row>(text: string): Row[] {
  const { stdout } = client(['--batch', '--raw'], text);
  const [head, ...lines] = stdout.split('\n').filter((line) => line !== '');
  const names = head?.split('\t') ?? [];
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(names.map((name, at) => [name, values[at]])) as Row;
  });
}

function client(options: readonly string[], input: string): { stdout: string; stderr: string } {
  const { stdout, stderr, error } = spawnSync('mariadb', ['--no-defaults', '--socket', mariadbSocket, ...options], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { stdout, stderr };
}

/** Our model in the catalog's terms. */
export function tableFacts(table: Table): Facts {
  const facts = [`engine ${table.options.engine ?? 'innodb'}`, `comment ${table.comment ?? ''}`];
  for (const column of table.columns) {
    facts.push(
      describeColumn(column.name, column.type, {
        nullable: column.nullable,
        hasDefault: hasDefault(column),
        autoIncrement: column.autoIncrement,
        generated: column.generated === undefined ? '' : column.generated.stored ? 'stored' : 'virtual',
        comment: column.comment ?? '',
      }),
    );
  }
  if (table.primaryKey !== undefined) facts.push(`primary key (${keyParts(table.primaryKey)})`);
  for (const key of table.uniques)
    facts.push(`unique ${(key.name ?? key.columns[0]!).toLowerCase()} (${keyParts(key)})`);
  for (const index of table.indexes) facts.push(describeIndex(index));
  for (const fk of table.foreignKeys) facts.push(describeForeignKey(fk));
  for (const check of table.checks) if (check.name !== undefined) facts.push(`check ${check.name}`);
  for (const trigger of table.triggers) facts.push(`trigger ${trigger}`);
  return facts;
}

function keyParts(key: {
  readonly columns: readonly string[];
  readonly lengths?: Readonly<Record<string, number>>;
}): string {
  return key.columns
    .map((column) => `${column}${key.lengths?.[column] !== undefined ? `(${key.lengths[column]})` : ''}`)
    .join(', ');
}

function describeIndex(index: Index): string {
  const parts = index.parts.map(
    (part) =>
      `${part.column}${part.length !== undefined ? `(${part.length})` : ''}${part.order === 'desc' ? ' desc' : ''}`,
  );
  const kind = index.unique ? 'unique' : `index ${index.method === 'hash' ? 'btree' : index.method}`;
  return `${kind} ${(index.name ?? index.parts[0]?.column ?? '').toLowerCase()} (${parts.join(', ')})`;
}

function describeForeignKey(fk: ForeignKey): string {
  return `foreign key (${fk.columns.join(', ')}) references ${fk.references.table.name.toLowerCase()} (${fk.references.columns.join(', ')}) on delete ${action(fk.onDelete)} on update ${action(fk.onUpdate)}`;
}

/** RESTRICT is what NO ACTION means here. */
function action(written: string): string {
  return written === 'no action' ? 'restrict' : written;
}

interface ColumnTraits {
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  readonly autoIncrement: boolean;
  readonly generated: string;
  readonly comment: string;
}

function describeColumn(name: string, type: DataType | undefined, traits: ColumnTraits): string {
  const words = [
    `column ${name} ${describeType(type)}`,
    !traits.nullable && 'not null',
    traits.hasDefault && 'default',
    traits.autoIncrement && 'auto_increment',
    traits.generated,
    traits.comment !== '' && `comment ${traits.comment}`,
  ];
  return words.filter((word) => word !== false && word !== '').join(' ');
}

function describeType(type: DataType | undefined): string {
  if (type === undefined) return '?';
  let { name, args } = type;
  if (name === 'boolean') name = 'tinyint';
  // MariaDB's JSON is a text.
  if (name === 'json') name = 'longtext';
  if (name === 'point' || name === 'geometry') args = [];
  // Display widths are MariaDB's own affair.
  if (['tinyint', 'smallint', 'mediumint', 'integer', 'bigint', 'year'].includes(name)) args = [];
  if (name === 'decimal' && args.length === 0) args = ['10', '0'];
  if (name === 'decimal' && args.length === 1) args = [args[0]!, '0'];
  if ((name === 'char' || name === 'bit' || name === 'binary') && args.length === 0) args = ['1'];
  // FLOAT(p) chooses a width, TEXT(n) a size.
  if (name === 'float' && args.length === 1) return Number(args[0]) > 24 ? 'double' : 'float';
  if ((name === 'text' || name === 'blob') && args.length === 1) {
    const size = Number(args[0]);
    const prefix = size < 64 ? 'tiny' : size <= 16_383 ? '' : size < 4_194_304 ? 'medium' : 'long';
    return `${name === 'blob' && size < 256 ? 'tiny' : prefix}${name}`;
  }
  const shown = type.values ?? args;
  return `${name}${shown.length > 0 ? `(${shown.join(',')})` : ''}${type.unsigned === true ? ' unsigned' : ''}${type.zerofill === true ? ' zerofill' : ''}`;
}

function hasDefault(column: Column): boolean {
  const value = column.default?.expression;
  return value !== undefined && !(value.kind === 'literal' && value.type === 'null');
}

function readCatalog(): Map<string, string[]> {
  const catalog = new Map<string, string[]>();
  for (const table of query<{ name: string; engine: string; comment: string }>(
    `select table_name as name, engine, table_comment as comment from information_schema.tables where ${ownTables} and table_type <> 'VIEW'`,
  )) {
    catalog.set(table.name, [`engine ${table.engine.toLowerCase()}`, `comment ${table.comment ?? ''}`]);
  }
  for (const column of query<Record<'tab' | 'name' | 'type' | 'nullable' | 'value' | 'extra' | 'comment', string>>(
    `select table_name as tab, column_name as name, replace(column_type, '\\t', ' ') as type, is_nullable as nullable,
      replace(replace(coalesce(column_default, 'NULL'), '\\n', ' '), '\\t', ' ') as value, extra, replace(column_comment, '\\n', ' ') as comment
    from information_schema.columns where ${ownTables} order by table_name, ordinal_position`,
  )) {
    catalog.get(column.tab)?.push(
      describeColumn(column.name, readType(column.type, 'mysql'), {
        nullable: column.nullable === 'YES',
        hasDefault: column.value !== 'NULL',
        autoIncrement: column.extra.includes('auto_increment'),
        generated: column.extra.includes('STORED') ? 'stored' : column.extra.includes('VIRTUAL') ? 'virtual' : '',
        comment: column.comment ?? '',
      }),
    );
  }
  for (const index of query<Record<'tab' | 'name' | 'repeats' | 'kind' | 'parts' | 'columns', string>>(
    `select table_name as tab, index_name as name, min(non_unique) as repeats, lower(min(index_type)) as kind,
      group_concat(concat(column_name, if(sub_part is null or index_type = 'SPATIAL', '', concat('(', sub_part, ')')), if(collation = 'D', ' desc', '')) order by seq_in_index separator ', ') as parts
    from information_schema.statistics where ${ownTables} group by table_schema, table_name, index_name`,
  )) {
    const facts = catalog.get(index.tab);
    if (index.name === 'PRIMARY') facts?.push(`primary key (${index.parts})`);
    else {
      const kind = index.repeats === '0' ? 'unique' : `index ${index.kind === 'hash' ? 'btree' : index.kind}`;
      facts?.push(`${kind} ${index.name.toLowerCase()} (${index.parts})`);
    }
  }
  for (const fk of query<Record<'tab' | 'columns' | 'target' | 'targets' | 'onDelete' | 'onUpdate', string>>(
    `select k.table_name as tab, group_concat(k.column_name order by k.ordinal_position separator ', ') as columns,
      min(k.referenced_table_name) as target, group_concat(k.referenced_column_name order by k.ordinal_position separator ', ') as targets,
      lower(min(r.delete_rule)) as onDelete, lower(min(r.update_rule)) as onUpdate
    from information_schema.key_column_usage k
    join information_schema.referential_constraints r
      on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
    where k.${ownTables} group by k.constraint_schema, k.table_name, k.constraint_name`,
  )) {
    catalog
      .get(fk.tab)
      ?.push(
        `foreign key (${fk.columns}) references ${fk.target.toLowerCase()} (${fk.targets}) on delete ${action(fk.onDelete)} on update ${action(fk.onUpdate)}`,
      );
  }
  for (const check of query<Record<'tab' | 'name', string>>(
    `select table_name as tab, constraint_name as name from information_schema.table_constraints where ${ownTables} and constraint_type = 'CHECK'`,
  )) {
    // The checks of columns and those without a name carry names of MariaDB's own.
    const facts = catalog.get(check.tab);
    // JSON columns and periods bring checks of their own.
    const ofColumn =
      check.name === 'booked' || facts?.some((fact) => fact.startsWith(`column ${check.name} `)) === true;
    if (!ofColumn && !/^CONSTRAINT_\d+$/.test(check.name)) facts?.push(`check ${check.name}`);
  }
  for (const trigger of query<Record<'tab' | 'name', string>>(
    `select event_object_table as tab, trigger_name as name from information_schema.triggers where ${ownTables.replace('table', 'trigger')}`,
  )) {
    catalog.get(trigger.tab)?.push(`trigger ${trigger.name}`);
  }
  return catalog;
}

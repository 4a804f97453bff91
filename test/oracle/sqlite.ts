/** SQLite itself as the judge of our model: the same statements executed, its catalog against our schema. */
import { DatabaseSync } from 'node:sqlite';
import { SqlDocument } from '../../server/src/analysis/sql-document.ts';
import type { WrittenExpression } from '../../server/src/model/expression.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { ForeignKey, Index, IndexPart, Table } from '../../server/src/model/table.ts';
import { compareFacts, type Difference, describeExpression, type Facts, readPrinted } from './catalog-table.ts';
import { firstWord } from './first-word.ts';
import type { Verdict } from './judge-corpus.ts';

/** Statements that bring rows: they shape no schema, and executing them would only take time. */
const dataWords = new Set(['insert', 'replace', 'update', 'delete', 'vacuum', 'analyze']);

/** Executes files in order in a fresh database and compares every table. */
export function judge(files: readonly { readonly file: string; readonly text: string }[]): Verdict {
  const sqlite = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  try {
    const changes: SchemaChange[] = [];
    const refused: { statement: string; error: string }[] = [];
    for (const { file, text } of files) {
      const document = new SqlDocument(file, text, 'sqlite');
      for (const unit of document.units) {
        if (unit.end === unit.start || dataWords.has(firstWord(document.sourceOf(unit)))) continue;
        const statement = document.sourceOf(unit);
        try {
          sqlite.exec(statement);
          changes.push(...unit.lowered.changes);
        } catch (error) {
          refused.push({ statement: statement.slice(0, 200), error: String(error) });
        }
      }
    }
    const schema = foldChanges(changes, 'sqlite');
    const catalog = readCatalog(sqlite);
    const differences: Difference[] = [];
    const gaps: { table: string; reason: string }[] = [];
    for (const [name, facts] of catalog) {
      const table = schema.tables.get(name.toLowerCase());
      if (table !== undefined && table.gaps.length > 0) {
        gaps.push({ table: name, reason: table.gaps[0]!.reason });
        continue;
      }
      const difference = compareFacts(name, facts, table === undefined ? ['no such table'] : tableFacts(table));
      if (difference !== undefined) differences.push(difference);
    }
    for (const table of schema.tables.values()) {
      if (table.persistence === 'temporary' || catalog.has(table.name)) continue;
      differences.push({ table: table.name, onlyInDatabase: ['no such table'], onlyInModel: [] });
    }
    const views = compareFacts(
      '(views)',
      objects(sqlite, 'view'),
      [...schema.views.values()].map((view) => view.name),
    );
    if (views !== undefined) differences.push(views);
    return { tables: catalog.size, refused, gaps, differences };
  } finally {
    sqlite.close();
  }
}

/** Our model in the catalog's terms. */
export function tableFacts(table: Table): Facts {
  if (table.kind === 'virtual') return ['virtual'];
  const facts: string[] = [];
  if (table.options.strict === true) facts.push('strict');
  if (table.options.withoutRowid === true) facts.push('without rowid');
  for (const column of table.columns) {
    facts.push(
      `column ${column.name} ${bare(column.type.text)}${column.nullable ? '' : ' not null'}${
        column.default !== undefined ? ` default ${bare(column.default.text)}` : ''
      }${column.autoIncrement ? ' row id' : ''}${
        column.generated !== undefined ? ` generated ${column.generated.stored ? 'stored' : 'virtual'}` : ''
      }`,
    );
  }
  if (table.primaryKey !== undefined) facts.push(`primary key (${table.primaryKey.columns.join(', ')})`);
  for (const key of table.uniques) {
    facts.push(`unique (${key.columns.join(', ')})`);
  }
  for (const fk of table.foreignKeys) facts.push(describeForeignKey(fk));
  for (const index of table.indexes) {
    facts.push(describeIndex(index, (part) => part.collation ?? collationOf(table, part.column ?? '')));
  }
  for (const trigger of table.triggers) facts.push(`trigger ${trigger}`);
  return facts;
}

function collationOf(table: Table, name: string): string {
  return table.columns.find((column) => column.name === name)?.collation?.toLowerCase() ?? 'binary';
}

function describeForeignKey(fk: ForeignKey): string {
  const { table, columns } = fk.references;
  return `foreign key (${fk.columns.join(', ')}) references ${table.name} (${columns.join(', ')}) on delete ${fk.onDelete} on update ${fk.onUpdate}`;
}

function describeIndex(index: Index, collation: (part: IndexPart) => string): string {
  const parts = index.parts.map((part) => {
    const what = part.column ?? `(${expressionText(part.expression)})`;
    return `${what}${part.order === 'desc' ? ' desc' : ''} ${collation(part).toLowerCase()}`;
  });
  return `${index.unique ? 'unique ' : ''}index ${index.name} (${parts.join(', ')})${index.where !== undefined ? ` where ${expressionText(index.where)}` : ''}`;
}

/** Text without what never matters: case, white space, parentheses around the whole. */
function bare(text: string): string {
  let folded = text
    .toLowerCase()
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '')
    .replace(/[\s"`[\]]+/g, '');
  while (folded.startsWith('(') && closes(folded) === folded.length - 1) folded = folded.slice(1, -1);
  return folded;
}

function closes(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

function expressionText(written: WrittenExpression | undefined): string {
  return written === undefined ? '' : describeExpression(written);
}

interface TableRow {
  name: string;
  type: string;
  wr: number;
  strict: number;
}

interface ColumnRow {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
  hidden: number;
}

interface IndexRow {
  name: string;
  unique: number;
  origin: 'c' | 'u' | 'pk';
  partial: number;
}

interface IndexPartRow {
  cid: number;
  name: string | null;
  desc: number;
  coll: string;
  key: number;
}

interface ForeignKeyRow {
  id: number;
  seq: number;
  table: string;
  from: string;
  to: string | null;
  on_update: string;
  on_delete: string;
}

function objects(sqlite: DatabaseSync, type: string): string[] {
  const query =
    'select name from sqlite_schema where type = ?1 union select name from sqlite_temp_schema where type = ?1';
  return rows<{ name: string }>(sqlite, query, type).map(({ name }) => name);
}

function rows<Row>(sqlite: DatabaseSync, query: string, ...parameters: readonly string[]): Row[] {
  return sqlite.prepare(query).all(...parameters) as unknown as Row[];
}

function readCatalog(sqlite: DatabaseSync): Map<string, Facts> {
  const catalog = new Map<string, Facts>();
  const tables = rows<TableRow>(
    sqlite,
    "select name, type, wr, strict from pragma_table_list where schema = 'main' and name not like 'sqlite\\_%' escape '\\'",
  );
  for (const table of tables) {
    if (table.type === 'virtual') catalog.set(table.name, ['virtual']);
    else if (table.type === 'table') catalog.set(table.name, catalogFacts(sqlite, table));
  }
  return catalog;
}

function catalogFacts(sqlite: DatabaseSync, table: TableRow): Facts {
  const facts: string[] = [];
  if (table.strict === 1) facts.push('strict');
  if (table.wr === 1) facts.push('without rowid');
  const columns = rows<ColumnRow>(sqlite, 'select * from pragma_table_xinfo(?)', table.name);
  const indexes = rows<IndexRow>(sqlite, 'select * from pragma_index_list(?)', table.name);
  const primary = columns.filter((column) => column.pk > 0).sort((one, other) => one.pk - other.pk);
  // A primary key without an index of its own is the row id.
  const isRowId = primary.length === 1 && table.wr === 0 && !indexes.some((index) => index.origin === 'pk');
  for (const column of columns) {
    facts.push(
      `column ${column.name} ${bare(column.type)}${column.notnull === 1 || column.pk > 0 ? ' not null' : ''}${
        column.dflt_value !== null ? ` default ${bare(column.dflt_value)}` : ''
      }${isRowId && column.pk > 0 ? ' row id' : ''}${
        column.hidden === 2 ? ' generated virtual' : column.hidden === 3 ? ' generated stored' : ''
      }`,
    );
  }
  if (primary.length > 0) facts.push(`primary key (${primary.map((column) => column.name).join(', ')})`);
  for (const index of indexes) {
    const parts = rows<IndexPartRow>(sqlite, 'select * from pragma_index_xinfo(?)', index.name).filter(
      (part) => part.key === 1,
    );
    // The keys of our model say nothing of collations and order.
    if (index.origin === 'u') facts.push(`unique (${parts.map((part) => part.name).join(', ')})`);
    else if (index.origin === 'c') facts.push(createdIndex(sqlite, index, parts));
  }
  const references = new Map<number, ForeignKeyRow[]>();
  for (const row of rows<ForeignKeyRow>(
    sqlite,
    'select * from pragma_foreign_key_list(?) order by id, seq',
    table.name,
  )) {
    const list = references.get(row.id);
    if (list === undefined) references.set(row.id, [row]);
    else list.push(row);
  }
  for (const list of references.values()) {
    const first = list[0]!;
    facts.push(
      `foreign key (${list.map((row) => row.from).join(', ')}) references ${first.table} (${list
        .flatMap((row) => row.to ?? [])
        .join(', ')}) on delete ${first.on_delete.toLowerCase()} on update ${first.on_update.toLowerCase()}`,
    );
  }
  const triggers = rows<{ name: string }>(
    sqlite,
    "select name from sqlite_schema where type = 'trigger' and tbl_name = ?",
    table.name,
  );
  for (const { name } of triggers) facts.push(`trigger ${name}`);
  return facts;
}

/** Columns, order and collations from the pragma; expressions and predicate, which no pragma tells, from the stored text. */
function createdIndex(sqlite: DatabaseSync, index: IndexRow, parts: readonly IndexPartRow[]): string {
  const [{ sql }] = rows<{ sql: string }>(sqlite, 'select sql from sqlite_schema where name = ?', index.name) as [
    { sql: string },
  ];
  const text = sql.slice(sql.search(/\bon\b/i)).replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  const list = text.slice(text.indexOf('('));
  const close = closes(list);
  const written = splitList(list.slice(1, close));
  const described = parts.map((part, place) => {
    const what =
      part.cid === -2
        ? `(${readPrinted(written[place]!.replace(/\s+collate\s+\w+|\s+(?:asc|desc)\s*$/gi, ''), 'sqlite')})`
        : part.name;
    return `${what}${part.desc === 1 ? ' desc' : ''} ${part.coll.toLowerCase()}`;
  });
  const where =
    index.partial === 1 ? ` where ${readPrinted(list.slice(close + 1).replace(/^\s*where\b/i, ''), 'sqlite')}` : '';
  return `${index.unique === 1 ? 'unique ' : ''}index ${index.name} (${described.join(', ')})${where}`;
}

function splitList(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    else if (text[at] === ',' && depth === 0) {
      items.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...items, text.slice(from)];
}

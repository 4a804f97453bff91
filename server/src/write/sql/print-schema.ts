import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Check, ForeignKey, Table } from '../../model/table.ts';
import { printCheck, printForeignKey } from './print-constraint.ts';
import { printCreateIndex } from './print-index.ts';
import { printName, printObjectName } from './print-name.ts';
import {
  printComment,
  printCreateDomain,
  printCreateEnum,
  printCreatePolicy,
  printCreateView,
} from './print-object.ts';
import { printCreateTable, wholeTable } from './print-table.ts';
import { kw, plainStyle, type SqlStyle, words } from './sql-style.ts';

/**
 * A whole database as SQL that makes it anew: schemas, types, tables in an order in which every foreign key finds its
 * target, indexes, the foreign keys of cycles, row security, comments, views. What the model does not hold (a
 * partition's bounds, a virtual table's module, triggers, functions) stands there as a comment.
 */
export function printSchema(schema: Schema): string {
  const style = plainStyle(schema.dialect);
  const ordered = inOrderOfReference(schema);
  const blocks: string[] = [];
  const add = (statements: Iterable<string>): void => {
    for (const statement of statements) blocks.push(isComment(statement) ? statement : `${statement};`);
  };
  /** SQL Server wants some statements alone in their batch. */
  const addAlone = (statements: Iterable<string>): void => {
    if (schema.dialect === 'sqlserver') for (const statement of statements) blocks.push(`${statement}\nGO`);
    else add(statements);
  };

  for (const name of namedSchemas(schema)) addAlone([words(kw(style, 'CREATE SCHEMA'), printName(style, name))]);
  add([...schema.enums.values()].map((type) => printCreateEnum(style, type)));
  add([...schema.domains.values()].map((domain) => printCreateDomain(style, domain)));
  for (const { table, later } of ordered) {
    add([printTable(style, table, new Set([...later, ...laterChecks(style, table)]))]);
    add(printIndexes(style, table));
  }
  for (const { table, later } of ordered) {
    add(later.map((fk) => printLater(style, table, printForeignKey(style, fk), fk.validated)));
    add(laterChecks(style, table).map((check) => printLater(style, table, printCheck(style, check), false)));
  }
  for (const { table } of ordered) add(printRowSecurity(style, table));
  for (const { table } of ordered) add(printComments(style, table));
  if (schema.views.size > 0 && schema.dialect === 'sqlserver' && blocks.length > 0) blocks.push('GO');
  for (const view of schema.views.values()) {
    addAlone(printCreateView(style, view, false) ?? []);
    for (const index of view.indexes) {
      const printed = printCreateIndex(style, view, index, { ifNotExists: false, concurrently: false });
      if (printed !== undefined) add([printed]);
    }
  }
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function isComment(text: string): boolean {
  return text.split('\n').every((line) => line.startsWith('--'));
}

interface Placed {
  readonly table: Table;
  /** Foreign keys whose target comes behind the table, be it an index. */
  readonly later: readonly ForeignKey[];
}

/** To columns of its own table that only a unique index makes unique, which comes behind the table. */
function refersToIndex(table: Table, { references: { columns } }: ForeignKey): boolean {
  const isKey = (key: readonly string[]) =>
    key.length === columns.length && columns.every((each) => key.includes(each));
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques];
  const isIndex = table.indexes.some(
    ({ unique, parts }) => unique && isKey(parts.flatMap(({ column }) => column ?? [])),
  );
  return isIndex && !keys.some((key) => isKey(key.columns));
}

/** Tables behind the tables they reference, as far as no cycle forbids it, else in the order they came in. */
function inOrderOfReference(schema: Schema): readonly Placed[] {
  const { dialect } = schema;
  const placed: Placed[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (table: Table): void => {
    state.set(table.key, 'open');
    const needed = [...table.foreignKeys.map((fk) => fk.references.table), ...table.inherits];
    if (table.partitionOf !== undefined) needed.push(table.partitionOf);
    for (const name of needed) {
      const target = schema.tables.get(keyOf(dialect, name));
      if (target !== undefined && !state.has(target.key)) visit(target);
    }
    const isBehind = (fk: ForeignKey): boolean => {
      const key = keyOf(dialect, fk.references.table);
      return key === table.key ? refersToIndex(table, fk) : state.get(key) === 'open';
    };
    // SQLite looks for the target when rows come, not when the table is made.
    placed.push({ table, later: dialect === 'sqlite' ? [] : table.foreignKeys.filter(isUnvalidatedOr(isBehind)) });
    state.set(table.key, 'done');
  };
  for (const table of schema.tables.values()) {
    if (!state.has(table.key)) visit(table);
  }
  return placed;
}

/** CREATE TABLE cannot say NOT VALID, so such a foreign key is added later too. */
function isUnvalidatedOr(test: (fk: ForeignKey) => boolean): (fk: ForeignKey) => boolean {
  return (fk) => !fk.validated || test(fk);
}

function laterChecks(style: SqlStyle, table: Table): readonly Check[] {
  if (style.dialect !== 'postgresql' && style.dialect !== 'sqlserver') return [];
  return table.checks.filter((check) => !check.validated);
}

/** A constraint that CREATE TABLE cannot hold: its target comes later, or it does not bind the rows there are. */
function printLater(style: SqlStyle, table: Table, constraint: string, validated: boolean): string {
  return words(
    kw(style, 'ALTER TABLE'),
    printObjectName(style, table),
    !validated && style.dialect === 'sqlserver' && kw(style, 'WITH NOCHECK'),
    kw(style, 'ADD'),
    constraint,
    !validated && style.dialect === 'postgresql' && kw(style, 'NOT VALID'),
  );
}

function namedSchemas(schema: Schema): readonly string[] {
  if (schema.dialect !== 'postgresql' && schema.dialect !== 'sqlserver') return [];
  const names = new Set<string>();
  for (const group of [schema.tables, schema.enums, schema.domains, schema.views]) {
    for (const object of group.values()) {
      if (object.schema !== undefined) names.add(object.schema);
    }
  }
  return [...names].sort();
}

function printTable(style: SqlStyle, table: Table, without: ReadonlySet<ForeignKey | Check>): string {
  const printed = printCreateTable(style, table, { ...wholeTable, without });
  const name = printObjectName(style, table);
  if (printed !== undefined) {
    const notes = table.gaps.map(({ reason }) => `-- ${name} may be more than this: ${reason.replace(/\s+/g, ' ')}\n`);
    for (const option of table.options.other ?? []) notes.push(`-- ${name}: WITH (${option}) is left out\n`);
    return notes.join('') + printed;
  }
  if (table.partitionOf !== undefined) {
    return `-- ${name}: a partition of ${printObjectName(style, table.partitionOf)}, whose bounds are not kept`;
  }
  if (table.kind === 'table') return `-- ${name}: a table whose columns are not known`;
  return `-- ${name}: a ${table.kind} table, of which only the name and the columns are kept`;
}

function* printIndexes(style: SqlStyle, table: Table): Iterable<string> {
  // Those of a table that is not printed have nothing to stand on; MySQL's plain ones are inside CREATE TABLE.
  if (table.kind !== 'table' || table.partitionOf !== undefined) return;
  for (const index of table.indexes) {
    if (style.dialect === 'mysql' && !index.unique) continue;
    const printed = printCreateIndex(style, table, index, { ifNotExists: false, concurrently: false });
    yield printed ??
      `-- ${printName(style, index.name ?? table.name)}: a ${index.method} index, of which not all is kept`;
    if (index.comment !== undefined && index.name !== undefined && style.dialect === 'postgresql') {
      const name = printObjectName(style, { schema: table.schema, name: index.name });
      yield words(kw(style, 'COMMENT ON INDEX'), name, kw(style, 'IS'), `'${index.comment.replaceAll("'", "''")}'`);
    }
  }
}

/** Without semicolons; nothing for dialects other than PostgreSQL. */
export function* printRowSecurity(style: SqlStyle, table: Table): Iterable<string> {
  if (style.dialect !== 'postgresql' || table.kind !== 'table' || table.partitionOf !== undefined) return;
  if (table.rowSecurity) {
    yield words(kw(style, 'ALTER TABLE'), printObjectName(style, table), kw(style, 'ENABLE ROW LEVEL SECURITY'));
  }
  for (const policy of table.policies) yield printCreatePolicy(style, table, policy);
}

function* printComments(style: SqlStyle, table: Table): Iterable<string> {
  if (style.dialect !== 'postgresql' || table.kind !== 'table' || table.partitionOf !== undefined) return;
  if (table.comment !== undefined) {
    yield* printComment(style, { kind: 'comment-on-table', origin: table.origin, table, text: table.comment }) ?? [];
  }
  for (const { name, comment, origin } of table.columns) {
    if (comment === undefined) continue;
    const change = { kind: 'comment-on-column', origin, table, column: name, text: comment } as const;
    yield* printComment(style, change) ?? [];
  }
}

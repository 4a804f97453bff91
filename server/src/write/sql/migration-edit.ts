import type { Dialect } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Table } from '../../model/table.ts';
import { applyEdits } from '../../text/text-edit.ts';
import type { WriteContext } from '../write-context.ts';
import type { ChangeOf } from './change-of.ts';
import { definitionOf } from './column-definition.ts';
import type { Clause } from './column-source.ts';
import { columnNamed, patchDefinition } from './edit-column.ts';
import { EditPlan } from './edit-plan.ts';
import { type MigrationEdit, migrationText } from './join-migrations.ts';
import { printChange } from './print-change.ts';
import type { SourceFile } from './source-file.ts';
import type { SqlStyle } from './sql-style.ts';
import { withoutForeignKeys } from './without-foreign-keys.ts';

/**
 * Changes as one new migration behind all others; undefined when one of them has no statement. `beside` is a file of
 * the history, whose spelling is followed.
 */
export function migrationEdit(
  changes: readonly SchemaChange[],
  beside: string,
  ctx: WriteContext,
): MigrationEdit | undefined {
  const plan = new EditPlan(ctx);
  const source = plan.source(beside);
  if (source === undefined) return undefined;
  const first = changes[0]!;
  const steps = withoutForeignKeys(changes, ctx);
  const plain = steps && printAll(steps, plan, source, false);
  if (plain === undefined) return undefined;
  const migration = ctx.newMigration(beside, slugOf(first));
  if (migration === undefined) return undefined;
  // Tools send a file in one go or statement by statement; alone, an index can be built without blocking either way.
  const mayBeAlone = migration.header === '' || migration.noTransaction !== undefined;
  const isAlone = ctx.dialect === 'postgresql' && plain.length === 1 && isIndexChange(first) && mayBeAlone;
  const isConcurrent = isAlone && !migration.isTransaction;
  const statements = isConcurrent ? printAll(changes, plan, source, true)! : plain;
  const { eol } = source;
  const alone = isConcurrent ? (migration.noTransaction ?? '') : '';
  // dbmate and sql-migrate say it on their marker, goose on a line of its own.
  const replacesHeader = alone !== '' && alone.startsWith(migration.header.trim());
  const whole = {
    slug: slugOf(first),
    head: lines([alone, replacesHeader ? '' : migration.header], eol),
    statements: statements.map((statement) => `${statement};${eol}`),
    separator: source.usesGo ? `GO${eol}` : migration.separator,
    foot: lines([migration.footer], eol),
    mayGrow: !isConcurrent || migration.splits,
  };
  const edit = { file: migration.file, span: { start: 0, end: 0 }, newText: migrationText(whole) };
  return { ...edit, creates: true, migration: whole };
}

function lines(parts: readonly string[], eol: string): string {
  return parts.map((part) => (part === '' || part.endsWith('\n') ? part : part + eol)).join('');
}

function isIndexChange(change: SchemaChange): boolean {
  return change.kind === 'create-index' || change.kind === 'drop-index';
}

function printAll(
  changes: readonly SchemaChange[],
  plan: EditPlan,
  source: SourceFile,
  concurrently: boolean,
): readonly string[] | undefined {
  const { ctx } = plan;
  const statements: string[] = [];
  for (const change of changes) {
    const definition =
      ctx.dialect === 'mysql' && change.kind === 'alter-column' ? definitionAfter(change, ctx) : undefined;
    if (definition === 'unsure') return undefined;
    const printed = printChange(change, ctx.dialect, {
      style: styleFor(change, plan, source),
      schema: ctx.schema,
      concurrently,
      ...(definition !== undefined && { definition }),
    });
    if (printed === undefined) return undefined;
    for (const statement of printed) statements.push(...joined(statements, statement, ctx.dialect, source.eol));
  }
  return statements;
}

/** A table is named as the statement that creates it does, placeholders and all; the rest is as in the file beside. */
function styleFor(change: SchemaChange, plan: EditPlan, beside: SourceFile): SqlStyle {
  const table = 'table' in change && change.table !== undefined ? tableOf(change.table, plan.ctx) : undefined;
  const source = table && plan.source(table.origin.file);
  const plain = plan.style(beside, undefined);
  return source === undefined ? plain : { ...plan.style(source, table), keywords: plain.keywords };
}

function tableOf(table: ObjectName, { dialect, schema }: WriteContext): Table | undefined {
  return schema.tables.get(keyOf(dialect, table));
}

const columnAction = /^(alter table \S+) ((?:alter|modify) column .*)$/is;

/**
 * The statement as it is to be added, or nothing after it went into the one before: columns of one table are altered
 * together, so that the table is rewritten once.
 */
function joined(statements: string[], statement: string, dialect: Dialect, eol: string): readonly string[] {
  const before = statements.at(-1) ?? '';
  const action = columnAction.exec(statement);
  const head = action?.[1];
  const canJoin = dialect === 'postgresql' || dialect === 'mysql';
  if (!canJoin || action === null || columnAction.exec(before.replaceAll(/\s+/g, ' '))?.[1] !== head)
    return [statement];
  const indent = `${eol}    `;
  const isBroken = before.startsWith(`${head}${indent}`);
  const first = isBroken ? before : `${head}${indent}${before.slice(head!.length + 1)}`;
  statements[statements.length - 1] = `${first},${indent}${action[2]}`;
  return [];
}

/**
 * MySQL's MODIFY COLUMN repeats the definition as it is written, with the change made in it: the model does not hold
 * all that a definition may say (ON UPDATE, for one). 'unsure' where later statements have overruled the text.
 */
function definitionAfter(change: ChangeOf<'alter-column'>, ctx: WriteContext): string | 'unsure' | undefined {
  if (Object.keys(change.set).every((key) => key === 'default')) return undefined;
  const plan = new EditPlan(ctx);
  const table = tableOf(change.table, ctx);
  const column = table && columnNamed(plan, table, change.column);
  if (table === undefined || column === undefined) return 'unsure';
  const definition = definitionOf(plan, table, column);
  if (definition === undefined || !definition.isWholeTruth || !patchDefinition(plan, table, definition, change.set)) {
    return 'unsure';
  }
  for (const clause of definition.clauses) if (isConstraint(clause)) definition.removeClause(clause);
  const { start, end } = definition.span;
  const edits = plan.finish();
  if (edits === undefined || edits.some(({ span }) => span.start < start || span.end > end)) return 'unsure';
  const inside = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  return applyEdits(definition.place.source.slice(definition.span), inside);
}

/** Keys and references stay when a column is modified; said again they would come twice. */
function isConstraint(clause: Clause): boolean {
  return ['primary key', 'unique', 'references', 'check'].includes(clause.kind);
}

/** File systems refuse names of more than 255 bytes. */
const longestSlug = 100;

/** A file name's words for what the migration does. */
export function slugOf(change: SchemaChange): string {
  const words = [...verb(change)].filter((word) => word !== '');
  return words
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, longestSlug)
    .replace(/^_|_$/g, '');
}

function* verb(change: SchemaChange): Iterable<string> {
  switch (change.kind) {
    case 'create-index':
      yield 'add';
      yield change.index.name ?? `${change.table.name}_index`;
      return;
    case 'drop-index':
      yield 'drop';
      yield change.name.name;
      return;
    case 'alter-column':
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
      yield change.kind.split('-')[0]!;
      yield change.table.name;
      yield typeof change.column === 'string' ? change.column : change.column.name;
      return;
    default:
      yield change.kind.replaceAll('-', '_');
      if ('table' in change && change.table !== undefined) yield change.table.name;
  }
}

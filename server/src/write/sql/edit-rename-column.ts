import { foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import type { Statement } from '../../syntax/sql/splitter.ts';
import type { ChangeOf } from './change-of.ts';
import { columnNamed } from './edit-column.ts';
import type { EditPlan } from './edit-plan.ts';
import { printName } from './print-name.ts';
import { bareName, type SourceFile } from './source-file.ts';
import { isNameOf, type StatementShape, shapeOf } from './statement-shape.ts';

/** Renames a column wherever the schema's files name it; false when something names it that is not understood. */
export function renameColumnInPlace(plan: EditPlan, change: ChangeOf<'rename-column'>): boolean {
  const { dialect, schema } = plan.ctx;
  const table = schema.tables.get(keyOf(dialect, change.table));
  const column = table && columnNamed(plan, table, change.column);
  if (table === undefined || column === undefined || isUsedElsewhere(plan, column)) return false;
  const files = new Set([table.origin.file, column.origin.file, ...table.indexes.map((index) => index.origin.file)]);
  for (const other of schema.tables.values()) {
    for (const fk of other.foreignKeys)
      if (keyOf(dialect, fk.references.table) === table.key) files.add(fk.origin.file);
  }
  for (const file of files) {
    const source = plan.source(file);
    if (source === undefined || plan.ctx.isSettled(file)) return false;
    const newText = printName({ ...plan.style(source, table), spelling: new Map() }, change.to);
    for (const statement of source.statements) {
      for (const index of occurrences(source, statement, table, column)) {
        plan.replace(source, source.spanOf(statement, index, index + 1), newText);
      }
    }
  }
  return true;
}

/** Views, policies and triggers hold text of which nobody knows what its names mean. */
function isUsedElsewhere(plan: EditPlan, column: Column): boolean {
  const word = new RegExp(`(?<![\\w$])${column.name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'i');
  for (const view of plan.ctx.schema.views.values()) if (word.test(view.query)) return true;
  return [...plan.ctx.schema.tables.values()].some(
    (table) =>
      table.triggers.length > 0 ||
      table.policies.some(({ using, withCheck }) => word.test(`${using?.text} ${withCheck?.text}`)),
  );
}

/** Token indexes at which the statement names the column. */
function* occurrences(source: SourceFile, statement: Statement, table: Table, column: Column): Iterable<number> {
  const { dialect } = source;
  const { kinds, texts } = statement.tokens;
  const shape = shapeOf(source, statement);
  const isAbout = isNameOf(source, statement, shape.table, table) || isCommentOn(source, statement, table);
  const name = foldCase(dialect, column.name);
  let depth = 0;
  /** The depth of a REFERENCES list of another table, whose columns are its own. */
  let foreign: { readonly depth: number; readonly isOurs: boolean } | undefined;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    if (text === '(') depth++;
    else if (text === ')') {
      depth--;
      if (foreign !== undefined && depth <= foreign.depth) foreign = undefined;
    } else if (text === 'references') {
      const parts = [];
      for (let at = index + 1; at < texts.length; at += 2) {
        parts.push({ from: at, to: at + 1 });
        if (texts[at + 1] !== '.') break;
      }
      const behind = parts.at(-1)?.to ?? index;
      if (texts[behind] === '(') foreign = { depth, isOurs: isNameOf(source, statement, parts, table) };
    }
    if (kinds[index] !== Kind.word && kinds[index] !== Kind.quoted) continue;
    if (foldCase(dialect, bareName(text)) !== name || texts[index + 1] === '(') continue;
    const before = texts[index - 1];
    if (
      foreign !== undefined && depth > foreign.depth
        ? foreign.isOurs
        : isAbout && isColumnPlace(shape, index, depth, before)
    ) {
      yield index;
    }
  }
}

/** The head of an element, anything in its parentheses, and the column that an action is about. */
function isColumnPlace(
  { kind, items }: StatementShape,
  index: number,
  depth: number,
  before: string | undefined,
): boolean {
  if (items.some((item) => item.from === index)) return kind === 'create table';
  if (depth > (kind === 'create table' ? 1 : 0)) return true;
  return depth === 0 && actionWords.has(before ?? '');
}

const actionWords: ReadonlySet<string> = new Set(['column', 'alter', 'modify', 'change', '.', 'for', 'where']);

/** COMMENT ON COLUMN table.column. */
function isCommentOn(source: SourceFile, statement: Statement, table: Table): boolean {
  const { texts } = statement.tokens;
  if (texts[0] !== 'comment' || texts[2] !== 'column') return false;
  const is = texts.indexOf('is');
  const parts = [];
  for (let at = 3; at < is; at += 2) parts.push({ from: at, to: at + 1 });
  parts.pop();
  return isNameOf(source, statement, parts, table);
}

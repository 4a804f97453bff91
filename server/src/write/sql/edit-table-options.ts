import { keyOf } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import type { EditPlan, Place } from './edit-plan.ts';
import { mysqlEngineName } from './print-table.ts';
import { kw } from './sql-style.ts';
import { isNameOf, shapeOf } from './statement-shape.ts';

/** Sets ENGINE, CHARSET and COLLATE behind the body of a MySQL table. */
export function setTableOptionsInPlace(plan: EditPlan, change: ChangeOf<'set-table-options'>): boolean {
  const { dialect, schema } = plan.ctx;
  const table = schema.tables.get(keyOf(dialect, change.table));
  const creation = table && plan.creation(table);
  if (dialect !== 'mysql' || table === undefined || creation === undefined || creation.shape.items.length === 0)
    return false;
  const { options } = change;
  const style = plan.style(creation.source, table);
  const added: string[] = [];
  const set = (words: readonly string[][], value: string, text: string): void => {
    const found = optionValue(creation, words);
    if (found === undefined) added.push(text);
    else plan.replace(creation.source, found, value);
    for (const place of laterStatements(creation, table)) {
      const later = optionValue(place, words);
      if (later !== undefined) plan.replace(place.source, later, value);
    }
  };
  if (options.engine !== undefined) {
    const engine = mysqlEngineName(options.engine.toLowerCase());
    set([['engine'], ['type']], engine, `${kw(style, 'ENGINE')}=${engine}`);
  }
  if (options.charset !== undefined) {
    const { charset } = options;
    set([['charset'], ['character', 'set']], charset, `${kw(style, 'DEFAULT CHARSET')}=${charset}`);
  }
  const collation = options.collation ?? (options.charset && collationIn(options.charset, table?.options.collation));
  if (collation !== undefined && collation !== '') {
    set([['collate']], collation, `${kw(style, 'COLLATE')}=${collation}`);
  }
  if (added.length > 0) insert(plan, creation, added.join(' '));
  return true;
}

/** The collation that is to the new character set what the old one was to the old: `utf8_bin` becomes `utf8mb4_bin`. */
function collationIn(charset: string, collation: string | undefined): string | undefined {
  if (collation === undefined || collation.startsWith(`${charset}_`)) return undefined;
  return collation.replace(/^[^_]+/, charset);
}

/** The statements of the file that set the options anew. */
function laterStatements(
  { source, statement }: Place,
  table: Table,
): readonly Pick<Place, 'source' | 'statement' | 'shape'>[] {
  return (
    source.statements
      .filter((other) => other.start > statement.start && other.tokens.texts[0] === 'alter')
      .map((other) => ({ source, statement: other, shape: shapeOf(source, other) }))
      .filter(
        ({ shape, statement: other }) => shape.kind === 'alter table' && isNameOf(source, other, shape.table, table),
      )
      // What stands in a column's definition is the column's.
      .filter(({ shape, statement: other }) =>
        shape.items.every((item) => !columnVerbs.has(other.tokens.texts[item.from]!)),
      )
  );
}

const columnVerbs: ReadonlySet<string> = new Set(['add', 'modify', 'change', 'alter']);

/** Span of the value of an option, of which several spellings exist. */
function optionValue(
  { source, statement, shape }: Pick<Place, 'source' | 'statement' | 'shape'>,
  spellings: readonly (readonly string[])[],
) {
  const { texts } = statement.tokens;
  const from = shape.kind === 'alter table' ? (shape.items[0]?.from ?? texts.length) : shape.tail;
  for (let index = from; index < texts.length && texts[index] !== 'partition'; index++) {
    for (const words of spellings) {
      if (!words.every((word, ahead) => texts[index + ahead] === word)) continue;
      const value = index + words.length + (texts[index + words.length] === '=' ? 1 : 0);
      return value < texts.length ? source.spanOf(statement, value, value + 1) : undefined;
    }
  }
  return undefined;
}

/** New options stand behind the last of the old ones, before the partitions. */
function insert(plan: EditPlan, { source, statement, shape }: Place, text: string): void {
  const { texts } = statement.tokens;
  const partition = texts.indexOf('partition', shape.tail);
  const behind = partition === -1 ? texts.length : partition;
  const { end } = source.spanOf(statement, behind - 1, behind);
  plan.replace(source, { start: end, end }, ` ${text}`);
}

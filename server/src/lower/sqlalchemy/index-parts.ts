/** The parts of `Index("name", "a", User.b.desc(), func.lower(c), text("d DESC"))`. */
import type { IndexPart } from '../../model/table.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import { fragmentReader } from '../sql/read-fragment.ts';
import { readIndexParts } from '../sql/read-index.ts';
import { libraryName, type Source, stringOf, valueAt } from './source.ts';
import { type ColumnNames, quoted, sqlOf, textOf } from './sql-text.ts';

/** Undefined where a part is not understood. */
export function indexParts(
  source: Source,
  expressions: readonly Expression[],
  names: ColumnNames,
): readonly IndexPart[] | undefined {
  const parts = expressions.map((expression) => partText(source, expression, names));
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  return readParts(parts.join(', '), names);
}

function readParts(text: string, { dialect }: ColumnNames): readonly IndexPart[] | undefined {
  const whole = `(${text})`;
  const reader = fragmentReader(whole, dialect);
  return readIndexParts(reader, { schema: undefined, name: '' });
}

const orders: Readonly<Record<string, string>> = {
  desc: 'DESC',
  asc: 'ASC',
  nulls_first: 'NULLS FIRST',
  nullsfirst: 'NULLS FIRST',
  nulls_last: 'NULLS LAST',
  nullslast: 'NULLS LAST',
};

function partText(source: Source, expression: Expression, names: ColumnNames): string | undefined {
  const plain = columnText(source, expression, names);
  if (plain !== undefined) return plain;
  const ordered = expression.kind === 'call' ? orderedPart(source, expression) : undefined;
  if (ordered !== undefined) {
    const inner = partText(source, ordered.of, names);
    return inner === undefined ? undefined : `${inner} ${ordered.order}`;
  }
  const text = textOf(source, expression);
  if (text !== undefined) return text;
  if (expression.kind === 'call' && expression.callee.kind === 'attribute' && expression.callee.name === 'label') {
    return partText(source, expression.callee.object, names);
  }
  const sql = sqlOf(source, expression, names);
  return sql === undefined ? undefined : `(${sql})`;
}

/** Names of columns stand in quotes, or as what they are. */
function columnText(source: Source, expression: Expression, names: ColumnNames): string | undefined {
  const column = names.columnOf(source, expression);
  if (column !== undefined) return quoted(column, names.dialect);
  const text = stringOf(source, expression);
  return text === undefined ? undefined : quoted(text, names.dialect);
}

function orderedPart(source: Source, call: Call): { readonly of: Expression; readonly order: string } | undefined {
  const { callee, args } = call;
  const name = libraryName(source, callee);
  const first = args[0]?.value;
  if (name !== undefined && Object.hasOwn(orders, name) && first !== undefined)
    return { of: first, order: orders[name]! };
  if (callee.kind !== 'attribute' || !Object.hasOwn(orders, callee.name) || args.length > 0) return undefined;
  return { of: callee.object, order: orders[callee.name]! };
}

/** `{"name": "gin_trgm_ops"}` by column, or a plain number for all of them. */
export function byColumn(source: Source, expression: Expression | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const found = expression === undefined ? undefined : valueAt(source, expression);
  if (found?.value.kind === 'number') values.set('', found.value.text);
  if (found?.value.kind !== 'dict') return values;
  for (const { key, value } of found.value.entries) {
    const name = stringOf(found.source, key);
    const text = value.kind === 'number' ? value.text : stringOf(found.source, value);
    if (name !== undefined && text !== undefined) values.set(name, text);
  }
  return values;
}

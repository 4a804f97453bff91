/** Reads the columns that CREATE TABLE … AS SELECT gives a table, as far as the query says them by itself. */

import type { DataType } from '../../model/data-type.ts';
import type { Expression } from '../../model/expression.ts';
import { aColumn, aType } from '../../model/factories.ts';
import type { Column } from '../../model/table.ts';
import { readExpression } from './read-expression.ts';
import type { StatementReader } from './statement-reader.ts';
import { knownType } from './type-names.ts';

const itemEnds: ReadonlySet<string> = new Set([',', 'from', 'where', 'into', 'union', 'order', 'limit', 'as']);
const listEnds: ReadonlySet<string> = new Set([',', 'from', 'where', 'into', 'union', 'order', 'limit']);

/**
 * The columns of the query at the cursor, which is left where it was. A type that the query does not say is empty;
 * the list is undefined when a star or a nameless expression hides columns.
 */
export function readQueryColumns(reader: StatementReader): readonly Column[] | undefined {
  const { cursor } = reader;
  const start = cursor.at;
  const columns: Column[] = [];
  const series = seriesNames(reader);
  const stop = (result: readonly Column[] | undefined): readonly Column[] | undefined => {
    cursor.at = start;
    return result;
  };
  cursor.accept('(');
  if (!cursor.accept('select')) return stop(undefined);
  cursor.accept('all');
  if (cursor.accept('distinct') && cursor.accept('on')) cursor.skipGroup();
  while (!cursor.done && !cursor.is('from')) {
    const from = cursor.at;
    const expression = readExpression(cursor, cursor.indexOfNext(itemEnds), reader.names).expression;
    cursor.accept('as');
    const nameStart = cursor.offset;
    const alias = listEnds.has(cursor.peek()) ? undefined : reader.identifier();
    const name =
      alias ??
      (expression.kind === 'column' ? expression.name : expression.kind === 'call' ? expression.name : undefined);
    if (name === undefined || name === '*') return stop(undefined);
    const nameOrigin = alias === undefined ? reader.originFrom(from) : reader.origin(nameStart, cursor.previousEnd);
    columns.push(aColumn(name, typeOf(expression, series, reader), { origin: reader.originFrom(from), nameOrigin }));
    if (!cursor.accept(',')) break;
  }
  return stop(columns);
}

/** Aliases of generate_series over whole numbers, whose values are integers. */
function seriesNames(reader: StatementReader): ReadonlySet<string> {
  const { texts } = reader.cursor.tokens;
  const names = new Set<string>();
  for (const [index, text] of texts.entries()) {
    if (text !== 'generate_series' || !/^\d+$/.test(texts[index + 2] ?? '')) continue;
    const after = reader.cursor.closingIndex(index + 1);
    const alias = texts[after] === 'as' ? texts[after + 1] : texts[after];
    if (alias !== undefined) names.add(alias);
  }
  return names;
}

function typeOf(expression: Expression, series: ReadonlySet<string>, reader: StatementReader): DataType {
  const known = (name: string): DataType => {
    const type = knownType(reader.dialect, name);
    return aType(type?.name ?? name, type?.family ?? 'unknown');
  };
  switch (expression.kind) {
    case 'cast':
      return known(expression.type);
    case 'literal':
      if (expression.type === 'number') return known(/^-?\d+$/.test(expression.value) ? 'integer' : 'numeric');
      return known(expression.type === 'boolean' ? 'boolean' : 'text');
    case 'column':
      return series.has(expression.name) ? known('integer') : aType('', 'unknown');
    default:
      return aType('', 'unknown');
  }
}

import type { AccessPath } from '../../model/access-path.ts';
import type { Dialect } from '../../model/dialect.ts';
import { normalText } from '../../model/expression.ts';
import type { IndexPart } from '../../model/table.ts';
import { storedName } from './stored-name.ts';

/** Whether two indexes or keys find the same rows by the same parts, whatever they are called. */
export function isSamePath(one: AccessPath, other: AccessPath, dialect: Dialect): boolean {
  return (
    one.unique === other.unique &&
    one.method === other.method &&
    partsOf(one, dialect) === partsOf(other, dialect) &&
    (one.where === undefined) === (other.where === undefined)
  );
}

function partsOf({ parts, unique }: AccessPath, dialect: Dialect): string {
  const texts = parts.map((part) => textOf(part, dialect));
  // What is unique is so in any order, though not as quick to search.
  return (unique ? texts.sort() : texts).join();
}

function textOf({ column, expression }: IndexPart, dialect: Dialect): string {
  if (column !== undefined) return storedName(dialect, column);
  if (expression === undefined) return '';
  // PostgreSQL writes the cast of a varchar column to text out; nobody else does.
  return normalText(expression.expression)
    .toLowerCase()
    .replace(/::(?:text|varchar|character varying)\b/g, '');
}

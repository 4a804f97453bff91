import { characterLimit, type DataType, integerBytes } from '../../model/data-type.ts';

/**
 * Whether two types store different values, or the same ones differently enough to matter. Spellings of one type, and
 * text types without limit, are alike; so is whatever we do not know.
 */
export function storesOtherwise(one: DataType, other: DataType): boolean {
  if (one.family === 'unknown' || other.family === 'unknown') return false;
  if (one.dimensions > 0 !== other.dimensions > 0) return true;
  if ((one.openZone === true && isMoment(other)) || (other.openZone === true && isMoment(one))) return false;
  if (one.family !== other.family) return !textual.has(one.family) || !textual.has(other.family);
  switch (one.family) {
    case 'integer':
      return integerBytes(one) !== integerBytes(other);
    case 'decimal':
      if (one.openSize === true || other.openSize === true) return false;
      return one.args.length > 0 && other.args.length > 0 && precisionOf(one) !== precisionOf(other);
    case 'text':
    case 'char':
      if (one.openSize === true || other.openSize === true) return false;
      return characterLimit(one) !== characterLimit(other);
    case 'enum':
      return lacks(one.values, other.values);
    default:
      return false;
  }
}

function isMoment({ family }: DataType): boolean {
  return family === 'timestamp' || family === 'timestamptz';
}

/** Values that are declared and refused by the other; MySQL writes them into the column's type. */
function lacks(declared: readonly string[] = [], known: readonly string[] | undefined): boolean {
  return known !== undefined && declared.some((value) => !known.includes(value));
}

const textual: ReadonlySet<string> = new Set(['text', 'char', 'enum']);

function precisionOf({ args }: DataType): string {
  return `${args[0]?.trim()},${args[1]?.trim() ?? '0'}`;
}

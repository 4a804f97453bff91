import type { Value } from './alembic-value.ts';

/** A comparison of two known values; undefined where that cannot be said. */
export function compare(operator: string, left: Value, right: Value): boolean | undefined {
  switch (operator) {
    case '==':
    case 'is':
      return isSame(left, right);
    case '!=':
    case 'is not':
      return negated(isSame(left, right));
    case 'in':
      return isIn(left, right);
    case 'not in':
      return negated(isIn(left, right));
    default:
      return undefined;
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function isIn(left: Value, right: Value): boolean | undefined {
  if (right.kind === 'text') {
    return left.kind === 'text' && right.isPartial !== true ? right.value.includes(left.value) : undefined;
  }
  if (right.kind !== 'list') return undefined;
  const found = right.items.map((item) => isSame(left, item));
  if (found.includes(true)) return true;
  return found.includes(undefined) ? undefined : false;
}

function isSame(left: Value, right: Value): boolean | undefined {
  const one = plain(left);
  const other = plain(right);
  return one === undefined || other === undefined ? undefined : one === other;
}

function plain(value: Value): string | undefined {
  switch (value.kind) {
    case 'text':
      return value.isPartial === true ? undefined : `text ${value.value}`;
    case 'number':
      return `number ${Number(value.text)}`;
    case 'boolean':
      return `boolean ${value.value}`;
    case 'none':
      return 'none';
    default:
      return undefined;
  }
}

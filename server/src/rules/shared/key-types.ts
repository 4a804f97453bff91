import { characterLimit, type DataType, integerBytes } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { RuleContext } from '../rule.ts';

/**
 * How the type of a referencing column stands to the type of the column it references:
 * `same` holds the same values; `wider` and `narrower` hold more or fewer; `unlike` is accepted by the database but
 * compared through a conversion; `refused` cannot carry a foreign key at all; `unknown` means that we cannot tell.
 */
export type KeyTypeRelation = 'same' | 'wider' | 'narrower' | 'unlike' | 'refused' | 'unknown';

export function relateKeyTypes(child: DataType, parent: DataType, ctx: RuleContext): KeyTypeRelation {
  const from = baseType(child, ctx);
  const to = baseType(parent, ctx);
  if (from.family === 'unknown' || to.family === 'unknown') {
    return from.name === to.name && from.dimensions === to.dimensions ? 'same' : 'unknown';
  }
  if (from.dimensions !== to.dimensions) return 'refused';
  return relations[ctx.dialect](from, to);
}

/** A type as messages name it: without quotes, and `serial` as the type it stands for. */
export function typeText(type: DataType): string {
  return type.serial ? type.name : type.text.replace(/[[\]"`]/g, '');
}

/** The type behind a domain. */
export function baseType(type: DataType, ctx: RuleContext): DataType {
  let base = type;
  for (let depth = 0; depth < 8; depth += 1) {
    const domain = ctx.domain(base);
    if (domain === undefined) return base;
    base = domain.base;
  }
  return base;
}

const relations: Readonly<Record<Dialect, (child: DataType, parent: DataType) => KeyTypeRelation>> = {
  // A foreign key needs an equality operator of the parent's index over both types, or an implicit cast to the parent.
  postgresql(child, parent) {
    if (isText(child) && isText(parent)) return relateLimits(child, parent);
    if (child.family === 'integer' && parent.family === 'integer') return relateIntegers(child, parent);
    if (child.family === parent.family) {
      return child.family === 'enum' && child.name !== parent.name ? 'refused' : 'same';
    }
    if (isMoment(child) && isMoment(parent)) return 'unlike';
    if (isNumber(child) && isNumber(parent)) {
      return numberRank(child) < numberRank(parent) ? 'unlike' : 'refused';
    }
    if (child.family === 'bit' || parent.family === 'bit' || child.family === 'network') return 'unknown';
    return 'refused';
  },

  // InnoDB asks for the same integer type with the same sign, and the same precision; lengths of strings may differ.
  mysql(child, parent) {
    if (isText(child) && isText(parent)) return relateLimits(child, parent);
    if (child.name === parent.name) {
      if (child.unsigned !== parent.unsigned) return 'refused';
      if (child.family !== 'decimal' || child.args.join() === parent.args.join()) return 'same';
      return child.args.length > 0 && parent.args.length > 0 ? 'refused' : 'unknown';
    }
    if (child.family === 'boolean' || parent.family === 'boolean') return 'unknown';
    return child.family === parent.family && child.family !== 'integer' ? 'unknown' : 'refused';
  },

  // Values carry their own type; only the affinity of the columns can make equal values differ.
  sqlite(child, parent) {
    const isWhole = (type: DataType) => type.family === 'integer';
    if ((isWhole(child) && isText(parent)) || (isText(child) && isWhole(parent))) return 'unlike';
    return child.family === parent.family ? 'same' : 'unknown';
  },

  // Type, length, precision and scale have to be equal.
  sqlserver(child, parent) {
    if (child.name !== parent.name)
      return child.family === 'decimal' && parent.family === 'decimal' ? 'unknown' : 'refused';
    if (child.args.length === 0 || parent.args.length === 0) return 'same';
    const isSized = isText(child) || child.family === 'binary' || child.family === 'decimal';
    return isSized && child.args.join() !== parent.args.join() ? 'refused' : 'same';
  },

  // Values of different BSON types are never equal, numbers apart.
  mongodb(child, parent) {
    return child.name === parent.name ? 'same' : isNumber(child) && isNumber(parent) ? 'unknown' : 'unlike';
  },
};

function relateIntegers(child: DataType, parent: DataType): KeyTypeRelation {
  const from = integerBytes(child);
  const to = integerBytes(parent);
  if (from === undefined || to === undefined) return 'unknown';
  if (from === to) return 'same';
  return from > to ? 'wider' : 'narrower';
}

/** A column that references unlimited text may have a limit: what is written there in truth is as short. */
function relateLimits(child: DataType, parent: DataType): KeyTypeRelation {
  if (child.openSize === true || parent.openSize === true) return 'unknown';
  const from = characterLimit(child);
  const to = characterLimit(parent);
  if (from === to || to === undefined) return 'same';
  return from === undefined || from > to ? 'wider' : 'narrower';
}

function isText(type: DataType): boolean {
  return type.family === 'text' || type.family === 'char';
}

function isMoment(type: DataType): boolean {
  return type.family === 'date' || type.family === 'timestamp' || type.family === 'timestamptz';
}

function isNumber(type: DataType): boolean {
  return type.family === 'integer' || type.family === 'decimal' || type.family === 'float';
}

function numberRank(type: DataType): number {
  return type.family === 'integer' ? 0 : type.family === 'decimal' ? 1 : 2;
}

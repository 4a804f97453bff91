/** Names that SQLAlchemy gives to indexes and constraints, by `MetaData(naming_convention=…)` or its own default. */
import type { Dialect } from '../../model/dialect.ts';
import { md5 } from './md5.ts';

export type ConstraintKind = 'ix' | 'uq' | 'ck' | 'fk' | 'pk';

/** Templates by kind: `ix_%(column_0_label)s`. */
export type NamingConvention = ReadonlyMap<string, string>;

export const defaultConvention: NamingConvention = new Map([['ix', 'ix_%(column_0_label)s']]);

export interface NamedThing {
  readonly kind: ConstraintKind;
  readonly table: string;
  readonly schema: string | undefined;
  readonly columns: readonly string[];
  readonly referredTable?: string;
  readonly referredColumns?: readonly string[];
  /** The name as written. */
  readonly name: string | undefined;
  /** `op.f(…)` and `conv(…)`: a name that is final. */
  readonly isFinal: boolean;
}

/** Longest names in characters, of indexes and constraints. */
const longest: Readonly<Record<Dialect, number>> = {
  postgresql: 63,
  mysql: 64,
  sqlite: 9999,
  sqlserver: 128,
  mongodb: 9999,
};

export function conventionalName(
  thing: NamedThing,
  convention: NamingConvention,
  dialect: Dialect,
): string | undefined {
  const template = convention.get(thing.kind) ?? convention.get(longKinds[thing.kind]);
  if (thing.name !== undefined && (thing.isFinal || template?.includes('%(constraint_name)s') !== true))
    return thing.name;
  if (template === undefined) return undefined;
  let unknown = false;
  const name = template.replace(/%\((\w+)\)s/g, (_, token: string) => {
    const value = tokenValue(token, thing);
    unknown ||= value === undefined;
    return value ?? '';
  });
  return unknown ? undefined : shortened(name, dialect);
}

const longKinds: Readonly<Record<ConstraintKind, string>> = {
  ix: 'Index',
  uq: 'UniqueConstraint',
  ck: 'CheckConstraint',
  fk: 'ForeignKeyConstraint',
  pk: 'PrimaryKeyConstraint',
};

/** Names that SQLAlchemy makes or knows to be final are cut where the database would cut them. */
export function shortened(name: string, dialect: Dialect): string {
  const most = longest[dialect];
  return [...name].length > most ? `${[...name].slice(0, most - 8).join('')}_${md5(name).slice(-4)}` : name;
}

function tokenValue(token: string, thing: NamedThing): string | undefined {
  switch (token) {
    case 'table_name':
      return thing.table;
    case 'constraint_name':
      return thing.name;
    case 'referred_table_name':
      return thing.referredTable;
    default:
      return columnToken(token, thing);
  }
}

/** `column_0_name`, `column_0N_key`, `column_0_N_label`, `referred_column_0_name`. */
function columnToken(token: string, thing: NamedThing): string | undefined {
  const match = /^(referred_)?column_(\d+)(_?N)?_(name|key|label)$/.exec(token);
  if (match === null) return undefined;
  const [, referred, number, many, what] = match;
  const columns = referred === undefined ? thing.columns : (thing.referredColumns ?? []);
  const label = (column: string): string => {
    if (what !== 'label') return column;
    const prefix = thing.schema === undefined ? '' : `${thing.schema.replaceAll('.', '_')}_`;
    return `${prefix}${thing.table}_${column}`;
  };
  if (many !== undefined) return columns.map(label).join(many === '_N' ? '_' : '');
  const column = columns[Number(number)];
  return column === undefined ? undefined : label(column);
}

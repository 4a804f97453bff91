import type { TypeFamily } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { aType } from '../../model/factories.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { nameWords } from '../shared/name-words.ts';
import { seedValues } from '../shared/seed-values.ts';
import { typeFix } from '../shared/type-change.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A text column whose inserted values are all dates, numbers, UUIDs or JSON documents. */
export const stringlyTyped = defineRule({
  id: 'stringly-typed',
  family: 'types',
  severity: 'info',
  summary: 'A text column whose inserted values are all dates, numbers, UUIDs or JSON documents.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  options: { values: 5 },
  visits: 'column',
  only: { types: ['text', 'char'] },
  *check({ table, column }, ctx) {
    const { type } = column;
    if (!isWellReadTable(table) || type.dimensions > 0) return;
    if ((type.family !== 'text' && type.family !== 'char') || column.generated !== undefined) return;
    if (isOpenValue(column) || isKey(table, column)) return;
    const values = seedValues(table, column, ctx.dialect).filter((value) => value !== '');
    if (values.length < Number(ctx.options.values) || new Set(values).size < 3) return;
    const kind = kindOf(values, column, ctx);
    if (kind === undefined) return;
    const integers = values.every((value) => /^-?\d{1,9}$/.test(value));
    yield { at: type.origin, state: { table, column, kind, integers, dialect: ctx.dialect }, columns: [column.name] };
  },
  message: ({ table, column, kind, dialect }) =>
    `${columnName(table, column)} is text, but every value that the files insert is ${kind.name}: as text it is not checked, ${kind.harm}. Use ${kind.types[dialect]}.`,
  fixes({ table, column, kind, integers, dialect }, ctx) {
    const name = kind.family === 'integer' ? 'integer' : kind.types[dialect];
    if (name === undefined || hasDefault(column) || (kind.family === 'integer' && !integers)) return [];
    return typeFix(table, column, aType(dialect === 'sqlserver' && integers ? 'int' : name, kind.family), ctx);
  },
});

/** Another default than NULL, which would have to change with the type. */
function hasDefault({ default: value }: Column): boolean {
  const expression = value?.expression;
  return value !== undefined && !(expression?.kind === 'literal' && expression.type === 'null');
}

interface Kind {
  readonly name: string;
  readonly family: TypeFamily;
  readonly harm: string;
  readonly types: Readonly<Partial<Record<Dialect, string>>>;
  readonly is: (value: string) => boolean;
  /** Digits are often a code and no quantity, so the name must speak of one. */
  readonly needsName?: RegExp;
}

const quantity =
  /^(count|qty|quantity|age|year|amount|amt|price|cost|total|subtotal|size|rank|score|duration|seconds|minutes|hours|days|weight|height|width|length|depth|percent|rate|balance|salary|population|capacity|stock|temperature|distance)$/;

const kinds: readonly Kind[] = [
  {
    name: 'a date',
    family: 'date',
    harm: 'and neither ranges nor date arithmetic work',
    types: { postgresql: 'date', mysql: 'date', sqlserver: 'date' },
    is: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  },
  {
    name: 'a moment in time',
    family: 'timestamptz',
    harm: 'and neither ranges nor date arithmetic work',
    types: { postgresql: 'timestamptz', mysql: 'datetime', sqlserver: 'datetime2' },
    is: (value) => /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(value),
  },
  {
    name: 'a UUID',
    family: 'uuid',
    harm: 'takes more than twice the space, and differs by case',
    types: { postgresql: 'uuid', sqlserver: 'uniqueidentifier' },
    is: (value) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value),
  },
  {
    name: 'a number',
    family: 'integer',
    harm: "and sorts '10' before '9'",
    types: {
      postgresql: 'integer or numeric',
      mysql: 'int or decimal',
      sqlite: 'INTEGER or REAL',
      sqlserver: 'int or decimal',
    },
    is: (value) => /^-?(0|[1-9]\d{0,17})(\.\d+)?$/.test(value),
    needsName: quantity,
  },
  {
    name: 'a JSON document',
    family: 'jsonb',
    harm: 'and its keys cannot be queried',
    types: { postgresql: 'jsonb', mysql: 'json' },
    is: isDocument,
  },
];

function kindOf(values: readonly string[], column: Column, ctx: RuleContext): Kind | undefined {
  return kinds.find(
    (kind) =>
      kind.types[ctx.dialect] !== undefined &&
      (kind.needsName === undefined || nameWords(column.name).some((word) => kind.needsName?.test(word))) &&
      values.every(kind.is),
  );
}

function isDocument(value: string): boolean {
  if (!/^\s*[{[]/.test(value)) return false;
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
}

/** The value of a setting or attribute: text because other rows hold something else. */
function isOpenValue(column: Column): boolean {
  return nameWords(column.name).some((word) =>
    /^(value|val|default|setting|param|parameter|answer|version|code)$/.test(word),
  );
}

function isKey(table: Table, column: Column): boolean {
  const keys = [...table.uniques, ...(table.primaryKey ? [table.primaryKey] : []), ...table.foreignKeys];
  return keys.some((key) => key.columns.includes(column.name));
}

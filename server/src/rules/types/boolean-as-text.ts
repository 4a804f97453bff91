import { characterLimit } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { columnsIn, type Expression, walkExpression } from '../../model/expression.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { nameWords } from '../shared/name-words.ts';
import { seedValues } from '../shared/seed-values.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A yes-or-no value is kept as text, such as 'Y' and 'N'. */
export const booleanAsText = defineRule({
  id: 'boolean-as-text',
  family: 'types',
  severity: 'info',
  summary: "A yes-or-no value is kept as text, such as 'Y' and 'N'.",
  dialects: ['postgresql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'column',
  only: { types: ['text', 'char'] },
  *check({ table, column }, ctx) {
    const { type } = column;
    if (!isWellReadTable(table) || type.dimensions > 0) return;
    if (type.family !== 'text' && type.family !== 'char') return;
    const checked = checkedValues(table, column);
    if (checked !== undefined ? !isPair(checked) : !looksBoolean(column)) return;
    if (!seedValues(table, column, ctx.dialect).every((value) => isPair([value]))) return;
    yield { at: type.origin, state: { name: columnName(table, column), dialect: ctx.dialect }, columns: [column.name] };
  },
  message: ({ name, dialect }) =>
    `${name} keeps yes or no as text: every query must know how it is spelled, and a value in another case or language slips through. Use ${booleanTypes[dialect]}.`,
});

const booleanTypes: Readonly<Record<Dialect, string>> = {
  postgresql: 'boolean',
  mysql: 'boolean',
  sqlite: 'an integer with CHECK (… IN (0, 1))',
  sqlserver: 'bit',
  mongodb: 'a boolean',
};

/** The strings that the column's checks compare it with; undefined when no check names it. */
function checkedValues(table: Table, column: Column): readonly string[] | undefined {
  const own = table.checks.map(({ expression }) => expression.expression).filter((check) => isAbout(check, column));
  if (own.length === 0) return undefined;
  const values: string[] = [];
  for (const check of own) {
    walkExpression(check, (part) => {
      if (part.kind === 'literal' && part.type === 'string') values.push(part.value);
      if (part.kind === 'opaque') values.push(part.text);
    });
  }
  return values;
}

function isAbout(check: Expression, column: Column): boolean {
  const columns = columnsIn(check);
  return columns === undefined || columns.some((name) => name.toLowerCase() === column.name.toLowerCase());
}

/** Short, named as a question or given a default that answers one. */
function looksBoolean(column: Column): boolean {
  if ((characterLimit(column.type) ?? 6) > 5) return false;
  const value = column.default?.expression;
  const literal = value?.kind === 'cast' ? value.operand : value;
  const given = literal?.kind === 'literal' && literal.type === 'string' ? literal.value : undefined;
  const [first] = nameWords(column.name);
  const asks = first === 'is' || first === 'has';
  return given === undefined ? asks : isPair([given]) && (asks || saysFlag(column.name));
}

function saysFlag(name: string): boolean {
  return nameWords(name).some((word) => flagWords.has(word));
}

const flagWords: ReadonlySet<string> = new Set(
  `flag yn can allow allowed enable enabled disabled active inactive visible hidden deleted locked required
  default published verified approved`.split(/\s+/),
);

const pairs = [
  ['y', 'n'],
  ['yes', 'no'],
  ['t', 'f'],
  ['true', 'false'],
  ['on', 'off'],
  ['0', '1'],
];

/** The values, all of them, belong to one pair of opposites. */
function isPair(values: readonly string[]): boolean {
  return values.length > 0 && pairs.some((pair) => values.every((value) => pair.includes(value.toLowerCase().trim())));
}

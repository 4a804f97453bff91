import type { Expression } from '../../model/expression.ts';
import { walkExpression } from '../../model/expression.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Check, Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { languageOf } from '../shared/description-language.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isEnum } from '../shared/python-enum.ts';
import { seedValues } from '../shared/seed-values.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A text column takes one of a few known words, but nothing refuses a misspelled one. */
export const freeTextEnum = defineRule({
  id: 'free-text-enum',
  family: 'normalization',
  severity: 'info',
  summary: 'A text column takes one of a few known words, but nothing refuses a misspelled one.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['text', 'char'] },
  *check({ table, column }, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return;
    if (!isOpenText(column) || !isNamedAsChoice(column, table) || isGuarded(column, table)) return;
    const words = knownWords(column, table, ctx);
    if (words.length === 0 && nameWords(column.name).at(-1) !== 'status') return;
    yield {
      at: column.nameOrigin,
      severity: words.length === 0 ? 'hint' : 'info',
      state: { table, column, words },
      columns: [column.name],
    };
  },
  message: ({ table, column, words }) =>
    `${displayName(table)}.${column.name} is meant to hold one of a few words${
      words.length === 0 ? '' : `, such as ${nameList(words.map((word) => `'${word}'`))}`
    }, but accepts any text, so a misspelled one is stored and never found again. ${advice[languageOf(table)]}`,
  fixes: ({ table, column, words }) =>
    words.length < 2 || !/^[a-z_][a-z0-9_]*$/.test(column.name)
      ? []
      : [
          {
            title: `Allow only ${nameList(words.map((word) => `'${word}'`))} in ${displayName(table)}.${column.name}`,
            safe: false,
            changes: [{ kind: 'add-check', origin: nowhere, table, check: allowing(table, column, words) }],
          },
        ],
});

const advice: Readonly<Record<ReturnType<typeof languageOf>, string>> = {
  sql: 'Add a CHECK over the allowed words, or a foreign key to a table that lists them.',
  prisma: 'Declare an enum, or a relation to a model that lists them.',
  sqlalchemy: 'Use Enum, a CheckConstraint over the allowed words, or a foreign key to a table that lists them.',
};

function allowing(table: Table, column: Column, words: readonly string[]): Check {
  const items = words.map((value) => ({ kind: 'literal', type: 'string', value }) as const);
  const text = `${column.name} in (${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')})`;
  const operand = { kind: 'column', name: column.name } as const;
  return {
    name: `${table.name}_${column.name}_check`.slice(0, 63),
    expression: { text, expression: { kind: 'in', operand, items, negated: false } },
    validated: true,
    origin: nowhere,
  };
}

function isOpenText(column: Column): boolean {
  return (
    (column.type.family === 'text' || column.type.family === 'char') &&
    column.type.dimensions === 0 &&
    column.generated === undefined &&
    !isEnum(column)
  );
}

/** The last word says that one of a few is chosen, and no other word that somebody else writes the list. */
function isNamedAsChoice(column: Column, table: Table): boolean {
  const words = nameWords(column.name);
  const last = words.at(-1);
  if (last === undefined || !choices.has(last) || words.some((word) => listedElsewhere.has(word))) return false;
  if (nameWords(table.name).some((word) => singular(word) === singular(last))) return false;
  const others = table.columns.map((other) => nameWords(other.name));
  if (last === 'state' && others.some((each) => each.some((word) => placeWords.has(word)))) return false;
  const thing = words.slice(0, -1).join();
  return thing === '' || !others.some((each) => each.at(-1) === 'id' && each.slice(0, -1).join() === thing);
}

/** A check, foreign key or key of its own decides what may stand in the column. */
function isGuarded(column: Column, table: Table): boolean {
  if (table.checks.length > 0) {
    const named = new RegExp(`(?<![\\p{L}\\d_$])${column.name.replace(/\W/g, '\\$&')}(?![\\p{L}\\d_$])`, 'iu');
    if (table.checks.some((check) => named.test(check.expression.text))) return true;
  }
  if (table.foreignKeys.some((fk) => fk.columns.includes(column.name))) return true;
  if (table.primaryKey?.columns.includes(column.name)) return true;
  const alone = (columns: readonly (string | undefined)[]) => columns.length === 1 && columns[0] === column.name;
  if (table.uniques.some((key) => alone(key.columns))) return true;
  return table.indexes.some((index) => index.unique && alone(index.parts.map((part) => part.column)));
}

/** Words that default, index predicates and inserted rows show; none when the rows look like free text. */
function knownWords(column: Column, table: Table, ctx: RuleContext): readonly string[] {
  const words = new Set<string>();
  if (column.default !== undefined) for (const word of literals(column.default.expression)) words.add(word);
  for (const index of table.indexes) {
    if (index.where !== undefined) for (const word of comparedWith(column, index.where.expression)) words.add(word);
  }
  const seeds = seedValues(table, column, ctx.dialect);
  const distinct = new Set(seeds);
  const isSmallSet = distinct.size < 9 && distinct.size * 2 <= seeds.length && seeds.length > 3;
  if (seeds.length > 3 && !isSmallSet) return [];
  if (isSmallSet) for (const word of distinct) words.add(word);
  return [...words].every((word) => /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,29}$/u.test(word)) ? [...words] : [];
}

function literals(expression: Expression): readonly string[] {
  const found: string[] = [];
  walkExpression(expression, (part) => {
    if (part.kind === 'literal' && part.type === 'string') found.push(part.value);
  });
  return found;
}

function comparedWith(column: Column, predicate: Expression): readonly string[] {
  const found: string[] = [];
  walkExpression(predicate, (part) => {
    if (part.kind === 'binary' && (part.operator === '=' || part.operator === '<>') && isColumn(part.left, column)) {
      found.push(...literals(part.right));
    }
    if (part.kind === 'in' && isColumn(part.operand, column)) found.push(...part.items.flatMap(literals));
  });
  return found;
}

function isColumn(expression: Expression, column: Column): boolean {
  if (expression.kind === 'cast') return isColumn(expression.operand, column);
  return expression.kind === 'column' && expression.name.toLowerCase() === column.name.toLowerCase();
}

const choices: ReadonlySet<string> = new Set(
  'status state kind type priority severity gender mode visibility stage phase'.split(' '),
);

const listedElsewhere: ReadonlySet<string> = new Set(
  `http mime content media file external provider gateway stripe paypal raw remote response exit vendor class java data
  column object entity db sql us country billing shipping engine driver blood custom og twitter card ipn`.split(/\s+/),
);

const placeWords: ReadonlySet<string> = new Set(['city', 'zip', 'zipcode', 'postal', 'postcode', 'country', 'street']);

import type { WrittenExpression } from '../../model/expression.ts';
import type { ObjectName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBooleanType } from '../shared/boolean-type.ts';
import { languageOf } from '../shared/description-language.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A nullable boolean has three values, and conditions on it silently drop the rows where it is NULL. */
export const threeStateBoolean = defineRule({
  id: 'three-state-boolean',
  family: 'normalization',
  severity: 'info',
  summary: 'A nullable boolean has three values, and conditions on it silently drop the rows where it is NULL.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'column',
  only: { types: ['boolean', 'integer', 'bit'] },
  *check({ table, column }, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return;
    if (!column.nullable || column.generated !== undefined || !isBooleanType(column.type, ctx.dialect)) return;
    if (ctx.dialect === 'mysql' && isSmallNumber(column)) return;
    if (nameWords(column.name).some((word) => undecided.has(word)) || isRuledOut(column, table)) return;
    const hasDefault = column.default !== undefined && !isNull(column.default);
    if (!hasDefault && !table.columns.some((other) => isMandatory(other, table))) return;
    yield {
      at: column.nameOrigin,
      severity: hasDefault && !isHabit(table, ctx) ? 'info' : 'hint',
      state: { table, column, hasDefault },
      columns: [column.name],
    };
  },
  message: ({ table, column, hasDefault }) =>
    hasDefault
      ? `${displayName(table)}.${column.name} has a default but still accepts NULL, a third value that a test for true and a test for false both miss. ${required[languageOf(table)]}.`
      : `${displayName(table)}.${column.name} can be true, false or NULL, and a test for true and a test for false both miss the last. ${required[languageOf(table)]} with a default, unless NULL means something of its own.`,
  fixes: ({ table, column, hasDefault }, ctx) => [
    {
      title: hasDefault
        ? `Make ${displayName(table)}.${column.name} NOT NULL`
        : `Make ${displayName(table)}.${column.name} NOT NULL with default ${falseOf(column, ctx).text}`,
      safe: false,
      changes: [notNull(table, column, hasDefault ? column.default! : falseOf(column, ctx))],
    },
  ],
});

const required: Readonly<Record<ReturnType<typeof languageOf>, string>> = {
  sql: 'Declare it NOT NULL',
  prisma: 'Make the field required',
  sqlalchemy: 'Declare it nullable=False',
};

function notNull(table: ObjectName, column: Column, value: WrittenExpression) {
  const set = column.default === value ? { nullable: false } : { nullable: false, default: value };
  return { kind: 'alter-column', origin: nowhere, table, column: column.name, set } as const;
}

function falseOf(column: Column, ctx: RuleContext): WrittenExpression {
  return ctx.dialect === 'postgresql'
    ? { text: 'false', expression: { kind: 'literal', type: 'boolean', value: 'false' } }
    : {
        text: column.type.name === 'bit' && ctx.dialect === 'mysql' ? "b'0'" : '0',
        expression: { kind: 'literal', type: 'number', value: '0' },
      };
}

/** A tinyint(1) that counts or chooses among more than two: 1 is only a display width. */
function isSmallNumber(column: Column): boolean {
  return (
    smallNumbers.has(nameWords(column.name).at(-1) ?? '') ||
    /[2-9]/.test(`${column.comment ?? ''}${column.default?.text ?? ''}`)
  );
}

const smallNumbers: ReadonlySet<string> = new Set(
  'status type state level mode kind sex gender priority num number count order sort rank grade score step position index idx version year month'.split(
    ' ',
  ),
);

function isNull({ expression }: WrittenExpression): boolean {
  const operand = expression.kind === 'cast' ? expression.operand : expression;
  return operand.kind === 'literal' && operand.type === 'null';
}

/** Declared NOT NULL and not merely part of the key: the author of the table does think of NULL. */
function isMandatory(column: Column, table: Table): boolean {
  return !column.nullable && !table.primaryKey?.columns.includes(column.name);
}

/** Most flags of the table are nullable: it is the style of the schema, not a slip. */
function isHabit(table: Table, ctx: RuleContext): boolean {
  const flags = table.columns.filter((column) => isBooleanType(column.type, ctx.dialect));
  const nullable = flags.filter((column) => column.nullable);
  return nullable.length > 2 && nullable.length * 2 > flags.length;
}

/** A check or a partial unique index deals with NULL. */
function isRuledOut(column: Column, table: Table): boolean {
  const texts = [
    ...table.checks.map((check) => check.expression.text),
    ...table.indexes.flatMap((index) => index.where?.text ?? []),
  ];
  if (texts.length === 0) return false;
  const dealsWithNull = new RegExp(
    `\\b${column.name.replace(/\W/g, '\\$&')}\\b["\`\\]]?\\s+is\\s+(?:not\\s+)?null`,
    'i',
  );
  return texts.some((text) => dealsWithNull.test(text));
}

/** NULL means not set, not asked, not answered or not decided yet. */
const undecided: ReadonlySet<string> = new Set(
  `override overrides overridden inherit inherited custom prefer prefers preference opt optin consent consented agree
  agreed accept accepted approve approved answer answered response result outcome passed pass correct success succeeded
  successful failed valid verified verify confirmed won win vote voted attended attending rsvp reviewed decision allowed
  expected detected known unknown previous old new before after
  value val v`.split(/\s+/),
);

import { displayName } from '../../model/names.ts';
import type { Column, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isBooleanType } from '../shared/boolean-type.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isLoadedCopy } from '../shared/table-role.ts';

/** One state is spread over several flags, so combinations that mean nothing can be stored. */
export const booleanStateExplosion = defineRule({
  id: 'boolean-state-explosion',
  family: 'normalization',
  severity: 'info',
  summary: 'One state is spread over several flags, so combinations that mean nothing can be stored.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || isLoadedCopy(table)) return;
    const flags = table.columns.filter((column) => isFlag(column, ctx));
    const states = flags.filter((column) => stateOf(column) !== undefined && momentOf(column, table) === undefined);
    const clear = states.filter((column) => !alsoIndependent.has(stateOf(column)!));
    if (states.length > 2 && clear.length > 1 && !areExclusive(states, table)) {
      const names = states.map((column) => column.name);
      const state: Flags = { table: displayName(table), names };
      yield { at: states[0]!.nameOrigin, columns: names, state };
    }
    for (const flag of flags) {
      const moment = momentOf(flag, table);
      if (moment === undefined || areExclusive([flag, moment], table)) continue;
      yield {
        at: flag.nameOrigin,
        columns: [flag.name, moment.name],
        related: [{ message: `${moment.name} already says it`, origin: moment.nameOrigin }],
        state: { table: displayName(table), names: [flag.name], moment: moment.name },
      };
    }
  },
  message: ({ table, names, moment }) =>
    moment === undefined
      ? `${table} spreads one state over ${nameList(names)}: of ${2 ** names.length} combinations only a few mean something, and nothing rules out the others. Keep one status column with a CHECK over its values.`
      : `${table} says the same in ${names[0]} and ${moment}, and nothing keeps them from disagreeing. Keep ${moment} and read IS NOT NULL, or make ${names[0]} a generated column.`,
});

interface Flags {
  readonly table: string;
  readonly names: readonly string[];
  /** The time stamp that says the same as the only flag. */
  readonly moment?: string;
}

function isFlag(column: Column, ctx: RuleContext): boolean {
  return column.generated === undefined && isBooleanType(column.type, ctx.dialect);
}

/** `is_draft`, `draft` and `was_rejected` give their state; `can_edit` and `email_verified` give none. */
function stateOf(column: Column): string | undefined {
  const words = nameWords(column.name).filter((word) => word !== 'is' && word !== 'was' && word !== 'flag');
  const [state] = words;
  return words.length === 1 && state !== undefined && (states.has(state) || alsoIndependent.has(state))
    ? state
    : undefined;
}

/** `deleted_at` beside `is_deleted`, for things that are so from the moment they happen. */
function momentOf(flag: Column, table: Table): Column | undefined {
  const happening = nameWords(flag.name).filter((word) => word !== 'is' && word !== 'was' && word !== 'flag');
  if (!happened.has(happening.at(-1) ?? '')) return undefined;
  return table.columns.find((column) => {
    const words = nameWords(column.name);
    if (!['date', 'timestamp', 'timestamptz'].includes(column.type.family) || !column.nullable) return false;
    return words.length > 1 && endings.has(words.at(-1)!) && words.slice(0, -1).join() === happening.join();
  });
}

/** A check ties the columns together. */
function areExclusive(columns: readonly Column[], table: Table): boolean {
  return table.checks.some(({ expression }) => {
    const words = new Set(expression.text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? []);
    return columns.filter((column) => words.has(column.name.toLowerCase())).length > 1;
  });
}

const endings: ReadonlySet<string> = new Set(['at', 'on', 'date', 'time', 'datetime']);

const happened: ReadonlySet<string> = new Set(
  `deleted archived cancelled canceled revoked completed closed resolved confirmed approved rejected verified finished
  processed delivered consumed`.split(/\s+/),
);

const states: ReadonlySet<string> = new Set(
  `draft pending submitted approved rejected unpublished scheduled queued running processing processed started completed
  complete finished done failed succeeded cancelled canceled aborted shipped delivered returned refunded paid unpaid open
  closed resolved expired confirmed accepted declined waiting inprogress reopened`.split(/\s+/),
);

/** States only in company: alone they may well be flags of their own. */
const alsoIndependent: ReadonlySet<string> = new Set(
  'active inactive published archived deleted suspended flagged banned blocked disabled'.split(' '),
);

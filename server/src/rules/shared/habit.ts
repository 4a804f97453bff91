import type { Table } from '../../model/table.ts';
import type { RuleContext } from '../rule.ts';
import { leastOf } from './least-of.ts';

/** So many tables that do the same are a habit. */
const fewest = 5;

/**
 * The answers of a rule whose finding is a choice of the whole database where many tables share it: the key of the
 * `first` table, which speaks for all, and the number of the `others`. None while each table speaks for itself.
 */
export function habitOf(
  voters: ReadonlyMap<string, ReadonlySet<string>>,
  label: string,
  better: string,
  least = fewest,
): Readonly<Record<string, string>> {
  const same = voters.get(label) ?? new Set();
  const otherwise = voters.get(better)?.size ?? 0;
  if (same.size < least || otherwise * 2 >= same.size) return {};
  return { first: leastOf(same), others: `${same.size - 1}` };
}

/** For whom a table speaks: for itself, for itself and others, or, as undefined, not even for itself. */
export interface Speaker {
  /** How many tables have the same fault; zero where each one speaks for itself. */
  readonly others: number;
}

export function speakerOf(table: Table, ctx: RuleContext): Speaker | undefined {
  const first = ctx.verdict('first');
  if (first === undefined) return { others: 0 };
  return first === table.key ? { others: Number(ctx.verdict('others')) } : undefined;
}

/** Some of the tables that the speaker speaks for, to be named beside its finding. */
export function spokenFor(fault: string, table: Table, { others }: Speaker, ctx: RuleContext): readonly Table[] {
  return others === 0 ? [] : ctx.voters(fault, 21).filter((other) => other !== table);
}

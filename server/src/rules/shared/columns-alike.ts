import type { Column } from '../../model/table.ts';
import type { Problem } from '../rule.ts';

/** One problem for the columns of a table that share it (at least one): at the type of the first, the others beside it. */
export function problemOfTypes(
  columns: readonly Column[],
  saysOfOthers: string,
): Pick<Problem<never>, 'at' | 'columns' | 'related'> {
  return {
    at: columns[0]!.type.origin,
    columns: columns.map(({ name }) => name),
    related: columns.slice(1).map(({ name, type }) => ({ message: `${name} ${saysOfOthers}`, origin: type.origin })),
  };
}

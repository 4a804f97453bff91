import type { Finding } from '../rules/finding.ts';

/**
 * What a mixin or an abstract base declares once stands in many tables: a problem of it is told once, for the first of
 * them, with how many share it.
 */
export function oncePerPlace(findings: Iterable<Finding>): readonly Finding[] {
  const byPlace = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { unit, start, end } = finding.origin;
    const key = `${finding.rule} ${unit} ${start} ${end}`;
    const same = byPlace.get(key);
    if (same === undefined) byPlace.set(key, [finding]);
    else same.push(finding);
  }
  return [...byPlace.values()].flatMap((same) => {
    if (same.length === 1) return same;
    const tables = new Set(same.map(({ table }) => table));
    const [first] = same.sort((one, other) => ((one.table ?? '') < (other.table ?? '') ? -1 : 1));
    if (first === undefined || tables.size < 2) return same;
    const others = tables.size === 2 ? 'one other table' : `${tables.size - 1} other tables`;
    const { rule, severity, origin, related, table, columns } = first;
    return [
      {
        rule,
        severity,
        get message() {
          return `${first.message} The same holds for ${others} with this column.`;
        },
        origin,
        related,
        table,
        tables: [...tables].flatMap((name) => name ?? []),
        columns,
        fixes: () => first.fixes(),
      },
    ];
  });
}

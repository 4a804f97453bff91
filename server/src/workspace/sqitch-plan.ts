/** Sqitch's plan: which scripts are deployed, and in which order. */

/** The plan lies beside the folders `deploy`, `revert` and `verify`. */
export function isSqitchPlan(file: string): boolean {
  return /(?:^|\/)sqitch\.plan$/.test(file);
}

/**
 * The scripts that the plan deploys, in order, as paths from its folder. A change that was reworked later is kept in a
 * script called after the tag that the later line depends on: `a [a@v1] 2024-…` leaves `deploy/a@v1.sql` behind.
 */
export function deployedScripts(plan: string): readonly string[] {
  const scripts: string[] = [];
  const last = new Map<string, number>();
  for (const line of plan.split('\n')) {
    const [, name, needs] = /^\s*([^\s%#@]\S*)(?:\s+\[([^\]]*)\])?/.exec(line) ?? [];
    if (name === undefined) continue;
    const former = last.get(name);
    const kept = needs?.split(/\s+/).find((each) => each.startsWith(`${name}@`));
    if (former !== undefined && kept !== undefined) scripts[former] = `deploy/${kept}.sql`;
    last.set(name, scripts.length);
    scripts.push(`deploy/${name}.sql`);
  }
  return scripts;
}

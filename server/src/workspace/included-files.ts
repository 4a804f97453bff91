/**
 * Scripts that run other files, one after another: `\ir tables/users.sql` says which files are one database, and their
 * order.
 */
import type { Dialect } from '../model/dialect.ts';
import { commonFolder, type Group, type Placed } from './file-group.ts';
import type { MigrationName } from './migration-naming.ts';
import { isSqitchPlan } from './sqitch-plan.ts';

interface Command {
  /** Is in every text that has the command, and quickly looked for. */
  readonly sign: string;
  readonly line: RegExp;
}

const commands: Readonly<Partial<Record<Dialect, Command>>> = {
  postgresql: { sign: '\\i', line: /^[ \t]*\\(?:ir?|include(?:_relative)?)[ \t]+(.+?)[ \t]*$/gm },
  mysql: { sign: 'ource ', line: /^[ \t]*source[ \t]+(.+?)[ \t]*;?[ \t]*$/gim },
  sqlite: { sign: '.read ', line: /^\.read[ \t]+(.+?)[ \t]*$/gm },
  sqlserver: { sign: ':r ', line: /^[ \t]*:r[ \t]+(.+?)[ \t]*$/gm },
};

/** What the text runs by a command of its client (psql, sqlcmd, mysql, sqlite3), in order, as it is written. */
export function includedPaths(text: string, dialect: Dialect): readonly string[] {
  const command = commands[dialect];
  if (command === undefined || !text.includes(command.sign)) return [];
  return Array.from(text.matchAll(command.line), ([, path]) => path!.trim().replace(/^(['"])(.*)\1$/, '$2'));
}

/**
 * The files that scripts run are a group for each script that no other one runs, in the order that they are run in.
 * Files that are named as migrations have an order of their own, and stay where they are.
 */
export function groupIncluded(files: readonly Placed[]): { readonly scripts: Group[]; readonly others: Placed[] } {
  const planned = files.some(({ file }) => isSqitchPlan(file)) ? plannedHistories(files) : [];
  const inPlans = new Set(planned.flatMap(({ files: steps }) => steps.map(({ file }) => file)));
  const { scripts, others } = groupScripts(files.filter(({ file }) => !inPlans.has(file) && !isSqitchPlan(file)));
  return { scripts: [...planned, ...scripts], others };
}

/** Each of Sqitch's plans is a history; beside what it deploys lies what takes it back, and what only looks at it. */
function plannedHistories(files: readonly Placed[]): readonly Group[] {
  const byFile = new Map(files.map((file) => [file.file, file]));
  return files.flatMap((plan): readonly Group[] => {
    if (!isSqitchPlan(plan.file)) return [];
    const steps = (plan.includes ?? []).flatMap((path) => byFile.get(joined(plan.folder, path.split('/'))) ?? []);
    const [first] = steps;
    if (first === undefined) return [];
    const beside = files.filter(({ file }) => /^(?:revert|verify)\//.test(file.slice(plan.folder.length + 1)));
    const isBelow = beside.filter(({ file }) => file.startsWith(`${plan.folder}/`));
    return [
      {
        kind: 'history',
        folder: `${plan.folder}/deploy`,
        dialect: first.dialect,
        files: [
          ...[...new Set(steps)].map((file, at) => ({ ...file, migration: numbered(at) })),
          ...isBelow.map((file) => ({ ...file, migration: undefined, takesBack: true })),
        ],
      },
    ];
  });
}

function numbered(at: number): MigrationName {
  return {
    tool: 'sequence',
    version: [BigInt(at)],
    prefix: '',
    separator: '',
    direction: 'up',
    repeatable: false,
    suffix: '.sql',
  };
}

function groupScripts(files: readonly Placed[]): { readonly scripts: Group[]; readonly others: Placed[] } {
  const running = new Map<Placed, readonly Placed[]>();
  const byFile = new Map(files.map((file) => [file.file, file]));
  for (const file of files) {
    const included = (file.includes ?? []).flatMap((path) => targetOf(file, path, byFile) ?? []);
    if (included.length > 0) running.set(file, included);
  }
  if (running.size === 0) return { scripts: [], others: [...files] };
  const run = new Set([...running.values()].flat());
  const lists = [...running.keys()].filter((file) => !run.has(file)).map((root) => runBy(root, running));
  const scripts: Group[] = [];
  const taken = new Set<Placed>();
  for (const list of lists.toSorted((one, other) => other.length - one.length)) {
    const [root] = list;
    if (list.some((file) => file.migration !== undefined || taken.has(file)) || createsTwice(list)) continue;
    for (const file of list) taken.add(file);
    const folder = commonFolder(list.map((file) => file.folder));
    scripts.push({ kind: 'loose', folder, dialect: root!.dialect, files: list, isOrdered: true });
  }
  return { scripts, others: files.filter((file) => !taken.has(file)) };
}

/** A path counts from the file, or from where the client was started: a folder above it. */
function targetOf(from: Placed, path: string, byFile: ReadonlyMap<string, Placed>): Placed | undefined {
  const steps = path.replaceAll('\\', '/').split('/');
  for (let folder = from.folder; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const target = byFile.get(joined(folder, steps));
    if (target !== undefined && target !== from && target.dialect === from.dialect) return target;
    if (folder === '') return undefined;
  }
}

function joined(folder: string, steps: readonly string[]): string {
  const parts = folder.split('/');
  for (const step of steps) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

/** A script and all that it runs, each file once. */
function runBy(root: Placed, running: ReadonlyMap<Placed, readonly Placed[]>): readonly Placed[] {
  const list = new Set<Placed>();
  const pending = [root];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (list.has(file)) continue;
    list.add(file);
    pending.push(...(running.get(file) ?? []).toReversed());
  }
  return [...list];
}

/** Variants of one schema stand in one script, one of which is chosen. */
function createsTwice(files: readonly Placed[]): boolean {
  const seen = new Set<string>();
  for (const { creates, removes } of files) {
    for (const table of removes) seen.delete(table);
    for (const table of creates) {
      if (seen.has(table)) return true;
      seen.add(table);
    }
  }
  return false;
}

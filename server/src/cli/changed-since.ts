/** Which lines have changed since a git revision, as `git diff` tells it. */
import { spawn } from 'node:child_process';
import { CannotRun } from './io.ts';
import { absolutePath } from './paths.ts';

/** Zero-based lines, both inclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export interface FileChanges {
  /** The file is new, or git cannot tell its lines apart. */
  readonly whole: boolean;
  readonly lines: readonly LineRange[];
  /** Lines before which something was taken away. */
  readonly removals: readonly number[];
}

/** By absolute '/'-separated path. */
export type Changes = ReadonlyMap<string, FileChanges>;

/**
 * Changes in the repositories that the folders are in: commits since the revision, what is not committed yet, and files
 * git does not know yet. Where the history has forked, changes count from the fork on, so that work of others on the
 * other branch does not.
 */
export async function changedSince(revision: string, folders: readonly string[]): Promise<Changes> {
  const changes = new Map<string, FileChanges>();
  for (const root of await repositoriesOf(folders)) {
    const base = await forkPoint(revision, root);
    const diff = await git(root, [...diffCommand, base, '--']).catch(cannotCompare(root));
    for (const [path, change] of readDiff(diff)) changes.set(absolutePath(root, path), change);
    const untracked = await git(root, ['ls-files', '--others', '--exclude-standard', '-z']).catch(cannotCompare(root));
    for (const path of untracked.split('\0')) {
      if (path !== '') changes.set(absolutePath(root, path), { whole: true, lines: [], removals: [] });
    }
  }
  return changes;
}

/** Every setting that would change the form of the output is overruled. */
const diffCommand = [
  '-c',
  'core.quotePath=false',
  'diff',
  '--unified=0',
  '--inter-hunk-context=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--diff-filter=d',
];

/** Whether any of the lines has changed, or something was taken away between them. */
export function touches(change: FileChanges, { start, end }: LineRange): boolean {
  return (
    change.whole ||
    change.lines.some((changed) => changed.start <= end && changed.end >= start) ||
    change.removals.some((before) => start < before && before <= end)
  );
}

export function readDiff(diff: string): Map<string, FileChanges> {
  const files = new Map<string, FileChanges>();
  let lines: LineRange[] = [];
  let removals: number[] = [];
  /** Lines of the present hunk that are content, whatever they look like. */
  let content = 0;
  for (const line of diff.split('\n')) {
    if (content > 0) {
      if (!line.startsWith('\\')) content--;
      continue;
    }
    const named = /^\+\+\+ (.*)$/.exec(line) ?? /^Binary files .* and (.*) differ$/.exec(line);
    if (named !== null) {
      lines = [];
      removals = [];
      files.set(pathIn(named[1]!), { whole: line.startsWith('Binary'), lines, removals });
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [, before = '1', first, after = '1'] = hunk;
    const count = Number(after);
    content = Number(before) + count;
    if (count > 0) lines.push({ start: Number(first) - 1, end: Number(first) + count - 2 });
    else removals.push(Number(first));
  }
  return files;
}

/** `b/name`, in quotes with escapes when the name has unusual characters; a tab ends a name with spaces. */
function pathIn(written: string): string {
  const quoted = /^"(.*)"\t?$/.exec(written);
  const path = quoted === null ? written.replace(/\t$/, '') : unescaped(quoted[1]!);
  return path.replace(/^b\//, '');
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
}

/** Folders as they were named, so that files are found again under the same name even behind symbolic links. */
async function repositoriesOf(folders: readonly string[]): Promise<Set<string>> {
  const roots = new Set<string>();
  for (const folder of folders) {
    const up = await git(folder, ['rev-parse', '--show-cdup']).catch((error: unknown) => {
      if (error instanceof CannotRun) throw error;
      throw new CannotRun(`--since needs a git repository, and ${folder} is in none.`);
    });
    roots.add(absolutePath(folder, up.trim()));
  }
  return roots;
}

async function forkPoint(revision: string, root: string): Promise<string> {
  const commit = await git(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]).catch((error: unknown) => {
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`There is no git revision "${revision}" in ${root}.`);
  });
  const fork = await git(root, ['merge-base', commit.trim(), 'HEAD']).catch(() => commit);
  return fork.trim();
}

function cannotCompare(root: string): (error: Error) => never {
  return (error) => {
    throw error instanceof CannotRun ? error : new CannotRun(`git cannot compare ${root}: ${error.message}`);
  };
}

/** Reading a repository runs none of the programs that its settings name, and writes nothing into it. */
const onlyReading = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

function git(folder: string, args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn('git', [...onlyReading, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', () => failed(new CannotRun('--since needs git, which could not be started.')));
    child.on('close', (code) => {
      if (code === 0) done(Buffer.concat(output).toString('utf8'));
      else failed(new Error(Buffer.concat(errors).toString('utf8').trim()));
    });
  });
}

/** Runs the command line in tests: as the bundled process, or in this process where only the text matters. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run as runInProcess } from '../../../server/src/cli/command-line.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Bundles the sources as they are now, so that no test meets an old build. Returns the program. */
export function buildBundle(name: string): string {
  const outdir = join('.cache', name);
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', '--outdir', outdir], { cwd: root });
  if (status !== 0) throw new Error(`the bundle could not be built: ${stderr}`);
  return join(root, outdir, 'cli.js');
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with files by path, gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'db-architect-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The bundle as a user starts it; what the tests' own environment says about colours does not count. */
export function runBundle(
  bundle: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [bundle, ...args], {
      cwd,
      env: { ...rest, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', failed);
    child.on('close', (code) =>
      done({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

/** The same without a process. `columns` makes it a terminal of that width. */
export async function run(
  args: readonly string[],
  { cwd, env = {}, columns }: { cwd: string; env?: Readonly<Record<string, string>>; columns?: number },
): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
    columns,
  });
  const code = await runInProcess(args, {
    cwd,
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    uses: () => {},
  });
  return { code, ...written };
}

/** A foreign key without an index: one warning with a safe fix. */
export const shop = `create table customer (id bigint primary key, name text not null);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customer (id)
);
`;

/** Nothing to complain about. */
export const clean = 'create table customer (id bigint primary key, name text not null);\n';

/**
 * Whether a keystroke costs the same in a small and in a very large workspace, and what the large one holds in memory.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeWorkspace } from './generate.mjs';
import { choosePlaces, typeAt } from './keystroke.mjs';
import { LspClient } from './lsp-client.mjs';
import { figure, quantile, table } from './report.mjs';
import { ours, withScratchFolder } from './servers.mjs';

const SIZES = [100, 1000, 10_000];

/** How long the server is left alone before its memory is read, in milliseconds: idle collectors return pages late. */
const IDLE = 15_000;

/** @param {number} pid @param {string} field of the process status, in kilobytes @returns {number | null} */
function statusKilobytes(pid, field) {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm'));
    return line ? Number(line[1]) : null;
  } catch {
    return null;
  }
}

/** @param {number} root @returns {number[]} the process and all below it */
function withDescendants(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(Number(entry));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const all = [root];
  for (let i = 0; i < all.length; i++) all.push(...(children.get(all[i]) ?? []));
  return all;
}

/** @param {number} pid @returns {number | null} its parent */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^PPid:\s+(\d+)/m)?.[1]);
  } catch {
    return null;
  }
}

/** @param {number | undefined} pid */
function memoryOf(pid) {
  if (pid === undefined || process.platform !== 'linux') return { rss: null, peak: null };
  const sum = (/** @type {string} */ field) =>
    withDescendants(pid).reduce((total, id) => total + (statusKilobytes(id, field) ?? 0), 0) / 1024;
  return { rss: sum('VmRSS'), peak: sum('VmHWM') };
}

/**
 * Waits until the server says the same thing about a file three times in a row: the workspace is read by then.
 * @param {LspClient} client
 * @param {string} uri
 * @param {number} first
 */
export async function untilSettled(client, uri, first) {
  if (!client.pulls) return void (await sleep(5000));
  let last = first;
  for (let same = 0, tries = 0; same < 3 && tries < 60; tries++) {
    await sleep(500);
    const { length } = await client.diagnostics(uri);
    same = length === last ? same + 1 : 0;
    last = length;
  }
}

/**
 * @param {import('./servers.mjs').Program} program
 * @param {number} tables
 */
async function measureWorkspace(program, tables) {
  return withScratchFolder(async (folder) => {
    const files = writeWorkspace(folder, tables);
    const client = new LspClient(program.command, program.lsp, { cwd: folder, env: program.env(folder) });
    try {
      const start = performance.now();
      await client.initialize(folder);
      const typed = [];
      let opened = 0;
      // Three files, so that the figure is not that of one lucky neighbourhood.
      for (const part of [0.25, 0.5, 0.75]) {
        const path = files[Math.floor(part * files.length)];
        const text = readFileSync(path, 'utf8');
        const uri = client.open(path, text);
        const first = await client.diagnostics(uri);
        opened ||= performance.now() - start;
        if (typed.length === 0) await untilSettled(client, uri, first.length);
        await typeAt(client, uri, choosePlaces(text, 2, ['column type']));
        typed.push(await typeAt(client, uri, choosePlaces(text, 20, ['column type', 'column name', 'table name'])));
      }
      const strokes = typed.flatMap((run) => run.strokes);
      const ms = strokes.map((stroke) => stroke.ms);
      const kinds = Object.fromEntries(
        [...new Set(strokes.map((stroke) => stroke.kind))].map((kind) => [
          kind,
          quantile(
            strokes.filter((stroke) => stroke.kind === kind).map((stroke) => stroke.ms),
            0.95,
          ),
        ]),
      );
      await sleep(IDLE);
      return {
        tables,
        files: files.length,
        opened,
        strokes: ms.length,
        failures: typed.flatMap((run) => run.failures),
        p50: quantile(ms, 0.5),
        p95: quantile(ms, 0.95),
        max: quantile(ms, 1),
        p95ByKind: kinds,
        ...memoryOf(client.pid),
      };
    } finally {
      await client.close();
    }
  });
}

/** @param {{sizes?: readonly number[]}} [options] */
export async function flat({ sizes = SIZES } = {}) {
  const program = ours();
  if (!program) return { absent: 'dist/cli.js is not built' };
  const workspaces = [];
  for (const size of sizes) {
    try {
      workspaces.push(await measureWorkspace(program, size));
    } catch (error) {
      workspaces.push({ tables: size, failed: String(error).slice(0, 300) });
    }
  }
  return { workspaces };
}

/** @param {Awaited<ReturnType<typeof flat>>} results */
export function printFlat(results) {
  const title = '## Keystroke by size of the workspace (ours)\n';
  if (!results.workspaces) return `${title}\nnot measured: ${results.absent}`;
  const base = results.workspaces.find((entry) => !('failed' in entry));
  const rows = results.workspaces.map((entry) => {
    if ('failed' in entry) return [entry.tables, 'failed', entry.failed, ...Array(8).fill('')];
    const ratio = base && 'p95' in base ? `${figure(entry.p95 / base.p95)}×` : '–';
    return [
      entry.tables,
      entry.files,
      figure(entry.opened),
      `${entry.strokes}${entry.failures.length > 0 ? ` (+${entry.failures.length} failed)` : ''}`,
      figure(entry.p50),
      figure(entry.p95),
      figure(entry.max),
      ratio,
      figure(entry.p95ByKind['table name']),
      figure(entry.rss),
      figure(entry.peak),
    ];
  });
  return `${title}\n${table(['tables', 'files', 'first answer ms', 'strokes', 'p50 ms', 'p95 ms', 'max ms', 'p95 ÷ smallest', 'p95 in table names', 'RSS MB', 'peak MB'], rows)}`;
}

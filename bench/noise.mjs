/**
 * How much the check says about real schemas: findings per hundred tables, project by project.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from './generate.mjs';
import { figure, table } from './report.mjs';
import { ours } from './servers.mjs';

const KINDS = ['pg-sql', 'sqlite-sql', 'mysql-sql', 'tsql'];

/** Severities from worst to mildest; one that is not listed is shown after them. */
const SEVERITIES = ['error', 'warning', 'info', 'hint'];

/**
 * @param {import('./servers.mjs').Program} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<any>} the JSON written to standard output, whatever the exit code: findings make it non-zero
 */
function json(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: program.env(cwd), maxBuffer: 1 << 30, timeout: 300_000 };
    execFile(program.command, [program.lsp[0], ...args], options, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new Error(`${args[0]}: ${stderr.trim().slice(0, 200) || error?.message || 'no JSON'}`));
      }
    });
  });
}

/** @param {readonly string[]} values @returns {[string, number][]} most frequent first */
function tally(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

export async function noise() {
  const program = ours();
  if (!program) return { absent: 'dist/cli.js is not built' };
  if (!existsSync(CORPUS)) return { absent: 'the corpus is not there' };
  const projects = [];
  const seen = /** @type {string[]} */ ([]);
  for (const kind of KINDS.filter((name) => existsSync(join(CORPUS, name)))) {
    for (const entry of readdirSync(join(CORPUS, kind), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const folder = join(CORPUS, kind, entry.name);
      const project = entry.name.replace('__', '/');
      try {
        const start = performance.now();
        const check = await json(program, ['check', '.', '--format', 'json'], folder);
        const wall = performance.now() - start;
        const schema = await json(program, ['schema', '.', '--format', 'json'], folder);
        const rules = check.findings.map((/** @type {any} */ finding) => finding.rule);
        seen.push(...rules);
        projects.push({
          kind,
          project,
          files: check.files,
          databases: schema.databases.length,
          tables: schema.databases.reduce(
            (/** @type {number} */ sum, /** @type {any} */ db) => sum + db.tables.length,
            0,
          ),
          findings: check.findings.length,
          severities: Object.fromEntries(tally(check.findings.map((/** @type {any} */ finding) => finding.severity))),
          rules: Object.fromEntries(tally(rules)),
          gaps: check.gaps.length,
          wall,
        });
      } catch (error) {
        projects.push({ kind, project, failed: String(error).slice(0, 300) });
      }
    }
  }
  return { projects, rules: Object.fromEntries(tally(seen)) };
}

/** @param {Awaited<ReturnType<typeof noise>>} results */
export function printNoise(results) {
  const title = '## Findings on real schemas (ours)\n';
  if (!results.projects) return `${title}\nnot measured: ${results.absent}`;
  const used = new Set(results.projects.flatMap((entry) => Object.keys(entry.severities ?? {})));
  const severities = [...SEVERITIES, ...[...used].filter((name) => !SEVERITIES.includes(name))];
  const per100 = (/** @type {number} */ n, /** @type {number} */ tables) =>
    tables > 0 ? figure((n * 100) / tables) : '–';
  const rows = results.projects.map((entry) => {
    if ('failed' in entry)
      return [entry.kind, entry.project, 'failed', entry.failed, ...Array(severities.length + 5).fill('')];
    const top = Object.entries(entry.rules).slice(0, 4);
    return [
      entry.kind,
      entry.project,
      entry.files,
      entry.databases,
      entry.tables,
      entry.findings,
      ...severities.map((name) => per100(entry.severities[name] ?? 0, entry.tables)),
      entry.gaps,
      figure(entry.wall),
      top.map(([rule, count]) => `${rule} ${count}`).join(', '),
    ];
  });
  const head = [
    'kind',
    'project',
    'files',
    'databases',
    'tables',
    'findings',
    ...severities.map((name) => `${name}/100`),
    'gaps',
    'ms',
    'top rules',
  ];
  const rules = Object.entries(results.rules).map(([rule, count]) => {
    const where = results.projects.filter((entry) => entry.rules?.[rule]).length;
    return [rule, count, where];
  });
  return `${title}\n${table(head, rows)}\n\n${table(['rule', 'findings', 'projects'], rules)}`;
}

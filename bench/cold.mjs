/**
 * How long the whole command takes on one large file, from the start of the process to its end.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { largeSchema, mediumSchema, sizeOf } from './generate.mjs';
import { figure, median, table } from './report.mjs';
import { ours, peers, withScratchFolder } from './servers.mjs';

const RUNS = 9;

/**
 * Runs one command. Bash's own `time` reads the resources of its child from the kernel; Node cannot for a single child.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, keepOutput: boolean, reportsOnStderr?: boolean}} options
 * @returns {Promise<{wall: number, cpu: number, code: number | null, stdout: string}>} times in milliseconds
 */
export function run(command, args, { cwd, env, keepOutput, reportsOnStderr = false }) {
  return new Promise((resolve, reject) => {
    const script = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" 2>STDERR 3>&-; } 2>&3';
    const child = spawn(
      'bash',
      ['-c', script.replace('STDERR', reportsOnStderr ? '&1' : '/dev/null'), 'bash', command, ...args],
      {
        cwd,
        env: { ...env, LC_ALL: 'C' },
        stdio: ['ignore', keepOutput ? 'pipe' : 'ignore', 'ignore', 'pipe'],
      },
    );
    let stdout = '';
    let times = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.stdio[3]?.on('data', (chunk) => {
      times += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const [wall, user, system] = times.trim().split(/\s+/).slice(-3).map(Number);
      resolve({ wall: wall * 1000, cpu: (user + system) * 1000, code, stdout });
    });
  });
}

/**
 * @param {string} text
 * @param {number} runs
 */
async function measureFile(text, runs) {
  return withScratchFolder(async (folder) => {
    const file = join(folder, 'schema.sql');
    writeFileSync(file, text);
    const programs = [ours(), ...peers()].filter((program) => program !== null);
    for (const program of programs) program.prepare(folder);
    const commands = programs.flatMap((program) => {
      const full = { program, name: program.name, args: program.check(file, folder) };
      if (!program.checkBriefly) return [full];
      return [full, { program, name: `${program.name} (summary)`, args: program.checkBriefly(file, folder) }];
    });
    const entries = [];
    for (const { program, name, args } of commands) {
      // The first run is not timed: it warms the disk cache and shows that the command really found something.
      const options = { cwd: folder, env: program.env(folder) };
      const { stdout, code } = await run(program.command, args, { ...options, keepOutput: true });
      const once = () => run(program.command, args, { ...options, keepOutput: false });
      const findings = program.countFindings(stdout);
      entries.push({
        command: name,
        version: program.version,
        code,
        findings,
        once,
        walls: /** @type {number[]} */ ([]),
        cpus: /** @type {number[]} */ ([]),
      });
    }
    // Turn by turn, so that a busy minute of the machine meets all of them.
    for (let i = 0; i < runs; i++) {
      for (const { once, walls, cpus } of entries) {
        const { wall, cpu } = await once();
        walls.push(wall);
        cpus.push(cpu);
      }
    }
    return entries.map(({ once: _, ...entry }) => ({ ...entry, wall: median(entry.walls), cpu: median(entry.cpus) }));
  });
}

/** @param {{runs?: number}} [options] */
export async function cold({ runs = RUNS } = {}) {
  const medium = mediumSchema();
  const inputs = [
    { name: 'large', source: 'generated', text: largeSchema() },
    { name: 'medium', ...medium },
  ];
  const results = [];
  for (const { name, source, text } of inputs) {
    results.push({ name, source, ...sizeOf(text), runs, commands: await measureFile(text, runs) });
  }
  return results;
}

/** @param {Awaited<ReturnType<typeof cold>>} results */
export function printCold(results) {
  const parts = ['## Cold check, whole process'];
  for (const { name, source, lines, tables, runs, commands } of results) {
    parts.push(`\n${name}: ${lines} lines, ${tables} tables, ${source}; medians of ${runs} alternating runs\n`);
    const mine = commands.find((entry) => entry.command === 'ours');
    const rows = commands.map((entry) => [
      entry.command,
      entry.version,
      entry.findings ?? '–',
      entry.code ?? '–',
      figure(entry.wall),
      figure(Math.min(...entry.walls)),
      figure(Math.max(...entry.walls)),
      figure(entry.cpu),
      mine ? `${figure(entry.wall / mine.wall)}×` : '–',
      mine ? `${figure(entry.cpu / mine.cpu)}×` : '–',
    ]);
    parts.push(
      table(
        ['command', 'version', 'findings', 'exit', 'wall ms', 'min', 'max', 'user+sys ms', 'wall ÷ ours', 'cpu ÷ ours'],
        rows,
      ),
    );
  }
  return parts.join('\n');
}

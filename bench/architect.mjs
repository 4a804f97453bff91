/**
 * How long a question waits: for the answer without a model, for what a model is given, and for the embedded PostgreSQL
 * that executes the code of answers.
 */
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilSettled } from './flat.mjs';
import { writeWorkspace } from './generate.mjs';
import { LspClient } from './lsp-client.mjs';
import { figure, median, quantile, table } from './report.mjs';
import { ours, ROOT, withScratchFolder } from './servers.mjs';

const TABLES = 300;
const SERVERS = 5;
const ROUNDS = 3;
const STARTS = 7;

/** Tokens that the prompt may have: those of a usual model. */
const WINDOW = 32_000;

/** The sample questions, as a user would write them. */
function questions() {
  const folder = join(ROOT, 'prompts', 'questions');
  return readdirSync(folder).map((name) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      .trim(),
  );
}

/** @param {string} text */
const asked = (text) => ({ text, references: [], history: [] });

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One server: its first question, then every question, without a model and as a prompt in turns. */
async function measureServer(/** @type {import('./servers.mjs').Program} */ program) {
  return withScratchFolder(async (folder) => {
    const files = writeWorkspace(folder, TABLES);
    const client = new LspClient(program.command, program.lsp, { cwd: folder, env: program.env(folder) });
    try {
      await client.initialize(folder);
      const uri = client.open(files[0], readFileSync(files[0], 'utf8'));
      await untilSettled(client, uri, (await client.diagnostics(uri)).length);
      const all = questions();
      const consult = (/** @type {string} */ text) => client.request('dbArchitect/consult', asked(text));
      const prompt = (/** @type {string} */ text) =>
        client.request('dbArchitect/prompt', { asked: asked(text), window: WINDOW });
      const first = await timed(() => consult(all[0]));
      await prompt(all[0]);
      const consulted = [];
      const assembled = [];
      for (let round = 0; round < ROUNDS; round++) {
        for (const text of all) {
          const alone = await timed(() => consult(text));
          consulted.push(alone);
          // The prompt holds the same consultation: what is more is its assembly.
          assembled.push((await timed(() => prompt(text))) - alone);
        }
      }
      return { first, consulted, assembled };
    } finally {
      await client.close();
    }
  });
}

/** From the start of the process with the embedded PostgreSQL to the moment it takes statements. */
function startOfDatabase(/** @type {import('./servers.mjs').Program} */ program) {
  return timed(
    () =>
      new Promise((resolve, reject) => {
        const child = fork(join(ROOT, 'dist', 'verify.js'), [], { execPath: program.command, silent: true });
        child.on('error', reject);
        child.on('message', (/** @type {{kind: string, reason?: string}} */ { kind, reason }) => {
          if (kind === 'ready') resolve(undefined);
          else reject(new Error(reason));
          child.kill();
        });
      }),
  );
}

export async function architect() {
  const program = ours();
  if (!program) return { absent: 'dist/cli.js is not built' };
  const servers = [];
  for (let run = 0; run < SERVERS; run++) servers.push(await measureServer(program));
  const starts = [];
  for (let run = 0; run < STARTS; run++) starts.push(await startOfDatabase(program));
  return {
    tables: TABLES,
    questions: questions().length,
    first: servers.map(({ first }) => first),
    consulted: servers.flatMap(({ consulted }) => consulted),
    assembled: servers.flatMap(({ assembled }) => assembled),
    starts,
  };
}

/** @param {Exclude<Awaited<ReturnType<typeof architect>>, {absent: string}>} result */
function rows({ tables, questions: asked, first, consulted, assembled, starts }) {
  const row = (/** @type {string} */ what, /** @type {readonly number[]} */ values) => [
    what,
    values.length,
    figure(median(values)),
    figure(quantile(values, 0.95)),
    figure(quantile(values, 1)),
  ];
  return [
    row(`first question to a server, ${tables} tables`, first),
    row(`each of ${asked} questions`, consulted),
    row('assembly of the prompt', assembled),
    row('embedded PostgreSQL ready', starts),
  ];
}

/** @param {Awaited<ReturnType<typeof architect>>} result */
export function printArchitect(result) {
  if ('absent' in result) return `## architect\n\n${result.absent}`;
  return `## architect\n\n${table(['what', 'times', 'p50 ms', 'p95 ms', 'max ms'], rows(result))}`;
}

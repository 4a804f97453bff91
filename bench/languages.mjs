/**
 * Prisma and Python: how long a keystroke waits, how long a workspace of Python takes to be read, and a whole check of
 * a Prisma schema beside prisma-lint.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './cold.mjs';
import { largestPrismaSchema, modelsModule, prismaSchema, writePythonWorkspace } from './generate-models.mjs';
import { typeAt } from './keystroke.mjs';
import { LspClient } from './lsp-client.mjs';
import { figure, median, quantile, table } from './report.mjs';
import { ours, prismaLint, withScratchFolder } from './servers.mjs';

const PLACES = 60;
const RUNS = 9;
const PYTHON = { files: 1000, withModels: 60 };

/** @typedef {import('./keystroke.mjs').Place} Place */

/** What is typed into, by language: each match's second group, in its middle. */
const WORDS = {
  prisma: {
    'column name': /^( {2})([a-z]\w{2,}) [A-Z]/,
    'column type': /^( {2}[a-z]\w{2,} )([A-Z]\w{2,})/,
    'table name': /^(model )(\w+) \{/,
    comment: /^(\/\/\/ )(\w[\w ]+)/,
  },
  python: {
    'column name': /^( {4})([a-z]\w{2,}): Mapped/,
    'column type': /^( {4}\w+: Mapped\[.*\] = mapped_column\()([A-Z]\w{2,})/,
    'table name': /^( {4}__tablename__ = ")(\w+)/,
    comment: /^( {4}""")(\w[\w ]+)/,
  },
};

/**
 * Places evenly spread over the file, the kinds taking turns.
 * @param {string} text
 * @param {keyof typeof WORDS} language
 * @param {number} count
 * @returns {Place[]}
 */
function placesIn(text, language, count) {
  const kinds = Object.entries(WORDS[language]).map(([kind, pattern]) =>
    text.split('\n').flatMap((content, line) => {
      const [, before, word] = pattern.exec(content) ?? [];
      if (word === undefined) return [];
      const character = before.length + (word.length >> 1);
      return [{ kind: /** @type {Place['kind']} */ (kind), line, character }];
    }),
  );
  const share = Math.ceil(count / kinds.length);
  return Array.from({ length: share }, (_, at) =>
    kinds.flatMap((places) => places[Math.floor(((at + 0.5) * places.length) / share)] ?? []),
  ).flat();
}

/**
 * Types into one file after the other of a workspace that holds them all.
 * @param {import('./servers.mjs').Program} program
 * @param {readonly {name: string, file: string, language: keyof typeof WORDS, text: string}[]} inputs
 */
async function measureKeystrokes(program, inputs) {
  return withScratchFolder(async (folder) => {
    for (const { file, text } of inputs) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const client = new LspClient(program.command, program.lsp, { cwd: folder, env: program.env(folder) });
    try {
      await client.initialize(folder);
      const results = [];
      for (const { name, file, language, text } of inputs) {
        const uri = client.open(join(folder, file), text, language);
        const start = performance.now();
        const first = await client.diagnostics(uri);
        const opened = performance.now() - start;
        await sleep(1000);
        await typeAt(client, uri, placesIn(text, language, 4));
        const { strokes, ...figures } = await typeAt(client, uri, placesIn(text, language, PLACES));
        const last = await client.diagnostics(uri);
        results.push({
          name,
          bytes: text.length,
          lines: text.split('\n').length,
          opened,
          diagnostics: first.length,
          // Every letter was taken back: what is said at the end must be what was said at the start.
          isAsBefore: JSON.stringify(last) === JSON.stringify(first),
          p95ByKind: byKind(strokes),
          ...figures,
        });
      }
      return results;
    } finally {
      await client.close();
    }
  });
}

/** @param {readonly {kind: string, ms: number}[]} strokes */
const byKind = (strokes) =>
  [...new Set(strokes.map(({ kind }) => kind))].map((kind) => {
    const own = strokes.filter((stroke) => stroke.kind === kind).map(({ ms }) => ms);
    return { kind, p95: quantile(own, 0.95) };
  });

/**
 * From the start of the server to the first answer about a file with models that counts all files.
 * @param {import('./servers.mjs').Program} program
 */
async function measureIndexing(program) {
  return withScratchFolder(async (folder) => {
    const [path] = writePythonWorkspace(folder, PYTHON);
    const text = readFileSync(path, 'utf8');
    const times = [];
    let diagnostics = 0;
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      const client = new LspClient(program.command, program.lsp, { cwd: folder, env: program.env(folder) });
      try {
        await client.initialize(folder);
        diagnostics = (await client.diagnostics(client.open(path, text, 'python'))).length;
        times.push(performance.now() - start);
      } finally {
        await client.close();
      }
    }
    return { ...PYTHON, median: median(times), max: Math.max(...times), diagnostics };
  });
}

/**
 * The whole command on one Prisma schema, turn by turn.
 * @param {import('./servers.mjs').Program} program
 * @param {string} text
 */
async function measureCheck(program, text) {
  return withScratchFolder(async (folder) => {
    const file = join(folder, 'schema.prisma');
    writeFileSync(file, text);
    const entries = [];
    for (const each of [program, prismaLint()]) {
      if (each === null) continue;
      each.prepare(folder);
      const once = (/** @type {boolean} */ keepOutput) =>
        run(each.command, each.check(file, folder), {
          ...{ cwd: folder, env: each.env(folder), keepOutput },
          reportsOnStderr: each.reportsOnStderr,
        });
      const { stdout, code } = await once(true);
      entries.push({ each, once, findings: each.countFindings(stdout), code, walls: [0], cpus: [0] });
    }
    for (let i = 0; i < RUNS; i++) {
      for (const { once, walls, cpus } of entries) {
        const { wall, cpu } = await once(false);
        walls[i] = wall;
        cpus[i] = cpu;
      }
    }
    return entries.map(({ each: { name, version }, findings, code, walls, cpus }) => ({
      ...{ name, version, findings, code, walls, cpus },
      ...{ wall: median(walls), cpu: median(cpus) },
    }));
  });
}

export async function languages() {
  const program = ours();
  if (!program) return { absent: 'dist/cli.js is not built' };
  const schema = prismaSchema(76_000);
  const models = modelsModule(3000);
  const real = largestPrismaSchema();
  const keystrokes = await measureKeystrokes(program, [
    { name: 'Prisma, generated', file: 'prisma/schema.prisma', language: 'prisma', text: schema },
    { name: 'SQLAlchemy, generated', file: 'app/models.py', language: 'python', text: models },
  ]);
  if (real) {
    const input = { name: 'Prisma, real (corpus)', file: 'schema.prisma', language: /** @type {const} */ ('prisma') };
    keystrokes.push(...(await measureKeystrokes(program, [{ ...input, text: real }])));
  }
  return { keystrokes, indexing: await measureIndexing(program), check: await measureCheck(program, schema) };
}

/** @param {Awaited<ReturnType<typeof languages>>} results */
export function printLanguages(results) {
  const title = '## Prisma and Python (ours)\n';
  if (!results.keystrokes) return `${title}\nnot measured: ${results.absent}`;
  const { keystrokes, indexing, check } = results;
  const strokes = keystrokes.map((entry) => [
    entry.name,
    entry.lines,
    entry.diagnostics,
    figure(entry.opened),
    `${entry.count}${entry.failures.length > 0 ? ` (+${entry.failures.length} failed)` : ''}`,
    figure(entry.p50),
    figure(entry.p95),
    figure(entry.max),
    entry.p95ByKind.map(({ kind, p95 }) => `${kind} ${figure(p95)}`).join(', '),
    entry.isAsBefore ? 'yes' : 'no',
  ]);
  const mine = check.find(({ name }) => name === 'ours');
  const checks = check.map((entry) => [
    entry.name,
    entry.version,
    entry.findings ?? '–',
    figure(entry.wall),
    figure(Math.min(...entry.walls)),
    figure(Math.max(...entry.walls)),
    figure(entry.cpu),
    mine ? `${figure(entry.wall / mine.wall)}×` : '–',
  ]);
  return [
    title,
    table(
      [
        'file',
        'lines',
        'findings',
        'opened ms',
        'strokes',
        'p50 ms',
        'p95 ms',
        'max ms',
        'p95 by place',
        'same at end',
      ],
      strokes,
    ),
    `\n${indexing.files} Python files, ${indexing.withModels} with models: first answer after ${figure(indexing.median)} ms (at most ${figure(indexing.max)}), ${indexing.diagnostics} diagnostics in one of them.`,
    '\nWhole check of the generated Prisma schema:\n',
    table(['command', 'version', 'findings', 'wall ms', 'min', 'max', 'user+sys ms', 'wall ÷ ours'], checks),
  ].join('\n');
}

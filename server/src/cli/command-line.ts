/** Runs a command: finds it by name, prints help, turns failures into messages and exit codes. */

import { mostSimilar } from '../text/similar-name.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { CannotRun, type ExitCode, type Io } from './io.ts';
import { paintFor } from './paint.ts';
import { slashed } from './paths.ts';
import { harmless } from './text-layout.ts';
import * as usage from './usage.ts';
import { version } from './version.ts';

type Run = (args: Arguments<never>, io: Io) => Promise<ExitCode> | ExitCode;

/** Loaded when they are asked for: help and version need no engine. */
const runs: Readonly<Record<string, () => Promise<Run>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  schema: async () => (await import('./commands/schema.ts')).schema,
  rules: async () => (await import('./commands/rules.ts')).rules,
  explain: async () => (await import('./commands/explain.ts')).explain,
  ask: async () => (await import('./commands/ask.ts')).ask,
  lsp: async () => (await import('./commands/lsp.ts')).lsp,
  mcp: async () => (await import('./commands/mcp.ts')).mcp,
};

/** Runs the command of the process's arguments and ends the process; `atEnd` is told which parts of the program it used. */
export async function runProcess(atEnd: (parts: ReadonlySet<string>) => void): Promise<void> {
  // `db-architect check | head` closes the pipe early, which is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  const parts = new Set<string>();
  const code = await run(process.argv.slice(2), {
    cwd: slashed(process.cwd()),
    env: process.env,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    uses: (part) => void parts.add(part),
  });
  await Promise.all([process.stdout, process.stderr].map(written));
  atEnd(parts);
  // A process that comes to its end by itself takes all that it holds in memory apart first.
  process.exit(code);
}

/** When all that was written to a stream has left the process. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}

function outputOf(stream: NodeJS.WriteStream): Io['stdout'] {
  return {
    write: (text) => void stream.write(text),
    columns: stream.isTTY ? stream.columns : undefined,
  };
}

export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const paint = paintFor(io.stderr, io.env);
    const label = paint(`${usage.programName}:`, 'red', 'bold');
    if (error instanceof CannotRun) {
      const hint = error.hint === undefined ? '' : `${error.hint}\n`;
      io.stderr.write(`${label} ${harmless(`${error.message}\n${hint}`)}`);
    } else {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      io.stderr.write(
        `${label} This is a mistake in ${usage.programName} ${version}. Please report it:\n${harmless(trace)}\n`,
      );
    }
    return 2;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const paint = paintFor(io.stdout, io.env);
  const width = Math.min(io.stdout.columns ?? 100, 100);
  const [first, ...rest] = args;
  switch (first) {
    case undefined:
      io.stderr.write(usage.programHelp(paintFor(io.stderr, io.env), width));
      return 2;
    case '--help':
    case '-h':
      io.stdout.write(usage.programHelp(paint, width));
      return 0;
    case '--version':
    case '-v':
      io.stdout.write(`${version}\n`);
      return 0;
    case 'help':
      return rest[0] === undefined ? dispatch(['--help'], io) : dispatch([rest[0], '--help'], io);
  }
  const command = usage.commands.find(({ name }) => name === first);
  if (command === undefined) throw unknown(first);
  const read = readArguments(command, rest);
  if (read.help) {
    io.stdout.write(usage.commandHelp(command, paint, width));
    return 0;
  }
  if (command.operands === '' && read.operands.length > 0) {
    throw new CannotRun(`${first} takes no "${read.operands[0]}".`, `See ${usage.programName} ${first} --help.`);
  }
  io.uses(command.name);
  const start = await runs[command.name]!();
  return start(read as Arguments<never>, io);
}

function unknown(word: string): CannotRun {
  const names = usage.commands.map(({ name }) => name);
  const hint = `Commands: ${names.join(', ')}. See ${usage.programName} --help.`;
  if (word.startsWith('-')) return new CannotRun(`There is no flag ${word} before a command.`, hint);
  const similar = mostSimilar(word, names);
  if (similar !== undefined) return new CannotRun(`There is no command "${word}". Did you mean "${similar}"?`, hint);
  const looksLikePath = /[./\\]/.test(word);
  const suggestion = looksLikePath ? ` Did you mean "${usage.programName} check ${word}"?` : '';
  return new CannotRun(`There is no command "${word}".${suggestion}`, hint);
}

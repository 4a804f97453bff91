/** What can be asked of the command line: the flags of every command, and the help that is printed from them. */
import { endpointVariable, keyVariable, modelVariable } from './model-setup.ts';
import type { Paint } from './paint.ts';
import { wrap } from './text-layout.ts';

export const programName = 'db-architect';

export interface Flag {
  /** How the value is called in the help; a flag without it takes none. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface Command {
  readonly name: string;
  /** Positional arguments, as the usage line shows them. */
  readonly operands: string;
  readonly summary: string;
  readonly details: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  readonly examples: readonly { readonly command: string; readonly does: string }[];
}

const schemaPaths = 'Files and folders to read; the working directory when none is given.';

export const checkCommand = {
  name: 'check',
  operands: '[paths]',
  summary: 'Check schemas and migrations and report what will hurt later',
  details: [
    schemaPaths,
    'Errors, warnings and infos are shown; hints with --severity hint. The exit code is 1 when there is an error or a ' +
      'warning. --severity sets both: the least severe finding that is shown and that makes the exit code 1.',
    'Settings come from the nearest db-architect.jsonc in or above each folder.',
    'In JSON, SARIF and annotations, a file below the working directory (for annotations: below the repository that ' +
      'the workflow checked out) is named relative to it, any other by its absolute path.',
  ],
  flags: {
    format: {
      value: 'format',
      choices: ['pretty', 'json', 'sarif', 'github'],
      help: 'How to report (default: pretty).',
    },
    fix: { help: 'Apply every fix that is safe, then report what is left.' },
    severity: {
      value: 'severity',
      choices: ['error', 'warning', 'info', 'hint'],
      help: 'Least severe finding that is shown and counted.',
    },
    'max-warnings': {
      value: 'n',
      help: 'Exit with 0 while there is no error and at most this many other findings that count.',
    },
    since: { value: 'revision', help: 'Report only what stands on lines changed since this git revision.' },
    baseline: { value: 'file', help: 'Hide the findings that this file lists, and say how many.' },
    'write-baseline': {
      help: 'List all present findings in the baseline (default: db-architect-baseline.json) and exit with 0.',
    },
  },
  examples: [
    { command: 'db-architect check', does: 'everything below the working directory' },
    { command: 'db-architect check db/migrations --fix', does: 'mend what can be mended safely' },
    { command: 'db-architect check --since origin/main --format github', does: 'annotate a pull request' },
    { command: 'db-architect check --write-baseline', does: 'accept an old schema as it is …' },
    { command: 'db-architect check --baseline db-architect-baseline.json', does: '… and see only what is new' },
  ],
} satisfies Command;

export const schemaCommand = {
  name: 'schema',
  operands: '[paths]',
  summary: 'Print the schema that all files together make',
  details: [schemaPaths],
  flags: {
    format: {
      value: 'format',
      choices: ['sql', 'prisma', 'sqlalchemy', 'sqlmodel', 'dbml', 'mermaid', 'json'],
      help: 'How to print it (default: sql).',
    },
  },
  examples: [
    { command: 'db-architect schema db/migrations', does: 'what the migrations come to, as SQL' },
    { command: 'db-architect schema --format prisma', does: 'as a Prisma schema, whatever the files are written in' },
    { command: 'db-architect schema --format mermaid > schema.mmd', does: 'as a diagram' },
  ],
} satisfies Command;

export const rulesCommand = {
  name: 'rules',
  operands: '',
  summary: 'List the rules',
  details: [],
  flags: {
    format: { value: 'format', choices: ['markdown', 'json'], help: 'How to list them (default: markdown).' },
  },
  examples: [
    { command: 'db-architect rules', does: 'a table for each family' },
    { command: 'db-architect rules --format json', does: 'for other programs' },
  ],
} satisfies Command;

export const explainCommand = {
  name: 'explain',
  operands: '<rule>',
  summary: 'Explain a rule: why it exists, what it flags, what to write instead',
  details: [],
  flags: {},
  examples: [{ command: 'db-architect explain fk-without-index', does: 'read about one rule' }],
} satisfies Command;

export const askCommand = {
  name: 'ask',
  operands: '<question>',
  summary: 'Ask the architect a design question about this workspace',
  details: [
    'The answer is put together from the schema, its findings, the manifests of the project and what the architect ' +
      'knows; nothing leaves the machine. A question may begin with a command: /review /design /indexes /normalize ' +
      '/jsonb /migrate /choose /tenancy /cache /scale /security /cost /erd /explain /adr.',
    `A language model answers instead where you have set one up: ${endpointVariable} is the address of an ` +
      `OpenAI-compatible endpoint, ${modelVariable} the name of the model, ${keyVariable} its key if it wants one. ` +
      'It is then sent the question, the tables in question and their findings; secrets are masked.',
  ],
  flags: {
    path: { value: 'folder', help: 'The folder that the question is about (default: the working directory).' },
    offline: { help: 'Answer without a language model, also where one is set up.' },
    'show-prompt': { help: 'Print what a model would be sent, and send nothing.' },
    format: { value: 'format', choices: ['markdown', 'json'], help: 'How to answer (default: markdown).' },
  },
  examples: [
    { command: 'db-architect ask "/review What should be mended first?"', does: 'the findings that matter, in order' },
    { command: 'db-architect ask "MongoDB or PostgreSQL for activity feeds?"', does: 'weigh it for this project' },
  ],
} satisfies Command;

export const lspCommand = {
  name: 'lsp',
  operands: '',
  summary: 'Run the language server for editors',
  details: ['The server of the VS Code extension, for Neovim, Helix, Zed and any other editor that speaks LSP.'],
  flags: {
    stdio: { help: 'Speak over standard input and output (the default).' },
  },
  examples: [{ command: 'db-architect lsp --stdio', does: 'what an editor is told to start' }],
} satisfies Command;

export const mcpCommand = {
  name: 'mcp',
  operands: '',
  summary: 'Serve the workspace to AI agents over the Model Context Protocol',
  details: [
    'Tools to list and describe tables, review the schema, verify SQL in an embedded PostgreSQL, explain rules, convert ' +
      'schemas and consult the architect. All of them only read. Speaks over standard input and output.',
  ],
  flags: {
    path: { value: 'folder', help: 'Folder to serve, and nothing outside of it; may be repeated (default: here).' },
  },
  examples: [{ command: 'db-architect mcp --path .', does: 'what an agent is told to start' }],
} satisfies Command;

export const commands: readonly Command[] = [
  checkCommand,
  schemaCommand,
  rulesCommand,
  explainCommand,
  askCommand,
  lspCommand,
  mcpCommand,
];

const exitCodes = [
  ['0', 'nothing to report'],
  ['1', 'findings'],
  ['2', 'could not run'],
] as const;

export function programHelp(paint: Paint, width: number): string {
  const rows = commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const);
  return sections([
    [`${paint(programName, 'bold')} checks SQL, Prisma and SQLAlchemy schemas and their migrations.`],
    [heading('Usage', paint), `  ${programName} <command> [flags]`],
    [heading('Commands', paint), ...table(rows, paint, width)],
    [
      heading('Flags', paint),
      ...table(
        [
          ['--help', 'Help, also for each command: db-architect check --help.'],
          ['--version', 'Print the version.'],
        ],
        paint,
        width,
      ),
    ],
    [
      heading('Examples', paint),
      ...examples(
        commands.flatMap((command) => command.examples.slice(0, 2)),
        paint,
      ),
    ],
    [heading('Exit codes', paint), ...table(exitCodes, paint, width)],
  ]);
}

export function commandHelp(command: Command, paint: Paint, width: number): string {
  const flags = { ...command.flags, help: { help: 'Print this.' } } satisfies Command['flags'];
  const rows = Object.entries<Flag>(flags).map(([name, { value, choices, help }]) => {
    const choice = choices === undefined ? '' : ` One of ${choices.join(', ')}.`;
    return [value === undefined ? `--${name}` : `--${name} <${value}>`, help + choice] as const;
  });
  const usage = [programName, command.name, command.operands, '[flags]'].filter((word) => word !== '').join(' ');
  return sections([
    [`${command.summary}.`],
    [heading('Usage', paint), `  ${usage}`],
    ...command.details.map((paragraph) => wrap(paragraph, width)),
    [heading('Flags', paint), ...table(rows, paint, width)],
    [heading('Examples', paint), ...examples(command.examples, paint)],
    ...(command.name === 'check' ? [[heading('Exit codes', paint), ...table(exitCodes, paint, width)]] : []),
  ]);
}

function sections(parts: readonly (readonly string[])[]): string {
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(text: string, paint: Paint): string {
  return paint(text, 'bold', 'underline');
}

function table(rows: readonly (readonly [string, string])[], paint: Paint, width: number): string[] {
  const first = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, text]) =>
    wrap(text, Math.max(30, width - first - 4)).map(
      (line, i) => `  ${i === 0 ? paint(name.padEnd(first), 'cyan') : ' '.repeat(first)}  ${line}`,
    ),
  );
}

function examples(list: Command['examples'], paint: Paint): string[] {
  const first = Math.max(...list.map(({ command }) => command.length));
  return list.map(({ command, does }) => `  ${command.padEnd(first)}  ${paint(`# ${does}`, 'dim')}`);
}

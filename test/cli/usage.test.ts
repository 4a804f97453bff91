import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commands } from '../../server/src/cli/usage.ts';
import { folderWith, run } from './kit/command-line.ts';

const cwd = '/';

test.each(commands)('$name has a help with examples', async ({ name, flags, examples }) => {
  const { code, stdout } = await run([name, '--help'], { cwd });
  expect(code).toBe(0);
  for (const flag of Object.keys(flags)) expect(stdout).toContain(`--${flag}`);
  expect(examples.length).toBeGreaterThan(0);
  for (const { command } of examples) expect(stdout).toContain(command);
});

test('the program has a help that names every command', async () => {
  const { code, stdout } = await run(['--help'], { cwd });
  expect(code).toBe(0);
  for (const { name, summary } of commands) expect(stdout).toMatch(new RegExp(`${name}.* ${summary}`));
});

test('help is there under every name people try', async () => {
  const { stdout } = await run(['--help'], { cwd });
  expect(await run(['-h'], { cwd })).toMatchObject({ code: 0, stdout });
  expect(await run(['help'], { cwd })).toMatchObject({ code: 0, stdout });
  expect((await run(['help', 'check'], { cwd })).stdout).toBe((await run(['check', '-h'], { cwd })).stdout);
});

test('without a command there is help and a failure', async () => {
  const { code, stdout, stderr } = await run([], { cwd });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('Usage');
});

test('the version is that of the package', async () => {
  expect(await run(['--version'], { cwd })).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
});

test.each([
  [['chekc'], 'There is no command "chekc". Did you mean "check"?'],
  [['samples/shop'], 'There is no command "samples/shop". Did you mean "db-architect check samples/shop"?'],
  [['--format', 'json'], 'There is no flag --format before a command.'],
  [['check', '--fromat', 'json'], 'There is no flag --fromat. Did you mean --format?'],
  [['check', '-x'], 'There is no flag -x.'],
  [['check', '--format', 'jsn'], '--format "jsn" is not one of pretty, json, sarif, github. Did you mean "json"?'],
  [['check', '--format'], '--format needs a value: --format <pretty|json|sarif|github>.'],
  [['check', '--since', '--fix'], '--since needs a value: --since <revision>.'],
  [['check', '--fix=yes'], '--fix takes no value.'],
  [['check', '--max-warnings', 'many'], '--max-warnings "many" is not a number.'],
  [['check', 'no/such/folder'], 'There is no file or folder /no/such/folder.'],
  [['check', '--write-baseline', '--since', 'HEAD'], '--write-baseline lists the findings as they are'],
  [['rules', 'all'], 'rules takes no "all".'],
  [['explain'], 'Name one rule'],
  [['explain', 'fk-without-indexes'], 'There is no rule "fk-without-indexes". Did you mean "fk-without-index"?'],
])('%j cannot run and says why', async (args, message) => {
  const { code, stdout, stderr } = await run(args, { cwd });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
});

test('a path may begin with a dash behind --', async () => {
  const cwd = folderWith({ '-odd.sql': 'create table a (id bigint primary key);' });
  expect(await run(['check', '--format', 'json', '--', '-odd.sql'], { cwd })).toMatchObject({ code: 0 });
});

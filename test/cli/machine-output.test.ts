/** What programs are given stands in terminals and logs, too: names of a file cannot steer those. */
import { expect, test } from 'vitest';
import { folderWith, run } from './kit/command-line.ts';

const name = 'or\x1bd\x7fe\x9br\u202es\u2066';
const files = {
  'schema.sql': `create table customer (id bigint primary key);
create table "${name}" (id bigint primary key, "a${name}" bigint not null references customer (id));
frobnicate "${name}";
`,
};

test.each([
  ['check', '--format', 'json'],
  ['check', '--format', 'sarif'],
  ['schema', '--format', 'json'],
  ['rules', '--format', 'json'],
])('%s %s %s', async (...args) => {
  const { stdout } = await run(args, { cwd: folderWith(files) });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(stdout).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  const said = JSON.parse(stdout);
  if (args[0] !== 'rules') expect(JSON.stringify(said)).toContain(JSON.stringify(name).slice(1, -1));
});

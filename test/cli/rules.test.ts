import { expect, test } from 'vitest';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { run } from './kit/command-line.ts';

const cwd = '/';

test('as JSON, after the contract', async () => {
  const { code, stdout } = await run(['rules', '--format', 'json'], { cwd });
  expect(code).toBe(0);
  const { rules } = JSON.parse(stdout);
  expect(rules).toHaveLength(catalogue.length);
  for (const rule of rules) {
    expect(rule).toEqual({
      id: expect.stringMatching(/^[a-z0-9-]+$/),
      family: expect.stringMatching(/^\w+$/),
      severity: expect.stringMatching(/^(?:error|warning|info|hint)$/),
      fix: expect.stringMatching(/^(?:none|safe|unsafe)$/),
      languages: expect.arrayContaining([expect.stringMatching(/^(?:postgresql|mysql|sqlite|sqlserver)$/)]),
      summary: expect.stringMatching(/\.$/),
    });
  }
});

test('as Markdown, every rule in a table', async () => {
  const { stdout } = await run(['rules'], { cwd });
  for (const { id } of catalogue) expect(stdout).toContain(`| \`${id}\` |`);
  for (const line of stdout.split('\n')) {
    if (line.startsWith('|')) expect(line.replaceAll('\\|', '').match(/\|/g), line).toHaveLength(6);
  }
  expect(stdout).toContain(catalogue[0]!.summary);
});

test.each(catalogue)('explain $id', async ({ id, summary }) => {
  const { code, stdout } = await run(['explain', id], { cwd });
  expect(code).toBe(0);
  expect(stdout.startsWith(`# ${id}\n`)).toBe(true);
  expect(stdout).toContain(summary);
});

test('on a terminal the page is laid out', async () => {
  const { stdout } = await run(['explain', 'fk-without-index'], { cwd, columns: 60, env: { NO_COLOR: '1' } });
  expect(stdout).toMatch(/^fk-without-index\n/);
  expect(stdout).not.toContain('```');
  expect(stdout).not.toContain('**');
  const prose = stdout.split('\n').filter((line) => /^ {2}\S/.test(line));
  for (const line of prose) expect(line.length, line).toBeLessThanOrEqual(60);
});

test('what the engine itself reports can be explained too', async () => {
  expect(await run(['explain', 'unused-suppression'], { cwd })).toMatchObject({ code: 0 });
});

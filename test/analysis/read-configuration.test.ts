import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { readConfiguration } from '../../server/src/analysis/read-configuration.ts';
import { noPrimaryKey } from '../../server/src/rules/keys/no-primary-key.ts';
import type { Rule } from '../../server/src/rules/rule.ts';

const rules = [
  noPrimaryKey,
  { ...noPrimaryKey, id: 'wide-table', options: { max: 30, except: ['a'] } },
] as unknown as readonly Rule[];

function read(text: string) {
  const { configuration, problems } = readConfiguration(text, defaultConfiguration, rules);
  return {
    configuration,
    problems: problems.map(({ message, span }) => `${text.slice(span.start, span.end)}: ${message}`),
  };
}

test('everything that can be said', () => {
  const { configuration, problems } = read(`{
    // a comment, and a trailing comma
    "$schema": "x",
    "dialect": "mysql",
    "severity": "warning",
    "rules": {
      "no-primary-key": "off",
      "wide-table": ["error", { "max": 50, "except": ["b", "c"] }],
    },
    "ignore": ["legacy"],
    "databases": [{ "name": "shop", "files": ["a.sql", "b/*.sql"], "dialect": "sqlite" }],
  }`);
  expect(problems).toEqual([]);
  expect(configuration).toEqual({
    dialect: 'mysql',
    severity: 'warning',
    rules: new Map([
      ['no-primary-key', { severity: 'off', options: {} }],
      ['wide-table', { severity: 'error', options: { max: 50, except: ['b', 'c'] } }],
    ]),
    ignore: ['legacy'],
    databases: [{ name: 'shop', files: ['a.sql', 'b/*.sql'], dialect: 'sqlite' }],
  });
});

test('options alone keep the severity', () => {
  const { configuration } = read('{ "rules": { "wide-table": { "max": 5 } } }');
  expect(configuration.rules.get('wide-table')).toEqual({ severity: 'default', options: { max: 5 } });
});

test('it lies over the settings of the editor', () => {
  const base = {
    ...defaultConfiguration,
    dialect: 'mysql' as const,
    severity: 'error' as const,
    rules: new Map([
      ['no-primary-key', { severity: 'off' as const, options: {} }],
      ['wide-table', { severity: 'off' as const, options: {} }],
    ]),
  };
  const { configuration } = readConfiguration('{ "dialect": "auto", "rules": { "wide-table": "hint" } }', base, rules);
  expect(configuration.dialect).toBeUndefined();
  expect(configuration.severity).toBe('error');
  expect([...configuration.rules].map(([id, { severity }]) => [id, severity])).toEqual([
    ['no-primary-key', 'off'],
    ['wide-table', 'hint'],
  ]);
});

describe('problems are reported at their place', () => {
  test.each([
    [
      '{ "rules": { "no-primary-kee": "off" } }',
      '"no-primary-kee": There is no rule "no-primary-kee". Did you mean "no-primary-key"?',
    ],
    ['{ "rules": { "xyz": "off" } }', '"xyz": There is no rule "xyz".'],
    [
      '{ "rules": { "wide-table": "loud" } }',
      '"loud": Expected one of "error", "warning", "info", "hint", "off", "default".',
    ],
    [
      '{ "rules": { "wide-table": ["error", { "maxx": 1 }] } }',
      '"maxx": There is no option of wide-table "maxx". Did you mean "max"?',
    ],
    ['{ "rules": { "wide-table": ["error", { "max": "1" }] } }', '"1": Expected a number.'],
    ['{ "rules": { "wide-table": ["error", { "except": 1 }] } }', '1: Expected a list.'],
    ['{ "rules": { "wide-table": ["error", { "except": [1] }] } }', '1: Expected a text.'],
    ['{ "rules": { "wide-table": ["error", {}, 3] } }', '3: A rule takes a severity and its options, nothing more.'],
    [
      '{ "rules": { "no-primary-key": ["error", { "max": 1 }] } }',
      '"max": There is no option of no-primary-key "max".',
    ],
    [
      '{ "rules": { "wide-table": ["error", { "toString": [] }] } }',
      '"toString": There is no option of wide-table "toString".',
    ],
    [
      '{ "rules": { "wide-table": ["error", { "__proto__": [] }] } }',
      '"__proto__": There is no option of wide-table "__proto__".',
    ],
    ['{ "rules": [] }', '[]: Expected an object.'],
    ['{ "severity": 3 }', '3: Expected one of "error", "warning", "info", "hint".'],
    ['{ "dialect": "oracle" }', '"oracle": Expected one of "auto", "postgresql", "mysql", "sqlite", "sqlserver".'],
    ['{ "ignores": [] }', '"ignores": There is no setting "ignores". Did you mean "ignore"?'],
    ['{ "databases": [{ "name": "x" }] }', '{ "name": "x" }: A database needs a "name" and its "files".'],
    ['[]', '[]: The settings are an object: { "rules": { … } }.'],
  ])('%s', (text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });

  test('what is right beside a problem counts', () => {
    const { configuration, problems } = read('{ "severity": "loud", "dialect": "sqlite" }');
    expect(problems).toHaveLength(1);
    expect(configuration).toMatchObject({ severity: 'hint', dialect: 'sqlite' });
  });

  test('half-typed text', () => {
    const { configuration, problems } = read('{ "dialect": "sqlite", "rules": { "no-primary-key": ');
    expect(configuration.dialect).toBe('sqlite');
    expect(problems.length).toBeGreaterThan(0);
  });

  test('an empty file says nothing', () => {
    for (const text of ['', '\n', '// nothing yet']) {
      expect(read(text)).toEqual({ configuration: defaultConfiguration, problems: [] });
    }
  });
});

test('no text throws', () => {
  const part = fc.constantFrom('{', '}', '[', ']', '"rules"', '"wide-table"', ':', ',', '1', 'null', '"x"', '//', '"');
  fc.assert(fc.property(fc.array(part), (parts) => void read(parts.join(' '))));
  expect(read('['.repeat(100_000)).problems).toHaveLength(1);
});

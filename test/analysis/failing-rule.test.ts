import { expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { noPrimaryKey } from '../../server/src/rules/keys/no-primary-key.ts';
import type { Rule } from '../../server/src/rules/rule.ts';

const failing = {
  ...noPrimaryKey,
  fixes: () => {
    throw new Error('no such thing');
  },
} as unknown as Rule;

test('a fix that fails is not offered, and is reported once', () => {
  const analyzer = createAnalyzer({ rules: [failing] });
  analyzer.setFile('s.sql', 'create table a (x int);\ncreate table b (x int);');
  const findings = analyzer.findingsIn('s.sql');
  const before = analyzer.revisionOf('s.sql');
  expect(findings.map((finding) => analyzer.fixesFor(finding))).toEqual([[], []]);
  expect(analyzer.revisionOf('s.sql')).not.toBe(before);
  expect(analyzer.findingsIn('s.sql').flatMap(({ rule, message }) => (rule === 'rule-crash' ? [message] : []))).toEqual(
    ['A fix of no-primary-key failed here and is not offered: no such thing.'],
  );
});

test('a finding that cannot be put into words is left out, and the rule is reported once', () => {
  const speechless = {
    ...noPrimaryKey,
    message: () => {
      throw new Error('no words');
    },
  } as unknown as Rule;
  const analyzer = createAnalyzer({ rules: [speechless] });
  analyzer.setFile('s.sql', 'create table a (x int);\ncreate table b (x int);');
  expect(analyzer.findingsIn('s.sql').map(({ message }) => message)).toEqual([
    'The rule no-primary-key failed here and was left out: no words.',
  ]);
});

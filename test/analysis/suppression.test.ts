import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { fkWithoutIndex } from '../../server/src/rules/indexing/fk-without-index.ts';
import { noPrimaryKey } from '../../server/src/rules/keys/no-primary-key.ts';

/** What two rules find and what is said about comments, as `line: rule, its message's first sentence`. */
function check(text: string, severity = defaultConfiguration.severity): string[] {
  const analyzer = createAnalyzer({ rules: [noPrimaryKey, fkWithoutIndex], rethrowRuleFailures: true });
  analyzer.configure('', { ...defaultConfiguration, dialect: 'postgresql', severity });
  analyzer.setFile('schema.sql', text);
  return analyzer.findingsIn('schema.sql').map(({ rule, span, message }) => {
    const line = text.slice(0, span.start).split('\n').length;
    return `${line}: ${rule === 'unused-suppression' ? message.replace(/(?<=\w\.) .*/, '') : rule}`;
  });
}

const other = 'create table other (id int primary key);';

test('several rules in one comment, of which one finds nothing', () => {
  const text = `${other}
-- db-architect-ignore no-primary-key, fk-without-index: a log
create table log (other_id int references other);
-- db-architect-ignore no-primary-key, fk-without-index: a log
create table note (text text);
`;
  expect(check(text)).toEqual(['4: This comment silences more than it has to: fk-without-index finds nothing here.']);
});

test('a comment that silences nothing', () => {
  const text = '-- db-architect-ignore no-primary-key: it has one\ncreate table a (id int primary key);';
  expect(check(text)).toEqual(['1: This comment silences nothing: no-primary-key finds nothing here.']);
});

test('a rule that is written in capitals is that rule and no other', () => {
  const text = `${other}
-- db-architect-ignore FK-WITHOUT-INDEX: small
create table log (other_id int references other);
`;
  expect(check(text)).toEqual(['3: no-primary-key']);
});

test('the next line, from behind code', () => {
  const text = `${other}
create table a (
  id int primary key, -- db-architect-ignore-next-line fk-without-index: small
  other_id int references other
);
`;
  expect(check(text)).toEqual([]);
});

test.each([
  ['behind code', 'create table a (x int); -- db-architect-ignore no-primary-key: a log'],
  ['in a block', '/* db-architect-ignore no-primary-key: a log */ create table a (x int);'],
  [
    'in a block of several lines',
    '/* Logs.\n * db-architect-ignore\n   no-primary-key: a log\n */\ncreate table a (x int);',
  ],
  ['for the file', 'create table a (x int);\n\n-- db-architect-ignore-file no-primary-key: logs'],
  [
    'with line ends of Windows',
    '-- db-architect-ignore no-primary-key: a log\r\ncreate table a (\r\n  x int\r\n);\r\n',
  ],
  ['of another tool', '-- pgm-lint:suppress PGM502\ncreate table a (x int);'],
])('a comment %s', (_, text) => {
  expect(check(text)).toEqual([]);
});

test.each(['constructor', '__proto__', 'toString'])('another tool’s rule called %s', (name) => {
  expect(check(`-- squawk-ignore ${name}\ncreate table a (x int);`)).toEqual(['2: no-primary-key']);
});

test('a text is no comment', () => {
  expect(check("insert into a values ('-- db-architect-ignore no-primary-key: x');\ncreate table b (x int);")).toEqual([
    '2: no-primary-key',
  ]);
});

test('what is too mild to be shown is silenced all the same', () => {
  const text = `${other}
create table a (
  id int primary key,
  -- db-architect-ignore fk-without-index: small
  other_id int references other
);
-- db-architect-ignore no-primary-key: it has one
create table b (id int primary key);
`;
  expect(check(text)).toEqual(['7: This comment silences nothing: no-primary-key finds nothing here.']);
  expect(check(text, 'error')).toEqual([]);
});

test('ten thousand comments inside one statement take no time', () => {
  const text = `create table a (\n  id int primary key,\n${'  -- nothing\n'.repeat(10_000)}  x int\n);`;
  const started = performance.now();
  expect(check(text)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(2000);
});

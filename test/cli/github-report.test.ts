import { expect, test } from 'vitest';
import { githubReport } from '../../server/src/cli/reporters/github.ts';
import { finding, place, reportWith } from './kit/report.ts';

test('one annotation a finding', () => {
  expect(githubReport(reportWith(), {})).toBe(
    '::warning file=db/schema.sql,line=4,col=3,endColumn=14,title=fk-without-index::' +
      'No index begins with orders (customer_id), so each delete from customer reads all of orders.\n',
  );
});

test('severities are those that GitHub knows', () => {
  const findings = (['error', 'warning', 'info', 'hint'] as const).map((severity) => ({ ...finding, severity }));
  const commands = githubReport(reportWith({ findings }), {}).match(/^::\w+/gm);
  expect(commands).toEqual(['::error', '::warning', '::notice', '::notice']);
});

test('a place of several lines has no columns', () => {
  const findings = [{ ...finding, span: { start: place('', 'create table orders').span.start, end: 100 } }];
  expect(githubReport(reportWith({ findings }), {})).toMatch(/^::warning file=db\/schema.sql,line=2,endLine=4,title=/);
});

test('special characters are escaped', () => {
  const findings = [{ ...finding, message: '100 %\nsure', file: '/work/a,b:c.sql' }];
  expect(githubReport(reportWith({ findings }), {})).toMatch(/file=a%2Cb%3Ac\.sql,.*::100 %25%0Asure\n$/);
});

test('nothing of a file steers the log', () => {
  const findings = [{ ...finding, message: 'orders\x1b[2K\x9b1A\u202e', file: '/work/a\x1b.sql' }];
  expect(githubReport(reportWith({ findings }), {})).toMatch(/^[\x20-\x7e\ufffd]*\n$/);
});

test('names are relative to the repository that was checked out', () => {
  const named = (GITHUB_WORKSPACE: string) => /file=([^,]*)/.exec(githubReport(reportWith(), { GITHUB_WORKSPACE }))![1];
  expect(named('/')).toBe('work/db/schema.sql');
  expect(named('/work/db')).toBe('schema.sql');
  expect(named('/elsewhere')).toBe('db/schema.sql');
});

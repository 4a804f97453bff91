import { expect, test } from 'vitest';
import type { CheckReport } from '../../server/src/cli/check-report.ts';
import { sarifReport } from '../../server/src/cli/reporters/sarif.ts';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { cwd, finding, place, reportWith } from './kit/report.ts';

function sarif(changes: Partial<CheckReport> = {}) {
  const parts = { rules: catalogue, pageOf: () => '# page', version: '1.2.3' };
  return JSON.parse(sarifReport(reportWith(changes), { cwd }, parts));
}

const region = { startLine: 4, startColumn: 3, endLine: 4, endColumn: 14 };
const artifact = { uri: 'db/schema.sql', uriBaseId: 'WORKDIR' };

test('a result with place, related places and fix', () => {
  const log = sarif();
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.originalUriBaseIds).toEqual({ WORKDIR: { uri: 'file:///work/' } });
  expect(run.results).toEqual([
    {
      ruleId: 'fk-without-index',
      ruleIndex: 0,
      level: 'warning',
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation: artifact, region } }],
      relatedLocations: [
        {
          physicalLocation: {
            artifactLocation: artifact,
            region: { startLine: 1, startColumn: 14, endLine: 1, endColumn: 22 },
          },
          message: { text: 'customer is created here' },
        },
      ],
      fixes: [
        {
          description: { text: 'Add an index on orders (customer_id)' },
          artifactChanges: [
            {
              artifactLocation: artifact,
              replacements: [
                {
                  deletedRegion: { startLine: 5, startColumn: 3, endLine: 5, endColumn: 3 },
                  insertedContent: { text: '\ncreate index on orders (customer_id);' },
                },
              ],
            },
          ],
        },
      ],
      properties: { severity: 'warning', table: 'orders', columns: ['customer_id'] },
    },
  ]);
});

test('rules that have results are described, and results point at them', () => {
  const findings = [finding, { ...finding, rule: 'syntax-error', severity: 'error' as const }, finding];
  const [run] = sarif({ findings }).runs;
  const { driver } = run.tool;
  expect(driver).toMatchObject({ name: 'Database Architect', semanticVersion: '1.2.3' });
  expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(['fk-without-index', 'syntax-error']);
  expect(driver.rules[0]).toMatchObject({
    shortDescription: { text: catalogue.find(({ id }) => id === 'fk-without-index')!.summary },
    help: { text: '# page', markdown: '# page' },
    defaultConfiguration: { level: expect.stringMatching(/^(?:error|warning|note)$/) },
  });
  for (const result of run.results) expect(driver.rules[result.ruleIndex].id).toBe(result.ruleId);
});

test('levels are those that SARIF knows', () => {
  const findings = (['error', 'warning', 'info', 'hint'] as const).map((severity) => ({ ...finding, severity }));
  expect(sarif({ findings }).runs[0].results.map(({ level }: { level: string }) => level)).toEqual([
    'error',
    'warning',
    'note',
    'note',
  ]);
});

test('with a baseline, known results are there and marked', () => {
  const known = [{ ...finding, rule: 'no-primary-key' }];
  const [run] = sarif({ baseline: { known, stale: 0 } }).runs;
  expect(run.results.map(({ ruleId, baselineState }: Record<string, string>) => [ruleId, baselineState])).toEqual([
    ['fk-without-index', 'new'],
    ['no-primary-key', 'unchanged'],
  ]);
});

test('gaps are notifications', () => {
  const gaps = [{ ...place('/work/db/schema.sql', 'customer_id'), reason: 'unknown words' }];
  const [run] = sarif({ gaps }).runs;
  expect(run.invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          level: 'note',
          message: { text: 'unknown words' },
          locations: [{ physicalLocation: { artifactLocation: artifact, region } }],
        },
      ],
    },
  ]);
});

test('files elsewhere and unusual names are addressed as URIs', () => {
  const uris = ['/work/a b#.sql', '/other/ä.sql'].map((file) => {
    const [result] = sarif({ findings: [{ ...finding, file, related: [] }] }).runs[0].results;
    return result.locations[0].physicalLocation.artifactLocation;
  });
  expect(uris).toEqual([{ uri: 'a%20b%23.sql', uriBaseId: 'WORKDIR' }, { uri: 'file:///other/%C3%A4.sql' }]);
});

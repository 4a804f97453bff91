/** A report that does not depend on what the rules find and say today. */
import type { AvailableFix, ReportedFinding } from '../../../server/src/analysis/analyzer.ts';
import type { CheckReport } from '../../../server/src/cli/check-report.ts';
import { sourcesOf } from '../../../server/src/cli/sources.ts';

export const cwd = '/work';

const text = `create table customer (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customer (id)
);
`;

export function place(file: string, word: string, from = 0) {
  const start = text.indexOf(word, from);
  return { file, span: { start, end: start + word.length } };
}

export const finding: ReportedFinding = {
  rule: 'fk-without-index',
  severity: 'warning',
  message: 'No index begins with orders (customer_id), so each delete from customer reads all of orders.',
  ...place('/work/db/schema.sql', 'customer_id'),
  table: 'orders',
  columns: ['customer_id'],
  related: [{ message: 'customer is created here', ...place('/work/db/schema.sql', 'customer') }],
  fixable: true,
};

const fix: AvailableFix = {
  title: 'Add an index on orders (customer_id)',
  safe: true,
  edits: [
    {
      file: '/work/db/schema.sql',
      span: { start: text.length - 1, end: text.length - 1 },
      newText: '\ncreate index on orders (customer_id);',
    },
  ],
};

export function reportWith(changes: Partial<CheckReport> = {}): CheckReport {
  return {
    findings: [finding],
    baseline: undefined,
    gaps: [],
    files: 1,
    tables: 2,
    fixed: undefined,
    elapsedMs: 120,
    sources: sourcesOf((file) => (file.endsWith('.sql') ? text : undefined), cwd),
    fixesFor: ({ fixable }) => (fixable ? [fix] : []),
    ...changes,
  };
}

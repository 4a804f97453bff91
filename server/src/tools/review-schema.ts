import type { ReportedFinding } from '../analysis/analyzer.ts';
import type { WorkspaceFacts } from '../architect/consultation.ts';
import { displayName } from '../model/names.ts';
import { tableNamed } from './describe-table.ts';
import { asData, databaseFor, databaseProperty, databasesIn, integerIn, stringIn, type Tool } from './tool.ts';

const severities = ['error', 'warning', 'info', 'hint'] as const;

export const reviewSchema: Tool = {
  name: 'review_schema',
  title: 'Review schema',
  description:
    'Checks the schemas and migrations of the workspace with more than a hundred rules (missing indexes, types, keys, ' +
    'normalization, JSON, drift, dangerous mapper settings) and lists what was found, with places. explain_rule tells ' +
    'why a rule exists and what to write instead.',
  properties: {
    database: databaseProperty,
    table: { type: 'string', description: 'Only findings about this table.' },
    severity: { type: 'string', enum: severities, description: 'The least severe finding to list (default: info).' },
    limit: { type: 'integer', description: 'How many findings to list (default 50, most 200).' },
  },
  required: [],
  run(input, context) {
    const chosen = stringIn(input, 'database');
    const name = stringIn(input, 'table');
    const databases = chosen === undefined && name === undefined ? databasesIn(context) : [databaseFor(input, context)];
    if (databases.length === 0) return { markdown: 'The workspace describes no database.' };
    const table = name === undefined ? undefined : displayName(tableNamed(databases[0]!, name));
    const least = severities.findIndex((each) => each === (stringIn(input, 'severity') ?? 'info'));
    const files = new Set(databases.flatMap((database) => database.files.map(({ file }) => file)));
    const findings = [...files]
      .flatMap((file) => context.analyzer.findingsIn(file))
      .filter((finding) => table === undefined || finding.table === table)
      .filter(({ severity }) => severities.indexOf(severity) <= least)
      .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
    if (findings.length === 0) return { markdown: 'Nothing was found.' };
    const shown = findings.slice(0, integerIn(input, 'limit', 50, 200));
    const workspace = context.workspace();
    const text = shown.map((finding) => line(finding, workspace)).join('\n');
    const more = findings.length > shown.length ? `, of which the first ${shown.length} are listed` : '';
    return { markdown: `${findings.length} findings${more}.\n\n${asData('text', text)}` };
  },
};

function line(finding: ReportedFinding, { placeOf, hasFix }: WorkspaceFacts): string {
  const { severity, rule, message, file, span } = finding;
  const place = placeOf(file, span);
  return `${severity} ${rule} ${place}: ${message.replace(/\s+/g, ' ')}${hasFix(finding) ? ' (can be fixed in the editor)' : ''}`;
}

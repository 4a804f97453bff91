/** Annotations for GitHub workflows: one command a line, which the runner shows beside the code. */
import type { ReportedFinding } from '../../analysis/analyzer.ts';
import type { Severity } from '../../rules/finding.ts';
import { type CheckReport, rangeOf } from '../check-report.ts';
import type { Io } from '../io.ts';
import { nameFrom } from '../paths.ts';
import { harmless } from '../text-layout.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

export function githubReport(report: CheckReport, env: Io['env']): string {
  return report.findings.map((finding) => `${annotation(finding, report, env.GITHUB_WORKSPACE)}\n`).join('');
}

function annotation(finding: ReportedFinding, { sources }: CheckReport, repository: string | undefined): string {
  const { start, end } = rangeOf(sources, finding.file, finding.span);
  // The runner matches names against the repository, whatever folder the step works in.
  const inRepository = repository === undefined ? finding.file : nameFrom(repository, finding.file);
  const properties: [string, string | number][] = [
    ['file', inRepository === finding.file ? sources.nameOf(finding.file) : inRepository],
    ['line', start.line + 1],
  ];
  // Columns are refused when the lines differ.
  if (start.line !== end.line) properties.push(['endLine', end.line + 1]);
  else properties.push(['col', start.character + 1], ['endColumn', Math.max(start.character, end.character) + 1]);
  properties.push(['title', finding.rule]);
  const list = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',');
  return `::${levels[finding.severity]} ${list}::${escaped(finding.message)}`;
}

function escaped(text: string): string {
  return harmless(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The report for programs: one line of JSON, zero-based positions in UTF-16 units as in LSP. */
import type { FileEdit } from '../../text/text-edit.ts';
import { type CheckReport, rangeOf } from '../check-report.ts';
import { jsonText } from '../text-layout.ts';

export function jsonReport(report: CheckReport): string {
  const { sources } = report;
  const edit = ({ file, span, newText }: FileEdit) => ({
    file: sources.nameOf(file),
    range: rangeOf(sources, file, span),
    newText,
  });
  // One after another: all of them at once, before any is text, would be many times as large.
  const findings = report.findings.map((finding) =>
    jsonText({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      file: sources.nameOf(finding.file),
      range: rangeOf(sources, finding.file, finding.span),
      table: finding.table ?? null,
      columns: finding.columns,
      fixes: report.fixesFor(finding).map(({ title, safe, edits }) => ({ title, safe, edits: edits.map(edit) })),
    }),
  );
  const gaps = report.gaps.map(({ file, span, reason }) => ({
    file: sources.nameOf(file),
    range: rangeOf(sources, file, span),
    reason,
  }));
  const rest = jsonText({ files: report.files, gaps, elapsedMs: report.elapsedMs });
  return `{"findings":[${findings.join(',')}],${rest.slice(1)}\n`;
}

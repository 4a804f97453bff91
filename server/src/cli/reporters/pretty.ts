/** The report for people: findings by file with the code they are about, and a summary as the last line. */
import type { ReportedFinding } from '../../analysis/analyzer.ts';
import type { Severity } from '../../rules/finding.ts';
import { severities } from '../../rules/finding.ts';
import { type CheckReport, rangeOf } from '../check-report.ts';
import { engineFindings } from '../engine-findings.ts';
import type { Paint, Style } from '../paint.ts';
import { counted, grouped, harmless, widthOf, wrap } from '../text-layout.ts';
import { codeFrame } from './code-frame.ts';

interface Look {
  readonly paint: Paint;
  readonly width: number;
}

const colours: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

export function prettyReport(report: CheckReport, look: Look): string {
  const blocks: string[] = [];
  for (const [file, findings] of byFile(report.findings)) {
    blocks.push(fileHeading(report.sources.nameOf(file), findings, look));
    for (const finding of findings) blocks.push(findingBlock(finding, report, look));
  }
  blocks.push(...gapNotes(report, look));
  const notes = [baselineNote(report, look), fixedNote(report, look), explainNote(report, look)].filter(
    (note) => note !== undefined,
  );
  return [...blocks, [...notes, summary(report, look)].join('\n')].map((block) => `${block}\n`).join('\n');
}

function byFile(findings: readonly ReportedFinding[]): Map<string, ReportedFinding[]> {
  const files = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const others = files.get(finding.file);
    if (others === undefined) files.set(finding.file, [finding]);
    else others.push(finding);
  }
  return files;
}

function fileHeading(name: string, findings: readonly ReportedFinding[], { paint, width }: Look): string {
  const path = harmless(name);
  const counts = bySeverity(findings)
    .map(([severity, count]) => counted(count, severity))
    .join(', ');
  const rule = '─'.repeat(Math.max(3, width - widthOf(path) - widthOf(counts) - 6));
  return `${paint('──', 'dim')} ${paint(path, 'bold')} ${paint(`${rule} ${counts}`, 'dim')}`;
}

function findingBlock(finding: ReportedFinding, report: CheckReport, { paint, width }: Look): string {
  const { sources } = report;
  const { file, span, severity } = finding;
  const { start } = rangeOf(sources, file, span);
  const place = `${harmless(sources.nameOf(file))}:${start.line + 1}:${start.character + 1}`;
  const fix = report.fixesFor(finding)[0];
  const lines = [
    `${paint(severity, colours[severity], 'bold')} ${paint(finding.rule, 'bold')}  ${paint(place, 'dim')}`,
    ...wrap(harmless(finding.message), width - 2).map((line) => `  ${line}`),
  ];
  const frame = codeFrame(sources, file, span, colours[severity], paint, width - 4);
  if (frame.length > 0) lines.push('', ...frame.map((line) => `    ${line}`));
  const notes = finding.related.map((related) => {
    const { line, character } = rangeOf(sources, related.file, related.span).start;
    const where = `${harmless(sources.nameOf(related.file))}:${line + 1}:${character + 1}`;
    return `${paint('see', 'cyan')} ${paint(where, 'dim')} ${harmless(related.message)}`;
  });
  if (fix !== undefined) {
    const how = fix.safe ? '' : paint(' (review it, --fix leaves it out)', 'dim');
    notes.push(`${paint('fix', 'green')} ${harmless(fix.title)}${how}`);
  }
  if (notes.length > 0) lines.push('', ...notes.map((note) => `  ${note}`));
  return lines.join('\n');
}

const gapsShown = 5;

function gapNotes({ gaps, sources }: CheckReport, { paint, width }: Look): string[] {
  if (gaps.length === 0) return [];
  const intro = `${counted(gaps.length, 'place')} ${gaps.length === 1 ? 'was' : 'were'} not understood. Rules stay silent on what could be changed there:`;
  const lines = wrap(intro, width);
  for (const { file, span, reason } of gaps.slice(0, gapsShown)) {
    const { line, character } = rangeOf(sources, file, span).start;
    const place = `${harmless(sources.nameOf(file))}:${line + 1}:${character + 1}`;
    const text = harmless(reason);
    lines.push(`  ${paint(place, 'dim')} ${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
  }
  if (gaps.length > gapsShown) {
    lines.push(paint(`  and ${grouped(gaps.length - gapsShown)} more; --format json lists all`, 'dim'));
  }
  return [lines.join('\n')];
}

function baselineNote({ baseline }: CheckReport, { paint }: Look): string | undefined {
  if (baseline === undefined) return undefined;
  const { known, stale } = baseline;
  const hidden = `The baseline hides ${counted(known.length, 'finding')}.`;
  if (stale === 0) return paint(hidden, 'dim');
  const verb = stale === 1 ? 'is' : 'are';
  return `${paint(hidden, 'dim')} ${counted(stale, 'finding')} in it ${verb} gone: run again with --write-baseline to drop ${stale === 1 ? 'it' : 'them'}.`;
}

function fixedNote({ fixed }: CheckReport, { paint }: Look): string | undefined {
  if (fixed === undefined) return undefined;
  return fixed === 0
    ? paint('Nothing could be fixed safely.', 'dim')
    : paint(`Fixed ${counted(fixed, 'finding')}.`, 'green');
}

/** Said once, with the rule that is found most often. */
function explainNote({ findings }: CheckReport, { paint }: Look): string | undefined {
  const counts = new Map<string, number>();
  for (const { rule } of findings) {
    if (!Object.hasOwn(engineFindings, rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? undefined : paint(`More about a rule: db-architect explain ${most[0]}`, 'dim');
}

function summary(report: CheckReport, { paint }: Look): string {
  const { findings, files, tables, fixed, elapsedMs } = report;
  const seconds = `${(elapsedMs / 1000).toFixed(2)} s`;
  const read = paint(`(${counted(tables, 'table')}, ${seconds})`, 'dim');
  if (findings.length === 0) return `${paint('✔ No findings', 'green', 'bold')} in ${counted(files, 'file')} ${read}`;
  const counts = bySeverity(findings);
  const worst = counts[0]![0];
  const list = counts.map(([severity, count]) => paint(counted(count, severity), colours[severity])).join(', ');
  const fixable = findings.filter((finding) => report.fixesFor(finding).some(({ safe }) => safe)).length;
  const offer = fixable === 0 ? '' : `, ${grouped(fixable)} fixable${fixed === undefined ? ' with --fix' : ''}`;
  const mark = worst === 'error' || worst === 'warning' ? '✖' : '●';
  const total = paint(`${mark} ${counted(findings.length, 'finding')}`, colours[worst], 'bold');
  const found = byFile(findings).size;
  const where = found < files ? `${grouped(found)} of ${counted(files, 'file')}` : counted(files, 'file');
  return `${total} in ${where}: ${list}${offer} ${read}`;
}

function bySeverity(findings: readonly ReportedFinding[]): [Severity, number][] {
  return severities
    .map((severity): [Severity, number] => [severity, findings.filter((found) => found.severity === severity).length])
    .filter(([, count]) => count > 0);
}

/** SARIF 2.1.0, for code scanning services and editors that read it. */
import type { AvailableFix, ReportedFinding } from '../../analysis/analyzer.ts';
import type { Severity } from '../../rules/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Span } from '../../text/span.ts';
import type { FileEdit } from '../../text/text-edit.ts';
import { type CheckReport, rangeOf, type Sources } from '../check-report.ts';
import { engineFindings } from '../engine-findings.ts';
import type { Io } from '../io.ts';
import { jsonText } from '../text-layout.ts';

export interface SarifParts {
  readonly rules: readonly Rule[];
  /** The Markdown page of a rule. */
  readonly pageOf: (rule: Rule) => string | undefined;
  readonly version: string;
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

const workingDirectory = 'WORKDIR';

export function sarifReport(report: CheckReport, { cwd }: Pick<Io, 'cwd'>, parts: SarifParts): string {
  const run = new Run(report.sources, report);
  const known = report.baseline?.known ?? [];
  const results = [
    ...report.findings.map((finding) => run.result(finding, report.baseline && 'new')),
    ...known.map((finding) => run.result(finding, 'unchanged')),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Database Architect',
            semanticVersion: parts.version,
            rules: run.rules(parts),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.gaps.map(({ file, span, reason }) => ({
              level: 'note',
              message: { text: reason },
              locations: [run.location(file, span)],
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [workingDirectory]: { uri: `${fileUri(cwd)}/` } },
        results,
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

class Run {
  readonly #sources: Sources;
  readonly #report: CheckReport;
  /** Rules in the order in which results name them, engine findings included. */
  readonly #ids = new Map<string, number>();

  constructor(sources: Sources, report: CheckReport) {
    this.#sources = sources;
    this.#report = report;
  }

  result(finding: ReportedFinding, baselineState: 'new' | 'unchanged' | undefined) {
    const fixes = this.#report.fixesFor(finding);
    return {
      ruleId: finding.rule,
      ruleIndex: this.#indexOf(finding.rule),
      level: levels[finding.severity],
      message: { text: finding.message },
      locations: [this.location(finding.file, finding.span)],
      ...(finding.related.length > 0 && {
        relatedLocations: finding.related.map(({ message, file, span }) => ({
          ...this.location(file, span),
          message: { text: message },
        })),
      }),
      ...(baselineState !== undefined && { baselineState }),
      ...(fixes.length > 0 && { fixes: fixes.map((fix) => this.#fix(fix)) }),
      properties: { severity: finding.severity, table: finding.table ?? null, columns: finding.columns },
    };
  }

  location(file: string, span: Span) {
    return { physicalLocation: { artifactLocation: this.#artifact(file), region: this.#region(file, span) } };
  }

  /** Metadata of the rules that have results; nothing else would be shown. */
  rules({ rules, pageOf }: SarifParts) {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    return [...this.#ids.keys()].map((id) => {
      const rule = byId.get(id);
      if (rule === undefined) return { id, shortDescription: { text: engineFindings[id] ?? id } };
      const page = pageOf(rule);
      return {
        id,
        shortDescription: { text: rule.summary },
        ...(page !== undefined && { help: { text: page, markdown: page } }),
        defaultConfiguration: { level: levels[rule.severity] },
        properties: { tags: [rule.family], fix: rule.fix, languages: rule.dialects },
      };
    });
  }

  #indexOf(id: string): number {
    const index = this.#ids.get(id) ?? this.#ids.size;
    this.#ids.set(id, index);
    return index;
  }

  #fix({ title, edits }: AvailableFix) {
    const byFile = new Map<string, FileEdit[]>();
    for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
    return {
      description: { text: title },
      artifactChanges: [...byFile].map(([file, changes]) => ({
        artifactLocation: this.#artifact(file),
        replacements: changes.map(({ span, newText }) => ({
          deletedRegion: this.#region(file, span),
          insertedContent: { text: newText },
        })),
      })),
    };
  }

  #artifact(file: string) {
    const name = this.#sources.nameOf(file);
    return name === file
      ? { uri: fileUri(file) }
      : { uri: name.split('/').map(encodeURIComponent).join('/'), uriBaseId: workingDirectory };
  }

  #region(file: string, span: Span) {
    const { start, end } = rangeOf(this.#sources, file, span);
    return {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  }
}

function fileUri(path: string): string {
  return `file://${path.startsWith('/') ? '' : '/'}${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The engine's values to protocol values: files to URIs, spans to ranges, findings to diagnostics. */
import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Range,
} from 'vscode-languageserver/node';
import type { ReportedFinding } from '../analysis/analyzer.ts';
import type { RuleDocumentScheme } from '../protocol.ts';
import type { Severity } from '../rules/finding.ts';
import type { Position } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';

export interface Lines {
  offsetAt(position: Position): number;
  positionAt(offset: number): Position;
}

/** What a conversion needs to know of the files that findings name. */
export interface Places {
  uriOf(file: string): string;
  linesOf(file: string): Lines;
}

export interface DiagnosticDetail {
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  /** Link each finding to the page of its rule. */
  readonly ruleLinks: boolean;
}

const ruleScheme: RuleDocumentScheme = 'db-architect-rule';

export const diagnosticSource = 'db-architect';

export function uriOfPath(path: string): string {
  const [host, rest] = path.startsWith('//') ? splitHost(path) : ['', path.startsWith('/') ? path : `/${path}`];
  return `file://${host}${rest.split('/').map(encodeURIComponent).join('/')}`;
}

function splitHost(path: string): [string, string] {
  const end = path.indexOf('/', 2);
  return end === -1 ? [path.slice(2), '/'] : [path.slice(2, end), path.slice(end)];
}

export function ruleUri(rule: string): string {
  return `${ruleScheme}:/${rule}.md`;
}

export function toRange(lines: Lines, span: Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

export function toLocation(places: Places, file: string, span: Span): Location {
  return { uri: places.uriOf(file), range: toRange(places.linesOf(file), span) };
}

export function toDiagnostic(
  finding: ReportedFinding,
  lines: Lines,
  places: Places,
  detail: DiagnosticDetail,
): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(lines, finding.span),
    severity: toSeverity(finding.severity),
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
  };
  if (detail.ruleLinks && !engineFindings.has(finding.rule)) diagnostic.codeDescription = description(finding.rule);
  if (detail.diagnosticTags && isSuperfluous(finding.rule)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (detail.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(
      ({ message, file, span }): DiagnosticRelatedInformation => ({
        message,
        location: toLocation(places, file, span),
      }),
    );
  }
  return diagnostic;
}

/** Findings of the engine itself; there is no page about them. */
const engineFindings: ReadonlySet<string> = new Set([
  'syntax-error',
  'unused-suppression',
  'rule-crash',
  'unreadable-file',
  'configuration',
]);

function description(rule: string): CodeDescription {
  return { href: ruleUri(rule) };
}

/** Rules whose findings can go without loss: the editor fades them. */
function isSuperfluous(rule: string): boolean {
  return rule.startsWith('redundant-') || rule.startsWith('duplicate-') || rule === 'index-equals-pk';
}

export function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'info':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

/** Whether an editor would show the two the same way, at the same place. */
export function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((diagnostic, i) => sameDiagnostic(diagnostic, b[i]!));
}

function sameDiagnostic(a: Diagnostic, b: Diagnostic): boolean {
  return (
    sameRange(a.range, b.range) &&
    a.code === b.code &&
    a.severity === b.severity &&
    a.message === b.message &&
    sameRelated(a.relatedInformation ?? [], b.relatedInformation ?? [])
  );
}

function sameRelated(a: readonly DiagnosticRelatedInformation[], b: readonly DiagnosticRelatedInformation[]): boolean {
  return (
    a.length === b.length &&
    a.every((related, i) => {
      const other = b[i]!;
      return (
        related.message === other.message &&
        related.location.uri === other.location.uri &&
        sameRange(related.location.range, other.location.range)
      );
    })
  );
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

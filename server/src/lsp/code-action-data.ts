/** What a code action carries along, so that its edit can be worked out when it is chosen. */
import type { ReportedFinding } from '../analysis/analyzer.ts';

export type CodeActionData =
  | {
      readonly kind: 'fix';
      readonly file: string;
      readonly rule: string;
      readonly start: number;
      readonly end: number;
      readonly title: string;
    }
  | { readonly kind: 'fix-all'; readonly file: string };

export function isCodeActionData(data: unknown): data is CodeActionData {
  return typeof data === 'object' && data !== null && 'kind' in data && 'file' in data;
}

export function isAbout(finding: ReportedFinding, { rule, start, end }: CodeActionData & { kind: 'fix' }): boolean {
  return finding.rule === rule && finding.span.start === start && finding.span.end === end;
}

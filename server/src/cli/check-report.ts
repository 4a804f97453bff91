/** What a check came to, as the reporters see it. */
import type { AvailableFix, ReportedFinding, ReportedGap } from '../analysis/analyzer.ts';
import type { LineIndex, Position } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';

export interface CheckReport {
  /** Findings to show, by file and place. */
  readonly findings: readonly ReportedFinding[];
  /** Findings that the baseline lists; undefined without one. */
  readonly baseline: { readonly known: readonly ReportedFinding[]; readonly stale: number } | undefined;
  /** Statements that were not understood. */
  readonly gaps: readonly ReportedGap[];
  readonly files: number;
  readonly tables: number;
  /** Findings that `--fix` has mended; undefined when it was not asked for. */
  readonly fixed: number | undefined;
  readonly elapsedMs: number;
  readonly sources: Sources;
  fixesFor(finding: ReportedFinding): readonly AvailableFix[];
}

/** The texts that findings stand in. A file that a fix would create is empty. */
export interface Sources {
  textOf(file: string): string;
  linesOf(file: string): LineIndex;
  /** The file's name for people and programs: relative to the working directory when it lies below. */
  nameOf(file: string): string;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function rangeOf(sources: Sources, file: string, { start, end }: Span): Range {
  const lines = sources.linesOf(file);
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

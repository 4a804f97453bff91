/** What must hold of every text, however broken. Rules that fail come through. */
import { expect } from 'vitest';
import type { Analyzer, ReportedFinding } from '../../server/src/analysis/analyzer.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import type { Span } from '../../server/src/text/span.ts';
import { mermaid } from '../../server/src/write/mermaid.ts';
import { schemaJson } from '../../server/src/write/schema-json.ts';
import { printSchema } from '../../server/src/write/sql/print-schema.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { applyFix } from '../kit/check-fix.ts';

export interface TextFile {
  readonly file: string;
  readonly text: string;
  readonly dialect: Dialect;
}

/** Analyses the files and asks everything that hosts ask; answers the analyzer for more. */
export function examine(files: readonly TextFile[]): Analyzer {
  const analyzer = analyze(files);
  checkPlaces(analyzer);
  for (const database of analyzer.databases()) {
    printSchema(database.schema);
    mermaid(database.schema);
    schemaJson([database], () => undefined);
  }
  return analyzer;
}

/** Every finding, gap and occurrence lies in its file. */
function checkPlaces(analyzer: Analyzer): void {
  const checkPlace = (what: string, file: string, span: Span): void => {
    const text = analyzer.textOf(file);
    const isInside =
      text !== undefined && span.start >= 0 && span.start <= span.end && span.end <= (text?.length ?? -1);
    if (!isInside) expect.fail(`${what} stands at ${span.start}-${span.end} of ${file} (${text?.length} long)`);
  };
  for (const finding of allFindings(analyzer)) {
    checkPlace(finding.rule, finding.file, finding.span);
    for (const related of finding.related) checkPlace(`related to ${finding.rule}`, related.file, related.span);
  }
  for (const gap of analyzer.gaps()) checkPlace(gap.reason, gap.file, gap.span);
  for (const file of analyzer.files()) {
    for (const occurrence of analyzer.occurrencesIn(file)) {
      checkPlace(occurrence.table.name, file, occurrence.span);
      analyzer.symbolAt(file, occurrence.span.start);
    }
  }
}

/** Applies every fix of every finding to the files and analyses what comes of it. */
export function examineFixes(analyzer: Analyzer, files: readonly TextFile[], most = 12): void {
  const seen = new Set<string>();
  for (const finding of allFindings(analyzer)) {
    for (const fix of analyzer.fixesFor(finding)) {
      const edits = JSON.stringify(fix.edits);
      if (seen.has(edits) || seen.size >= most) continue;
      seen.add(edits);
      for (const { file, span, creates } of fix.edits) {
        const length = creates === true ? 0 : (analyzer.textOf(file)?.length ?? -1);
        if (!(span.start >= 0 && span.start <= span.end && span.end <= length)) {
          expect.fail(`"${fix.title}" of ${finding.rule} edits ${span.start}-${span.end} of ${file} (${length} long)`);
        }
      }
      const fixed = applyFix(
        files.map((file) => ({ ...file, marks: [] })),
        fix.edits,
      );
      allFindings(analyze(fixed));
    }
  }
}

/** Everything an analyzer says of its files, in values that do not depend on how it came to know them. */
export function everything(analyzer: Analyzer): unknown {
  return {
    files: [...analyzer.files()].sort().map((file) => ({
      file,
      findings: analyzer.findingsIn(file).map((finding) => ({ ...finding, fixes: fixesOf(analyzer, finding) })),
      occurrences: analyzer.occurrencesIn(file),
      database: analyzer.databaseOf(file)?.id,
    })),
    gaps: [...analyzer.gaps()].map((gap) => JSON.stringify(gap)).sort(),
    schemas: Object.fromEntries(analyzer.databases().map(({ id, schema }) => [id, placed(schema, analyzer)])),
  };
}

function fixesOf(analyzer: Analyzer, finding: ReportedFinding): readonly string[] {
  return analyzer.fixesFor(finding).map((fix) => `${fix.title}: ${JSON.stringify(fix.edits)}`);
}

/** A value of the model with the places of its elements counted in their files. */
function placed(value: unknown, analyzer: Analyzer): unknown {
  if (Array.isArray(value)) return value.map((item) => placed(item, analyzer));
  if (value instanceof Map) {
    return [...value]
      .map(([key, item]) => [key, placed(item, analyzer)])
      .sort(([one], [other]) => (one! < other! ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isOrigin(value)) return { file: value.file, span: analyzer.spanOf(value) };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, placed(member, analyzer)]));
}

function isOrigin(value: object): value is { file: string; unit: number; start: number; end: number } {
  return 'unit' in value && 'file' in value && 'start' in value && 'end' in value;
}

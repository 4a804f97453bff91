/** All safe fixes of a file as one set of edits that do not disturb each other. */
import type { Analyzer, AvailableFix, ReportedFinding } from '../analysis/analyzer.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { EditTrail } from './edit-trail.ts';

/** A fix may make room for another one; a few rounds settle everything that can be settled. */
const mostRounds = 10;

/**
 * Applies the safe fixes that stay inside the file, round after round, each on the text the last one left, and says
 * what came of it as edits of the text as it was. The analyzer is back in its old state when this returns.
 */
export function fixFile(analyzer: Analyzer, file: string): readonly TextEdit[] {
  const original = analyzer.textOf(file);
  if (original === undefined) return [];
  const trail = new EditTrail(original.length);
  let text = original;
  try {
    for (let round = 0; round < mostRounds; round++) {
      const edits = compatibleFixes(analyzer, file);
      if (edits.length === 0) break;
      trail.apply(edits);
      text = applyEdits(text, edits);
      analyzer.setFile(file, text);
    }
  } finally {
    if (text !== original) analyzer.setFile(file, original);
  }
  return trail.edits();
}

/**
 * At most one fix a table, since two fixes of one table may each make the other needless, and none that touches what
 * another one edits.
 */
function compatibleFixes(analyzer: Analyzer, file: string): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  const tables = new Set<string>();
  for (const finding of analyzer.findingsIn(file)) {
    const { table = '' } = finding;
    if (!finding.fixable || tables.has(table)) continue;
    const fix = safeFixWithin(analyzer, finding, file);
    if (fix === undefined || fix.edits.some((edit) => taken.some((other) => touch(edit, other)))) continue;
    taken.push(...fix.edits);
    tables.add(table);
  }
  return taken;
}

function safeFixWithin(analyzer: Analyzer, finding: ReportedFinding, file: string): AvailableFix | undefined {
  const [first] = analyzer.fixesFor(finding);
  return first?.safe && first.edits.every((edit) => edit.file === file && !edit.creates) ? first : undefined;
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

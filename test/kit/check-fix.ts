import { expect } from 'vitest';
import type { Analyzer, ReportedFinding } from '../../server/src/analysis/analyzer.ts';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { applyEdits, type FileEdit } from '../../server/src/text/text-edit.ts';
import { allFindings, analyze } from './analyze.ts';
import { executionError } from './execute.ts';
import { type FixtureFile, readFixture } from './fixture.ts';

/**
 * Applies a fix to the first finding of the rule in `before` and compares the files with `after`. Always checked
 * beside the text: the finding is gone, no other rule newly fires, fixing again changes nothing, and where a database
 * is at hand (PostgreSQL, SQLite) the result executes.
 */
export async function checkFix(
  rule: Rule,
  before: string,
  after: string,
  options: { readonly fix?: number; readonly mayRaise?: readonly string[] } = {},
): Promise<void> {
  const files = readFixture(before);
  const fixed = await tryFix(rule, files, options);
  const wanted = readFixture(after);
  expect(Object.fromEntries(fixed.map((file) => [file.file, file.text]))).toEqual(
    Object.fromEntries(wanted.map((file) => [file.file, file.text])),
  );
}

/** The harness every fix goes through; answers the files as the fix leaves them. */
export async function tryFix(
  rule: Rule,
  files: readonly FixtureFile[],
  options: { readonly fix?: number; readonly mayRaise?: readonly string[] } = {},
): Promise<readonly FixtureFile[]> {
  const dialect = files.find((file) => file.dialect !== undefined)?.dialect ?? 'postgresql';
  const rules = [rule, ...catalogue.filter((each) => each.id !== rule.id)];
  const analyzer = analyze(files, { rules, dialect });
  const finding = allFindings(analyzer).find((each) => each.rule === rule.id);
  expect(finding, `${rule.id} finds nothing to fix`).toBeDefined();
  const fix = analyzer.fixesFor(finding!)[options.fix ?? 0];
  expect(fix, `${rule.id} offers no fix ${options.fix ?? 0}`).toBeDefined();
  const fixed = applyFix(files, fix!.edits);

  const again = analyze(fixed, { rules, dialect });
  const left = allFindings(again).filter((each) => sameProblem(each, finding!));
  expect(left, 'the finding is still there').toEqual([]);
  const known = new Set(allFindings(analyzer).map(identity));
  const raised = allFindings(again).filter(
    (each) => !known.has(identity(each)) && options.mayRaise?.includes(each.rule) !== true,
  );
  expect(raised.map(identity), 'the fix raises findings').toEqual([]);
  expect(gapsOf(again), 'the fix writes what we cannot read').toEqual(gapsOf(analyzer));
  const repeated = analyzer.fixesFor(finding!)[options.fix ?? 0];
  expect(repeated, 'asking twice gives two answers').toEqual(fix);
  if ((await executionError(files, dialect)) === undefined) {
    expect(await executionError(fixed, dialect), `${dialect} refuses the fixed schema`).toBeUndefined();
  }
  return fixed;
}

export function applyFix(files: readonly FixtureFile[], edits: readonly FileEdit[]): FixtureFile[] {
  const result = files.map((file) => ({
    ...file,
    text: applyEdits(
      file.text,
      edits.filter((edit) => edit.file === file.file),
    ),
  }));
  for (const edit of edits) {
    if (edit.creates !== true) continue;
    expect(
      files.some((file) => file.file === edit.file),
      `${edit.file} exists already`,
    ).toBe(false);
    const known = result.find((file) => file.file === edit.file);
    if (known !== undefined) known.text += edit.newText;
    else result.push({ file: edit.file, dialect: files[0]!.dialect, text: edit.newText, marks: [] });
  }
  return result;
}

function gapsOf(analyzer: Analyzer): readonly string[] {
  return analyzer.gaps().map((gap) => gap.reason);
}

function identity(finding: ReportedFinding): string {
  return `${finding.rule} ${finding.table ?? ''} ${finding.columns.join(',')} ${finding.message}`;
}

function sameProblem(one: ReportedFinding, other: ReportedFinding): boolean {
  return one.rule === other.rule && one.table === other.table && one.columns.join() === other.columns.join();
}

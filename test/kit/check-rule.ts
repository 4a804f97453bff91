import { expect } from 'vitest';
import type { Rule } from '../../server/src/rules/rule.ts';
import { analyze } from './analyze.ts';
import { readFixture } from './fixture.ts';

/**
 * Runs one rule over a fixture and compares its findings with the marks in it: a finding without mark and a mark
 * without finding both fail.
 */
export function checkRule(rule: Rule, source: string): void {
  const files = readFixture(source);
  const analyzer = analyze(files, { rules: [rule] });
  for (const { file, text, marks } of files) {
    const found = analyzer
      .findingsIn(file)
      .filter((finding) => finding.rule === rule.id)
      .map((finding) => describe(text, finding.span, finding.rule));
    const wanted = marks.filter((mark) => mark.rule === rule.id).map((mark) => describe(text, mark, mark.rule));
    expect(found.sort(), file).toEqual(wanted.sort());
  }
}

function describe(text: string, span: { readonly start: number; readonly end: number }, rule: string): string {
  const line = text.slice(0, span.start).split('\n').length;
  const firstLine = text.slice(span.start, span.end).split('\n')[0]!.trimEnd();
  return `line ${line}: ${rule} at "${firstLine}"`;
}

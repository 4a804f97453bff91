import type { Analyzer, ReportedFinding } from '../../server/src/analysis/analyzer.ts';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import type { FixtureFile } from './fixture.ts';

/**
 * An analyzer over files that exist only in the test; rule failures come through. A file that does not say its dialect
 * has that of the one before it.
 */
export function analyze(
  files: readonly (Pick<FixtureFile, 'file' | 'text'> & Partial<Pick<FixtureFile, 'dialect'>>)[],
  options: { readonly rules?: readonly Rule[]; readonly rule?: Rule; readonly dialect?: Dialect } = {},
): Analyzer {
  const analyzer = createAnalyzer({
    rethrowRuleFailures: true,
    ...(options.rules !== undefined && { rules: options.rules }),
  });
  const rules = new Map(
    (options.rules ?? [])
      .filter((rule) => rule.offByDefault === true)
      .map((rule) => [rule.id, { severity: 'default', options: {} }] as const),
  );
  let dialect = options.dialect ?? files[0]?.dialect ?? 'postgresql';
  analyzer.configure('', { ...defaultConfiguration, dialect, rules });
  for (const { file, text, dialect: own } of files) {
    dialect = own ?? dialect;
    analyzer.configure(file, { ...defaultConfiguration, dialect, rules });
    analyzer.setFile(file, text);
  }
  return analyzer;
}

/** Findings of all files, in order. */
export function allFindings(analyzer: Analyzer): readonly ReportedFinding[] {
  return [...analyzer.files()].sort().flatMap((file) => analyzer.findingsIn(file));
}

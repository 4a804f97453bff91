/** Findings as hosts show them: with their places, syntax errors and failures among them, suppressed ones left out. */
import { deepEqual } from '../model/deep-equal.ts';
import { type Finding, type Severity, severities } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import { isForRelative } from '../workspace/dialect-evidence.ts';
import { isSqitchPlan } from '../workspace/sqitch-plan.ts';
import type { ReportedFinding } from './analyzer.ts';
import type { DatabaseState } from './database-state.ts';
import { type FileState, type FileStates, spanIn } from './file-state.ts';
import { languageOf } from './languages.ts';
import { oncePerPlace } from './once-per-place.ts';
import { applySuppressions } from './suppression.ts';
import { suppressionsIn } from './suppressions-in.ts';
import type { SyntaxJudge } from './syntax-judge.ts';

/** Where a reported finding comes from. */
export interface FindingSource {
  readonly finding: Finding;
  readonly database: DatabaseState;
}

export class FileFindings {
  readonly #files: FileStates;
  readonly #fixable: ReadonlySet<string>;
  readonly #judge: SyntaxJudge | undefined;
  readonly #sources = new WeakMap<ReportedFinding, FindingSource>();
  /** Findings as they were last reported. */
  readonly #reported = new WeakMap<Finding, ReportedFinding>();
  readonly #failedFixes = new Map<string, { readonly finding: Finding; readonly message: string }>();

  constructor(files: FileStates, rules: readonly Rule[], judge: SyntaxJudge | undefined) {
    this.#files = files;
    this.#fixable = new Set(rules.filter((rule) => rule.fix !== 'none').map((rule) => rule.id));
    this.#judge = judge;
  }

  /** The file's findings in the databases that may have some there, ordered by place; `least` is the mildest shown. */
  in(state: FileState, databases: Iterable<DatabaseState>, least: Severity): readonly ReportedFinding[] {
    const { file } = state;
    if (state.database?.isOfTests === true || isSqitchPlan(file)) return [];
    const reported = [...this.#ofRules(file, databases), ...this.#syntaxErrors(state), ...this.#failuresOfFixes(file)];
    // What is too mild to be shown may still be what a comment silences.
    const mildest = severities.indexOf(least);
    return applySuppressions(file, reported, suppressionsIn(state.document))
      .filter(({ severity }) => severities.indexOf(severity) <= mildest)
      .sort(byPlace);
  }

  sourceOf(finding: ReportedFinding): FindingSource | undefined {
    return this.#sources.get(finding);
  }

  /** Notes that a fix failed, once a rule; the fixes of other findings are offered all the same. Answers whether it is news. */
  noteFailedFix(finding: Finding, error: unknown): boolean {
    if (this.#failedFixes.has(finding.rule)) return false;
    this.#failedFixes.set(finding.rule, { finding, message: error instanceof Error ? error.message : String(error) });
    return true;
  }

  *#ofRules(file: string, databases: Iterable<DatabaseState>): Iterable<ReportedFinding> {
    for (const database of databases) {
      const findings = database.runner.findingsIn(file);
      for (const finding of languageOf(file) === 'python' ? oncePerPlace(findings) : findings) {
        const found = this.#report(finding, database);
        if (found !== undefined) yield found;
      }
      for (const { rule, message, origin } of database.runner.crashes) {
        const span = origin.file === file ? spanIn(this.#files, origin) : undefined;
        if (span === undefined) continue;
        const said = `The rule ${rule} failed here and was left out: ${message}.`;
        yield plainFinding('rule-crash', 'warning', said, file, span);
      }
    }
  }

  *#failuresOfFixes(file: string): Iterable<ReportedFinding> {
    for (const [rule, { finding, message }] of this.#failedFixes) {
      const span = finding.origin.file === file ? spanIn(this.#files, finding.origin) : undefined;
      if (span === undefined) continue;
      const said = `A fix of ${rule} failed here and is not offered: ${message}.`;
      yield plainFinding('rule-crash', 'warning', said, file, span);
    }
  }

  #report(finding: Finding, database: DatabaseState): ReportedFinding | undefined {
    const span = spanIn(this.#files, finding.origin);
    if (span === undefined) return undefined;
    const before = this.#reported.get(finding);
    const related = finding.related.flatMap(({ message, origin }) => {
      const place = spanIn(this.#files, origin);
      return place === undefined ? [] : [{ message, file: origin.file, span: place }];
    });
    // Most findings stay as they are while somebody types.
    if (before !== undefined && sameSpan(before.span, span) && deepEqual(before.related, related)) return before;
    const message = before?.message ?? messageOf(finding, database);
    if (message === undefined) return undefined;
    const reported: ReportedFinding = {
      rule: finding.rule,
      severity: finding.severity,
      message,
      file: finding.origin.file,
      span,
      table: finding.table,
      columns: finding.columns,
      related,
      fixable: this.#fixable.has(finding.rule),
    };
    this.#sources.set(reported, { finding, database });
    this.#reported.set(finding, reported);
    return reported;
  }

  /** Whether the syntax judge has to say something about the file. */
  isToBeJudged({ file, evidence, document }: FileState): boolean {
    // What is wrong in the other languages their own extensions say.
    if (this.#judge === undefined || evidence.foreign !== undefined || languageOf(file) !== 'sql') return false;
    if (isSqitchPlan(file)) return false;
    // A step that is written for one of several systems, in a history that is read for another one.
    if (evidence.dialect !== undefined && evidence.dialect !== document.dialect) return false;
    if (isForRelative(file) || isInBlocks(document.text)) return false;
    return document.units.some(({ isCertainlyRight }) => !isCertainlyRight);
  }

  *#syntaxErrors(state: FileState): Iterable<ReportedFinding> {
    if (this.#judge === undefined || !this.isToBeJudged(state)) return;
    const { document, syntax } = state;
    const wrong: ReportedFinding[] = [];
    for (const unit of document.units) {
      if (unit.isCertainlyRight) continue;
      let error = syntax.get(unit.id);
      if (error === undefined && !syntax.has(unit.id)) {
        error = unit.end > unit.start ? this.#judge.errorIn(document.sourceOf(unit), document.dialect) : undefined;
        syntax.set(unit.id, error);
      }
      if (error === undefined) continue;
      const start = Math.min(unit.start + error.offset, unit.end);
      const word = /^(?:\w+|\S)/.exec(document.text.slice(start, Math.min(start + 64, unit.end)));
      const span = { start, end: start + (word?.[0].length ?? 0) };
      wrong.push(plainFinding('syntax-error', 'error', error.message, state.file, span));
    }
    // Where half a file is wrong and neither its name nor the settings say what it is written for, we took it for the
    // wrong dialect, or it is a template.
    const isGuess = state.evidence.dialect === undefined || state.evidence.weights !== undefined;
    if (!isGuess || wrong.length < 5 || wrong.length * 2 < document.units.length) yield* wrong;
  }
}

/** A template with conditions or comments of its own: where statements begin and end shows when it is filled in. */
function isInBlocks(text: string): boolean {
  return blocks.some(([open, close]) => text.includes(open) && text.includes(close));
}

const blocks = [
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
] as const;

function sameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Undefined where the rule fails to say it. */
function messageOf(finding: Finding, { runner }: DatabaseState): string | undefined {
  try {
    return finding.message;
  } catch (error) {
    runner.wordingFailed(finding, error);
    return undefined;
  }
}

function plainFinding(rule: string, severity: Severity, message: string, file: string, span: Span): ReportedFinding {
  return { rule, severity, message, file, span, table: undefined, columns: [], related: [], fixable: false };
}

function byPlace(one: ReportedFinding, other: ReportedFinding): number {
  return (
    one.span.start - other.span.start ||
    one.span.end - other.span.end ||
    (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0) ||
    (one.message < other.message ? -1 : one.message > other.message ? 1 : 0)
  );
}

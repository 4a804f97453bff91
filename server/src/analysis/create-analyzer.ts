import { catalogue } from '../rules/catalogue.ts';
import type { Rule } from '../rules/rule.ts';
import type { Analyzer } from './analyzer.ts';
import { SharedValues, UnsharedValues } from './shared-values.ts';
import type { SyntaxJudge } from './syntax-judge.ts';
import { Workspace } from './workspace.ts';

export interface AnalyzerOptions {
  /** The rules to run; the whole catalogue when left out. */
  readonly rules?: readonly Rule[];
  readonly syntaxJudge?: SyntaxJudge;
  /** Lets a rule's own failure through instead of reporting it: for tests. */
  readonly rethrowRuleFailures?: boolean;
  /** The process ends with its first answers: nothing is made small that is soon gone. */
  readonly isShortLived?: boolean;
  /**
   * The texts stay as they are once answers are asked for: what only makes answers after a change quick is left out. The
   * answers are the same, and a change is as if everything had come anew.
   */
  readonly once?: boolean;
}

/** The engine behind every host: texts in, models and findings out. */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const shared = options.isShortLived === true ? new UnsharedValues() : new SharedValues();
  const running = { rethrow: options.rethrowRuleFailures === true, once: options.once === true };
  return new Workspace(options.rules ?? catalogue, options.syntaxJudge, running, shared);
}

import { displayName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Finding, Fix, Related, Severity } from '../rules/finding.ts';
import type { Problem } from '../rules/rule.ts';
import type { Prepared } from './rule-checks.ts';
import type { Recorder } from './tracked-context.ts';

/** A problem as a finding. It is put into words when somebody asks: most findings are in files that nobody looks at. */
export class FoundProblem implements Finding {
  readonly #by: Prepared;
  readonly #problem: Problem<unknown>;
  readonly #visited: string | undefined;
  readonly #recorder: Recorder;

  /** `visited` is the name of the table that the rule looked at. */
  constructor(by: Prepared, problem: Problem<unknown>, visited: string | undefined, recorder: Recorder) {
    this.#by = by;
    this.#problem = problem;
    this.#visited = visited;
    this.#recorder = recorder;
  }

  get rule(): string {
    return this.#by.rule.id;
  }

  get severity(): Severity {
    const { severity, severityIsSet } = this.#by;
    return severityIsSet ? severity : (this.#problem.severity ?? severity);
  }

  /** Throws what the rule's wording throws. */
  get message(): string {
    return this.#by.rule.message(this.#problem.state);
  }

  get origin(): Origin {
    return this.#problem.at;
  }

  get related(): readonly Related[] {
    return this.#problem.related ?? [];
  }

  get table(): string | undefined {
    const { table } = this.#problem;
    return table === undefined ? this.#visited : displayName(table);
  }

  get columns(): readonly string[] {
    return this.#problem.columns ?? [];
  }

  fixes(): readonly Fix[] {
    const { rule, context } = this.#by;
    // Questions asked for a fix do not decide when the finding is computed again.
    const { asked } = this.#recorder;
    this.#recorder.asked = undefined;
    try {
      return rule.fixes?.(this.#problem.state, context) ?? [];
    } finally {
      this.#recorder.asked = asked;
    }
  }
}

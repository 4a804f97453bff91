import type { Dialect } from '../model/dialect.ts';
import type { Severity } from '../rules/finding.ts';
import type { Span } from '../text/span.ts';

/** Settings of one folder, from `db-architect.jsonc` or the editor. */
export interface Configuration {
  readonly dialect?: Dialect;
  /** Least severe finding that is reported. */
  readonly severity: Severity;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Globs of files to leave out, relative to the folder. */
  readonly ignore: readonly string[];
  /** Databases said by hand: each a name, its files as globs in folding order, and its dialect. */
  readonly databases: readonly ConfiguredDatabase[];
}

export interface RuleSetting {
  readonly severity: Severity | 'off' | 'default';
  readonly options: Readonly<Record<string, number | readonly string[]>>;
}

export interface ConfiguredDatabase {
  readonly name: string;
  readonly files: readonly string[];
  readonly dialect?: Dialect;
}

/** A setting that was not understood, with its place in the text. */
export interface ConfigurationProblem {
  readonly message: string;
  readonly span: Span;
}

export const defaultConfiguration: Configuration = {
  severity: 'hint',
  rules: new Map(),
  ignore: [],
  databases: [],
};

/** How an analyzer is meant to run. */
export interface Running {
  /** Lets a rule's own failure through instead of reporting it. */
  readonly rethrow: boolean;
  /** Nothing changes after the first answer: what only makes answers after a change quick is left out. */
  readonly once: boolean;
}

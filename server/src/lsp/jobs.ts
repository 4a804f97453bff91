/** Runs asynchronous work one piece after another, and tells when all of it is done. */
export class Jobs {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** A job that fails is reported; those behind it run all the same. */
  add(job: () => Promise<void>): Promise<void> {
    this.#waiting++;
    this.#last = this.#last
      .then(job)
      .catch(this.#failed)
      .finally(() => {
        this.#waiting--;
      });
    return this.#last;
  }

  /** Undefined when nothing is under way, so that callers need not wait at all. */
  get pending(): Promise<void> | undefined {
    return this.#waiting === 0 ? undefined : this.#last.then(() => this.pending);
  }
}

/** Says how far a long answer is, at each quarter: by the headings that were written, of those that are planned. */

/** An answer of fewer sections is there before anybody wonders. */
const longAnswer = 4;

const quarters = ['a quarter', 'half', 'three quarters'] as const;

export class SectionProgress {
  readonly #planned: readonly string[];
  readonly #report: (text: string) => void;
  #line = '';
  #written = 0;
  #quarter = 0;

  constructor(planned: readonly string[], report: (text: string) => void) {
    this.#planned = planned;
    this.#report = report;
  }

  add(text: string): void {
    if (this.#planned.length < longAnswer) return;
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  end(): void {
    if (this.#planned.length >= longAnswer && this.#written > 0) this.#report('The answer is written');
  }

  #read(line: string): void {
    const heading = /^#{2,4}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) return;
    // The heading begins a section: those before it are done.
    const done = this.#written++ / this.#planned.length;
    const quarter = Math.min(quarters.length, Math.floor(done * 4));
    if (quarter <= this.#quarter) return;
    this.#quarter = quarter;
    this.#report(`About ${quarters[quarter - 1]} of the answer is written; now: ${heading}`);
  }
}

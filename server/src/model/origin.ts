/**
 * Where an element was written.
 *
 * Offsets count from the start of the unit (a SQL statement, a Prisma block, a Python class) that the element
 * belongs to, so that editing one unit leaves the origins of all others valid. `analysis` turns an origin into an
 * absolute span when a finding is shown.
 */
export interface Origin {
  /** A '/'-separated path or URI, as the host names the file. */
  readonly file: string;
  /** Number of the unit, unique within its file and stable while the unit's own text does not change. */
  readonly unit: number;
  readonly start: number;
  readonly end: number;
}

/** The origin of something that is written nowhere yet: a requested change, a test's model. */
export const nowhere: Origin = Object.freeze({ file: '', unit: -1, start: 0, end: 0 });

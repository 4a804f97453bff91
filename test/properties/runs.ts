import type { Parameters } from 'fast-check';

/**
 * How often a property is tried, always with the same seed, which fast-check prints with a failure. To search further,
 * set `PROPERTY_SEED` and `PROPERTY_RUNS`, a factor.
 */
export function runs<Values>(count: number): Parameters<Values> {
  return {
    numRuns: Math.ceil(count * Number(process.env.PROPERTY_RUNS ?? 1)),
    seed: Number(process.env.PROPERTY_SEED ?? 20_260),
    endOnFailure: false,
  };
}

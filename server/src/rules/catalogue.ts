import { noPrimaryKey } from './keys/no-primary-key.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of the documentation: by family, then by id. One line a rule, nowhere else. */
export const catalogue: readonly Rule[] = [
  noPrimaryKey,
];

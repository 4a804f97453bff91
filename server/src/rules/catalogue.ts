import { duplicateForeignKey } from './keys/duplicate-foreign-key.ts';
import { fkSetNullNotNull } from './keys/fk-set-null-not-null.ts';
import { fkTargetMissing } from './keys/fk-target-missing.ts';
import { fkTargetNotUnique } from './keys/fk-target-not-unique.ts';
import { fkTypeMismatch } from './keys/fk-type-mismatch.ts';
import { junctionWithoutPairKey } from './keys/junction-without-pair-key.ts';
import { missingForeignKey } from './keys/missing-foreign-key.ts';
import { noPrimaryKey } from './keys/no-primary-key.ts';
import { nullableUnique } from './keys/nullable-unique.ts';
import { pkTooSmall } from './keys/pk-too-small.ts';
import { randomUuidPk } from './keys/random-uuid-pk.ts';
import { uniqueNotNullNoPk } from './keys/unique-not-null-no-pk.ts';
import { varcharUuid } from './keys/varchar-uuid.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of the documentation: by family, then by id. One line a rule, nowhere else. */
export const catalogue: readonly Rule[] = [
  duplicateForeignKey,
  fkSetNullNotNull,
  fkTargetMissing,
  fkTargetNotUnique,
  fkTypeMismatch,
  junctionWithoutPairKey,
  missingForeignKey,
  noPrimaryKey,
  nullableUnique,
  pkTooSmall,
  randomUuidPk,
  uniqueNotNullNoPk,
  varcharUuid,
];

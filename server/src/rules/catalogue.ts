import { driftColumn } from './drift/drift-column.ts';
import { driftEnumValue } from './drift/drift-enum-value.ts';
import { driftForeignKey } from './drift/drift-foreign-key.ts';
import { driftIndex } from './drift/drift-index.ts';
import { driftNullability } from './drift/drift-nullability.ts';
import { driftTable } from './drift/drift-table.ts';
import { driftType } from './drift/drift-type.ts';
import { driftUndeclaredColumn } from './drift/drift-undeclared-column.ts';
import { driftUndeclaredTable } from './drift/drift-undeclared-table.ts';
import { booleanIndex } from './indexing/boolean-index.ts';
import { btreeOnContainer } from './indexing/btree-on-container.ts';
import { duplicateIndex } from './indexing/duplicate-index.ts';
import { fkIndexPartialCover } from './indexing/fk-index-partial-cover.ts';
import { fkWithoutIndex } from './indexing/fk-without-index.ts';
import { indexEqualsPk } from './indexing/index-equals-pk.ts';
import { indexTooManyColumns } from './indexing/index-too-many-columns.ts';
import { needlessPredicate } from './indexing/needless-predicate.ts';
import { redundantPrefixIndex } from './indexing/redundant-prefix-index.ts';
import { redundantUnique } from './indexing/redundant-unique.ts';
import { softDeleteUniqueConflict } from './indexing/soft-delete-unique-conflict.ts';
import { tooManyIndexes } from './indexing/too-many-indexes.ts';
import { jsonNeedsEquality } from './json/json-needs-equality.ts';
import { jsonNullAmbiguity } from './json/json-null-ambiguity.ts';
import { jsonbBtree } from './json/jsonb-btree.ts';
import { jsonbNoShapeCheck } from './json/jsonb-no-shape-check.ts';
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
import { identifierTooLong } from './naming/identifier-too-long.ts';
import { inconsistentCase } from './naming/inconsistent-case.ts';
import { reservedWord } from './naming/reserved-word.ts';
import { arrayOfForeignIds } from './normalization/array-of-foreign-ids.ts';
import { booleanStateExplosion } from './normalization/boolean-state-explosion.ts';
import { duplicateTableShape } from './normalization/duplicate-table-shape.ts';
import { eavTable } from './normalization/eav-table.ts';
import { freeTextEnum } from './normalization/free-text-enum.ts';
import { inconsistentTypeSameName } from './normalization/inconsistent-type-same-name.ts';
import { multiValuedText } from './normalization/multi-valued-text.ts';
import { partialKeyDependency } from './normalization/partial-key-dependency.ts';
import { polymorphicAssociation } from './normalization/polymorphic-association.ts';
import { repeatingColumnGroup } from './normalization/repeating-column-group.ts';
import { storedDerivedColumn } from './normalization/stored-derived-column.ts';
import { tablePerValue } from './normalization/table-per-value.ts';
import { threeStateBoolean } from './normalization/three-state-boolean.ts';
import { transitiveDependency } from './normalization/transitive-dependency.ts';
import { wideTable } from './normalization/wide-table.ts';
import { alembicConcurrentlyInTx } from './orm/alembic-concurrently-in-tx.ts';
import { alembicNullableAdd } from './orm/alembic-nullable-add.ts';
import { fkOrmCascadeMismatch } from './orm/fk-orm-cascade-mismatch.ts';
import { oneToOneNotUnique } from './orm/one-to-one-not-unique.ts';
import { prismaArrayDefault } from './orm/prisma-array-default.ts';
import { prismaDecimalDefault } from './orm/prisma-decimal-default.ts';
import { prismaDefaultReferentialAction } from './orm/prisma-default-referential-action.ts';
import { prismaM2mImplicit } from './orm/prisma-m2m-implicit.ts';
import { prismaMysqlString191 } from './orm/prisma-mysql-string-191.ts';
import { prismaRelationmodeIndex } from './orm/prisma-relationmode-index.ts';
import { prismaRequiredIgnored } from './orm/prisma-required-ignored.ts';
import { prismaUuidAsText } from './orm/prisma-uuid-as-text.ts';
import { saCascadeVsOndelete } from './orm/sa-cascade-vs-ondelete.ts';
import { saDatetimeNaive } from './orm/sa-datetime-naive.ts';
import { saEnumNativeDrift } from './orm/sa-enum-native-drift.ts';
import { saJsonMutationUntracked } from './orm/sa-json-mutation-untracked.ts';
import { saJsonNotVariant } from './orm/sa-json-not-variant.ts';
import { saMappedOptionalMismatch } from './orm/sa-mapped-optional-mismatch.ts';
import { saMutableDefault } from './orm/sa-mutable-default.ts';
import { saNamingConvention } from './orm/sa-naming-convention.ts';
import { saPythonDefaultOnly } from './orm/sa-python-default-only.ts';
import { saRedundantIndexFlags } from './orm/sa-redundant-index-flags.ts';
import type { Rule } from './rule.ts';
import { autoIncrementType } from './types/auto-increment-type.ts';
import { booleanAsText } from './types/boolean-as-text.ts';
import { charType } from './types/char-type.ts';
import { charsetNotUtf8mb4 } from './types/charset-not-utf8mb4.ts';
import { deprecatedLobType } from './types/deprecated-lob-type.ts';
import { engineNotInnodb } from './types/engine-not-innodb.ts';
import { floatForMoney } from './types/float-for-money.ts';
import { inlineReferencesIgnored } from './types/inline-references-ignored.ts';
import { intDisplayWidth } from './types/int-display-width.ts';
import { jsonNotJsonb } from './types/json-not-jsonb.ts';
import { moneyType } from './types/money-type.ts';
import { preferTimestamptz } from './types/prefer-timestamptz.ts';
import { serialType } from './types/serial-type.ts';
import { sqliteLooseType } from './types/sqlite-loose-type.ts';
import { stringlyTyped } from './types/stringly-typed.ts';
import { timestampPrecision } from './types/timestamp-precision.ts';
import { timetzType } from './types/timetz-type.ts';
import { zeroDateDefault } from './types/zero-date-default.ts';

/** Every rule, in the order of the documentation: by family, then by id. One line a rule, nowhere else. */
export const catalogue: readonly Rule[] = [
  arrayOfForeignIds,
  booleanStateExplosion,
  duplicateTableShape,
  eavTable,
  freeTextEnum,
  inconsistentTypeSameName,
  multiValuedText,
  partialKeyDependency,
  polymorphicAssociation,
  repeatingColumnGroup,
  storedDerivedColumn,
  tablePerValue,
  threeStateBoolean,
  transitiveDependency,
  wideTable,
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
  autoIncrementType,
  booleanAsText,
  charType,
  charsetNotUtf8mb4,
  deprecatedLobType,
  engineNotInnodb,
  floatForMoney,
  inlineReferencesIgnored,
  intDisplayWidth,
  jsonNotJsonb,
  moneyType,
  preferTimestamptz,
  serialType,
  sqliteLooseType,
  stringlyTyped,
  timestampPrecision,
  timetzType,
  zeroDateDefault,
  booleanIndex,
  btreeOnContainer,
  duplicateIndex,
  fkIndexPartialCover,
  fkWithoutIndex,
  indexEqualsPk,
  indexTooManyColumns,
  needlessPredicate,
  redundantPrefixIndex,
  redundantUnique,
  softDeleteUniqueConflict,
  tooManyIndexes,
  jsonNeedsEquality,
  jsonNullAmbiguity,
  jsonbBtree,
  jsonbNoShapeCheck,
  identifierTooLong,
  inconsistentCase,
  reservedWord,
  driftColumn,
  driftEnumValue,
  driftForeignKey,
  driftIndex,
  driftNullability,
  driftTable,
  driftType,
  driftUndeclaredColumn,
  driftUndeclaredTable,
  alembicConcurrentlyInTx,
  alembicNullableAdd,
  fkOrmCascadeMismatch,
  oneToOneNotUnique,
  prismaArrayDefault,
  prismaDecimalDefault,
  prismaDefaultReferentialAction,
  prismaM2mImplicit,
  prismaMysqlString191,
  prismaRelationmodeIndex,
  prismaRequiredIgnored,
  prismaUuidAsText,
  saCascadeVsOndelete,
  saDatetimeNaive,
  saEnumNativeDrift,
  saJsonMutationUntracked,
  saJsonNotVariant,
  saMappedOptionalMismatch,
  saMutableDefault,
  saNamingConvention,
  saPythonDefaultOnly,
  saRedundantIndexFlags,
];

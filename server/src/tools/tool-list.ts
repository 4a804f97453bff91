import { consultArchitect } from './consult-architect.ts';
import { convertSchema } from './convert-schema.ts';
import { describeTable } from './describe-table.ts';
import { explainRule } from './explain-rule.ts';
import { listTables } from './list-tables.ts';
import { reviewSchema } from './review-schema.ts';
import type { Tool } from './tool.ts';
import { verifySql } from './verify-sql.ts';

/** All of them only read: the workspace stays as it is. */
export const tools: readonly Tool[] = [
  listTables,
  describeTable,
  reviewSchema,
  verifySql,
  explainRule,
  convertSchema,
  consultArchitect,
];

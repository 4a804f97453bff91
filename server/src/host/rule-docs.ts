/** Finds the Markdown documentation of rules: beside the bundle when bundled, beside the rules when not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../rules/rule.ts';

/** Returns the Markdown of a rule's page, undefined when there is none. */
export type RuleDocs = (rule: Rule) => string | undefined;

/** Known in the bundles, which are CommonJS, and under the test runner. */
const here = typeof __dirname === 'string' ? __dirname : '.';

export const ruleDocs: RuleDocs = (rule) => {
  for (const path of [join('rules', `${rule.id}.md`), join('..', 'rules', rule.family, `${rule.id}.md`)]) {
    const file = join(here, path);
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  return undefined;
};

/** The engine's findings as facts: those of the tables in question weigh more. */

import { displayName } from '../../model/names.ts';
import type { Severity } from '../../rules/finding.ts';
import type { Advisor } from '../consultation.ts';
import { tablesInQuestion } from '../relevant-tables.ts';

const weights: Readonly<Record<Severity, number>> = { error: 8, warning: 5, info: 2, hint: 0.5 };

export const findingsAdvisor: Advisor = {
  id: 'findings',
  *facts(question, workspace) {
    const named = new Set(tablesInQuestion(question, workspace).map(({ table }) => displayName(table)));
    for (const { findings } of workspace.databases) {
      for (const { rule, severity, message, file, span, table } of findings) {
        const weight = weights[severity] * (table !== undefined && named.has(table) ? 3 : 1);
        yield {
          source: rule,
          text: message,
          place: { file, span },
          weight,
          tables: table === undefined ? [] : [table],
        };
      }
    }
  },
};

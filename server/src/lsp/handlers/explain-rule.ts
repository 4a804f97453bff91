/** `dbArchitect/explainRule`: the page of a rule. */
import type { RuleExplanation } from '../../protocol.ts';
import { catalogue } from '../../rules/catalogue.ts';
import type { Session } from '../session.ts';

export function explainRule(session: Session, { rule: id }: { readonly rule: string }): RuleExplanation | null {
  const rule = catalogue.find((known) => known.id === id);
  if (rule === undefined) return null;
  return { markdown: session.ruleDocs(rule) ?? `# ${rule.id}\n\n${rule.summary}\n` };
}

/** `dbArchitect/rules`: what rules there are. */
import type { RuleEntry } from '../../protocol.ts';
import { catalogue } from '../../rules/catalogue.ts';

export function rules(): readonly RuleEntry[] {
  return catalogue.map(({ id, summary }) => ({ id, summary }));
}

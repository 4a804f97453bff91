import { catalogue } from '../rules/catalogue.ts';
import { mostSimilar } from '../text/similar-name.ts';
import { stringIn, type Tool, ToolError } from './tool.ts';

export const explainRule: Tool = {
  name: 'explain_rule',
  title: 'Explain rule',
  description:
    'The page of a rule: why it exists, what it flags, what to write instead, when not to follow it. Without a rule, ' +
    'the list of all rules.',
  properties: { rule: { type: 'string', description: 'Id of the rule, as findings give it: fk-without-index.' } },
  required: [],
  run(input, context) {
    const id = stringIn(input, 'rule');
    if (id === undefined) {
      return { markdown: catalogue.map((rule) => `- ${rule.id}: ${rule.summary}`).join('\n') };
    }
    const rule = catalogue.find((each) => each.id === id);
    if (rule !== undefined) return { markdown: context.pageOf(rule) ?? `# ${rule.id}\n\n${rule.summary}\n` };
    const similar = mostSimilar(
      id,
      catalogue.map((each) => each.id),
    );
    throw new ToolError(`There is no rule ${id}${similar === undefined ? '.' : `; did you mean ${similar}?`}`);
  },
};

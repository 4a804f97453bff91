import { consult } from '../architect/consult.ts';
import { commands } from '../architect/consultation.ts';
import { readQuestion } from '../architect/read-question.ts';
import { renderMarkdown } from '../architect/render-markdown.ts';
import { stringIn, type Tool } from './tool.ts';

export const consultArchitect: Tool = {
  name: 'consult_architect',
  title: 'Consult the architect',
  description:
    'Answers a question of database design from the workspace and from built-in knowledge, without a language model: ' +
    'choice of technology, schema, indexes, tenancy, caching, scale, migration, security, cost. Give the numbers that ' +
    'are known: users, rows, rates, sizes.',
  properties: {
    question: { type: 'string', description: 'The question, with its numbers and constraints.' },
    command: { type: 'string', enum: commands, description: 'What kind of answer is wanted; may be left out.' },
  },
  required: ['question'],
  run(input, context) {
    const asked = readQuestion((stringIn(input, 'question') ?? '').slice(0, 20_000));
    const command = commands.find((each) => each === stringIn(input, 'command')) ?? asked.command;
    const question = { ...asked, ...(command !== undefined && { command }) };
    return { markdown: renderMarkdown(consult(question, context.workspace(), context.knowledge())) };
  },
};

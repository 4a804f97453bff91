/** A question as it is typed: `/review the orders`, with its command apart. */
import { commands, type Question } from './consultation.ts';

/** A slash that begins no command stays in the text. */
export function readQuestion(typed: string): Question {
  const match = /^\s*\/(\w+)(?:\s+|$)/.exec(typed);
  const command = commands.find((each) => each === match?.[1]);
  const text = command === undefined ? typed.trim() : typed.slice(match![0].length).trim();
  return { text, ...(command !== undefined && { command: command }), references: [], history: [] };
}

/**
 * What a slash command asks for, and nothing more: the sections that its answer may have. A command with few words is
 * taken at its word; whoever describes a system behind it gets what the description asks for as well.
 */
import type { Question } from './consultation.ts';

/** By kind of question: the ids of `prompts/sections`. Undefined where a kind wants a whole design. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  review: ['findings', 'indexes'],
  performance: ['questions', 'findings', 'indexes', 'queries', 'caching', 'configuration', 'scaling', 'monitoring'],
  indexes: ['findings', 'indexes', 'queries'],
  normalize: ['findings'],
  jsonb: ['questions', 'findings', 'json', 'indexes'],
  migrate: ['requirements', 'questions', 'migration', 'monitoring', 'recovery', 'testing'],
  choose: ['requirements', 'questions', 'technology', 'stores', 'alternatives', 'exit'],
  tenancy: ['requirements', 'questions', 'findings', 'tenancy', 'alternatives'],
  cache: ['requirements', 'questions', 'caching'],
  scale: ['requirements', 'questions', 'findings', 'scale', 'scaling', 'monitoring'],
  security: ['requirements', 'findings', 'security', 'compliance'],
  cost: ['requirements', 'questions', 'cost'],
  erd: ['diagram'],
  explain: ['explanation'],
  adr: ['adr'],
};

const always: ReadonlySet<string> = new Set(['recommendation', 'next']);

/** Of these the answer is one thing: a drawing, an explanation, a record. */
const single: ReadonlySet<string> = new Set(['erd', 'explain', 'adr']);

/** So many words describe more than a command does. */
const description = 12;

export function isDescribed({ text }: Question): boolean {
  return (
    text.trim().split(/\s+/).length >= description || /\b(?:full|complete|architecture|from scratch)\b/i.test(text)
  );
}

/** Whether the command of the question, or what is said behind it, leaves room for the section. */
export function isInScope(section: string, question: Question, kinds: readonly string[]): boolean {
  const { command } = question;
  if (command === undefined) return true;
  const wanted: readonly string[] = isDescribed(question) ? [command, ...kinds] : [command];
  if (single.has(command)) return scopes[command]!.includes(section);
  return always.has(section) || wanted.some((kind) => scopes[kind] === undefined || scopes[kind].includes(section));
}

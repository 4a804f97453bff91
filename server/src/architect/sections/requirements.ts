/** What was understood, and what is asked back. */
import type { Case } from '../case.ts';
import type { Requirement } from '../consultation.ts';
import { code, continued, list, numbered, quoted } from '../markdown.ts';
import { openQuestions } from '../missing.ts';
import { paragraphs, type SectionWriter } from './section-writer.ts';

/** Numbers, statements, needs of the vocabulary, the workspace; those of the question first. */
export function requirementsOf(c: Case): readonly Requirement[] {
  const numbers = c.quantities.map(({ name, value, source }) => ({ name, value, source }));
  const needs = c.needs
    .filter(({ id, because }) => because.startsWith('"') && !c.statements.some(({ name }) => name === id))
    .map(({ id, because }) => ({ name: id, value: `said by ${because}`, source: 'question' }));
  const named = c.named.map(({ name }) => ({ name: 'technology', value: name, source: 'question' }));
  const conflicts = c.contradictions.map((value) => ({ name: 'contradiction', value, source: 'question' }));
  return [...numbers, ...c.statements, ...named, ...needs, ...conflicts, ...c.workspaceRequirements];
}

export const requirementsSection: SectionWriter = (c) => {
  const said = [...c.quantities, ...c.statements];
  const asked = said.filter(({ source }) => source === 'question').map(nameAndValue);
  const earlier = said.filter(({ source }) => source !== 'question').map(nameAndValue);
  // What decides; a word that hardly counts is in the weighing.
  const read = c.needs
    .filter(({ because, importance }) => because.startsWith('"') && importance >= 2)
    .map(({ title, because }) => `${continued(title)} (${because})`);
  const here = c.workspaceRequirements.slice(0, 5).map(({ value, source }) => `${quoted(value)} (${code(source)})`);
  const unsaid = c.workspaceRequirements.length - here.length;
  const lines = [
    ...(asked.length === 0 ? [] : [`From the question: ${asked.join('; ')}.`]),
    ...(earlier.length === 0 ? [] : [`Said before: ${earlier.join('; ')}.`]),
    ...(read.length === 0 ? [] : [`Read out of its words: ${read.join(', ')}.`]),
    ...(here.length === 0 ? [] : [`In the workspace: ${here.join('; ')}${unsaid > 0 ? `; and ${unsaid} more` : ''}.`]),
  ];
  return paragraphs(
    lines.length === 0 ? undefined : list(lines),
    c.contradictions.length === 0 ? undefined : `**To be settled.**\n${list(c.contradictions)}`,
  );
};

function nameAndValue({ name, value }: { readonly name: string; readonly value: string }): string {
  return `${name} ${quoted(value)}`;
}

export const questionsSection: SectionWriter = (c) => {
  const open = openQuestions(c);
  if (open.length === 0) return undefined;
  return numbered(open.map(({ question, assumed, otherwise }) => `${question} *Assumed: ${assumed}.* ${otherwise}`));
};

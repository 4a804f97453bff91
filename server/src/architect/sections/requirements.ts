/** What was understood, and what is asked back. */
import type { Case } from '../case.ts';
import type { Requirement } from '../consultation.ts';
import { list, numbered, quoted, table } from '../markdown.ts';
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
  const rows = requirementsOf(c).filter(({ name }) => name !== 'contradiction');
  if (rows.length === 0 && c.contradictions.length === 0) return undefined;
  const titles = new Map(c.knowledge.requirements.map(({ id, title }) => [id, title]));
  return paragraphs(
    table(
      ['Requirement', 'As understood', 'From'],
      rows.slice(0, 14).map(({ name, value, source }) => [titles.get(name) ?? name, quoted(value), source]),
    ),
    c.contradictions.length === 0 ? undefined : `**To be settled.**\n${list(c.contradictions)}`,
  );
};

export const questionsSection: SectionWriter = (c) => {
  const open = openQuestions(c);
  if (open.length === 0) return undefined;
  return numbered(open.map(({ question, assumed, otherwise }) => `${question} *Assumed: ${assumed}.* ${otherwise}`));
};

/** What writes one section of the answer. */
import type { Case } from '../case.ts';
import type { Pattern } from '../knowledge.ts';
import { codeBlocksIn, fenced, pointsIn } from '../markdown.ts';
import type { Plan } from '../plan.ts';

/** Markdown below the section's title; undefined where there is nothing to say that is about this case. */
export type SectionWriter = (c: Case, plan: Plan) => string | undefined;

export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== '');
  return said.length === 0 ? undefined : said.join('\n\n');
}

export function patternOf(c: Case, id: string): Pattern {
  const pattern = c.knowledge.patterns.find((each) => each.id === id);
  if (pattern === undefined) throw new Error(`There is no pattern ${id}`);
  return pattern;
}

/** The patterns in question that the section tells, best first. */
export function toldIn(section: string, c: Case, plan: Plan): readonly Pattern[] {
  return c.topic.patterns.filter((pattern) => plan.ownerOf(pattern) === section);
}

export function choices(pattern: Pattern): string | undefined {
  return pattern.parts.Choices;
}

export function failures(pattern: Pattern, most: number): readonly string[] {
  return pointsIn(pattern.parts['Failure modes'] ?? '').slice(0, most);
}

/** The blocks of a pattern's code in one language, bounded to what is shown at once. */
export function blocks(pattern: Pattern, language: string): string | undefined {
  const found = codeBlocksIn(pattern.parts.Code ?? '').filter((block) => block.language === language);
  return found.length === 0 ? undefined : found.map((block) => fenced(block.language, block.code)).join('\n\n');
}

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

/** The recommendation says the patterns behind the first in one sentence each. */
export function isSummarized(pattern: Pattern, { topic }: Case): boolean {
  return topic.patterns.slice(1, 4).includes(pattern);
}

/** Points about one tool are for those who use it; where nobody knows what is used, for all. */
export function ofStack(text: string, { language, workspace, database }: Case): string {
  const names = workspace.stack.map(({ name }) => name);
  const used = {
    SQLAlchemy: language === 'sqlalchemy' || names.some((name) => /^(?:SQLAlchemy|SQLModel|Alembic)$/.test(name)),
    Prisma: language === 'prisma' || names.includes('Prisma'),
  };
  if (database === undefined && !used.SQLAlchemy && !used.Prisma) return text;
  return text
    .split('\n')
    .filter((line) => {
      const tool = /^(?:- |\| )(SQLAlchemy|Prisma)\b/.exec(line)?.[1];
      return tool === undefined || used[tool as keyof typeof used];
    })
    .join('\n')
    .trimEnd();
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

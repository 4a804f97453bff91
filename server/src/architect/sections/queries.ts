/** The statements that matter: those of the design, or those that find out where the time goes. */
import { displayName } from '../../model/names.ts';
import type { Case } from '../case.ts';
import type { Pattern } from '../knowledge.ts';
import { code, codeBlocksIn, fenced } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { asksWhySlow, slowPart } from '../slow.ts';
import { withDocuments } from './json.ts';
import { shownSchema } from './schema.ts';
import { blocks, choices, paragraphs, patternOf, type SectionWriter, toldIn } from './section-writer.ts';
import { documentSql, workspaceSql } from './workspace-sql.ts';

/** The answer has the table of what takes the time. */
export function tellsWhere(c: Case, plan: Plan): boolean {
  const review = patternOf(c, 'performance-review');
  return plan.has('queries') && (c.lead === review || toldIn('queries', c, plan)[0] === review);
}

export const queriesSection: SectionWriter = (c, plan) => {
  const review = patternOf(c, 'performance-review');
  const isReview = tellsWhere(c, plan);
  const designs = c.topic.patterns
    .slice(0, 2)
    .filter((pattern) => pattern !== review && plan.ownerOf(pattern) === 'recommendation')
    // Its statements ask a document that is there; beside a design there is none yet.
    .filter((pattern) => pattern === c.lead || pattern.id !== 'json-and-columns');
  const slow = c.topic.kinds.includes('performance');
  if (c.lead?.id === 'json-and-columns') return paragraphs(standIn(c, plan), documentSql(c, plan)?.inventory);
  if (asksWhySlow(c))
    return paragraphs(
      workspaceSql(c.lead!, c, plan, slowPart),
      c.dialect === 'postgresql' ? firstStatement(review) : undefined,
    );
  return paragraphs(
    ...designs.map((pattern) => workspaceSql(pattern, c, plan)),
    isReview
      ? paragraphs(
          '**Where the time goes**',
          choices(review),
          plan.has('scaling') ? undefined : review.parts.Default,
          eagerly(c),
        )
      : undefined,
    c.dialect !== 'postgresql' || !slow ? undefined : isReview ? blocks(review, 'sql') : firstStatement(review),
  );
};

/** The document in question is not to be seen: the statements are written on the design's. */
function standIn(c: Case, plan: Plan): string | undefined {
  const [designed] = withDocuments([...(shownSchema(c, plan)?.schema.tables.values() ?? [])]);
  return designed === undefined
    ? undefined
    : `${code(displayName(designed.table))} and ${code(designed.documents[0]!.name)} stand for the table and the document that you have today.`;
}

/** What the mapper of the workspace has against N+1. */
function eagerly(c: Case): string | undefined {
  if (c.database === undefined || c.language === 'sql') return undefined;
  const name = c.language === 'prisma' ? 'Prisma' : 'SQLAlchemy';
  const row = (choices(patternOf(c, 'orm-access')) ?? '').split('\n').find((each) => each.startsWith(`| ${name} |`));
  const [many, one, forbidden] = (row ?? '')
    .split('|')
    .slice(2, 5)
    .map((cell) => cell.trim());
  if (row === undefined) return undefined;
  return many === one
    ? `Against N+1: ${many}, no query per row.`
    : `Against N+1: ${many} for many children, ${one} for one parent; ${forbidden} finds what loads by accident.`;
}

/** The statement that ranks statements: enough where the review is not the subject. */
function firstStatement(review: Pattern): string | undefined {
  const code = codeBlocksIn(review.parts.Code ?? '')[0]
    ?.code.split(/\n\n(?=-- )/)
    .slice(0, 2)
    .join('\n\n');
  return code === undefined ? undefined : fenced('sql', code);
}

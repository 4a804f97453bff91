/** What is worth a cache, and how it is kept right. */
import { displayName } from '../../model/names.ts';
import { arithmeticOf, find } from '../arithmetic.ts';
import type { Case } from '../case.ts';
import type { Pattern } from '../knowledge.ts';
import { code, continued, count, list, pointsIn } from '../markdown.ts';
import { blocks, isSummarized, paragraphs, patternOf, type SectionWriter } from './section-writer.ts';

export const cachingSection: SectionWriter = (c) => {
  const pattern = patternOf(c, 'caching');
  const relieved = relief(c);
  // Where nobody asks for a cache, the scale says whether there has to be one.
  if (!c.topic.kinds.includes('cache') && !c.topic.patterns.includes(pattern)) return undefined;
  const python =
    c.language === 'sqlalchemy' || c.workspace.stack.some(({ name }) => /FastAPI|Flask|Django|SQLAlchemy/.test(name));
  const isLead = c.lead === pattern;
  return paragraphs(
    isLead || isSummarized(pattern, c) ? undefined : `**${pattern.default}**`,
    relieved,
    isLead ? pattern.parts.Choices : undefined,
    readMost(c),
    pattern.parts.Default,
    python ? blocks(pattern, 'python') : undefined,
    isLead ? list(pointsIn(pattern.parts.Numbers ?? '').slice(0, 3)) : notCached(pattern),
  );
};

function notCached(pattern: Pattern): string {
  return `No cache where:\n\n${list(pointsIn(pattern.parts['When not'] ?? '').map(continued))}`;
}

const fewReferences = 5;

/** What many tables refer to is read with most requests: where a cache would be measured first. */
function readMost({ database }: Case): string | undefined {
  if (database === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const { foreignKeys, partitionOf } of database.schema.tables.values()) {
    if (partitionOf !== undefined) continue;
    for (const { references } of foreignKeys) {
      const name = displayName(references.table);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const most = [...counts]
    .filter(([, times]) => times >= fewReferences)
    .sort((one, other) => other[1] - one[1])
    .slice(0, 3);
  if (most.length === 0) return undefined;
  const named = most.map(([name, times]) => `${code(name)} (${times} foreign keys)`).join(', ');
  return `Referred to most here: ${named}. Rows that much refers to are read with many requests: measure those reads first.`;
}

/** What a cache would take from the database at the rate of this case. */
export function relief(c: Case): string | undefined {
  const rate =
    arithmeticOf(c).find(({ what }) => what === 'Requests at the peak')?.high ??
    find(c, /^(?:requests|reads|queries) per second$/)?.high;
  if (rate === undefined) return undefined;
  const left = count(rate / 10);
  const advice =
    rate < 3000
      ? 'one machine takes all of it, so begin without a cache and without its wrong answers.'
      : 'that is the difference between readers and none.';
  return `At ${count(rate)} requests a second a hit rate of 90 % would leave ${left} to the database; ${advice}`;
}

/** The arithmetic of the case, and the limit that is met first. */
import { arithmeticOf, find } from '../arithmetic.ts';
import type { Case } from '../case.ts';
import { bytes, continued, count, list, pointsIn, table } from '../markdown.ts';
import { relief } from './caching.ts';
import { paragraphs, type SectionWriter } from './section-writer.ts';

export const scaleSection: SectionWriter = (c, plan) => {
  const lines = arithmeticOf(c);
  if (lines.length === 0) {
    const examples = pointsIn(c.lead?.parts.Numbers ?? '').slice(0, 3);
    return examples.length === 0 || ofReview.has(c.lead?.id ?? '')
      ? undefined
      : `No numbers were given; put yours in the place of these:\n\n${list(examples)}`;
  }
  return paragraphs(
    table(
      ['What', 'Working', 'Result'],
      lines.map(({ what, working, result }) => [what, working, result]),
    ),
    limit(c),
    plan.has('caching') ? undefined : relief(c),
  );
};

/** Their numbers explain what to measure, and no size. */
const ofReview: ReadonlySet<string> = new Set(['performance-review', 'json-and-columns', 'indexing', 'normalization']);

/** Which limit comes first, now and at ten times the size; the marks are those of the expertise `core`. */
function limit(c: Case): string {
  const now = loadOf(c);
  const later: Load = { requests: now.requests * 10, writes: now.writes * 10, stored: now.stored * 10 };
  const met = limitOf(now);
  const next = limitOf(later);
  const isSame = met?.startsWith(sizeFirst) === true && next?.startsWith(sizeFirst) === true;
  const today =
    met ??
    'No limit of one ordinary machine is met here: thousands of small transactions a second and some terabytes are ordinary for it.';
  if (met !== undefined && met === next) return today;
  const size = [
    later.requests > 0 ? `${count(later.requests)} requests a second` : undefined,
    later.writes > 0 ? `${count(later.writes)} writes a second` : undefined,
    later.stored > 0 ? bytes(later.stored) : undefined,
  ].filter((part) => part !== undefined);
  if (size.length === 0) return today;
  return `${today} At ten times (${size.join(', ')}) ${next === undefined ? 'one machine still does.' : continued(isSame ? next.slice(sizeFirst.length + 2) : next)}${
    later.requests > manyRequests && next?.startsWith(sizeFirst) === true ? ` ${requestsToo}` : ''
  }`;
}

const sizeFirst = 'Size is the limit that is met first';
const manyRequests = 5000;
const requestsToo = 'Requests come beside it: a cache and readers take most of them; the writes stay with one machine.';

interface Load {
  /** Per second at the peak. */
  readonly requests: number;
  readonly writes: number;
  /** Bytes. */
  readonly stored: number;
}

function loadOf(c: Case): Load {
  const lines = arithmeticOf(c);
  const at = (what: RegExp): number =>
    Math.max(0, ...lines.filter((line) => what.test(line.what)).map(({ high }) => high));
  const given = (name: RegExp): number =>
    Math.max(0, ...c.quantities.filter((each) => name.test(each.name)).map(({ high }) => high));
  return {
    requests: Math.max(at(/^Requests at the peak$/), given(/^(?:requests|reads|queries) per second$/)),
    writes: Math.max(at(/^Peak rate$/), given(/^(?:writes|inserts|events|messages) per second$/)),
    stored: Math.max(at(/^Stored/), find(c, 'data size')?.high ?? 0),
  };
}

function limitOf({ requests, writes, stored }: Load): string | undefined {
  if (writes > 50_000) {
    return 'Writes are the limit that is met first: more than one machine takes without batching. Batch, then spread by key.';
  }
  if (stored > 5e12) {
    return `${sizeFirst}: backups, index builds and vacuum become long before reads do. Partition, and archive what is not read.`;
  }
  if (stored > 1e12) {
    return `${sizeFirst}, through upkeep (backup, index builds, vacuum), not through reads; some terabytes on one machine are ordinary when the hot part fits into memory.`;
  }
  return requests > manyRequests
    ? 'Requests are the limit that is met first: a cache and readers take most of them; the writes among them stay with one machine.'
    : undefined;
}

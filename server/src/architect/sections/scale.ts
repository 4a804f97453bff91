/** The arithmetic of the case, and the limit that is met first. */
import { arithmeticOf, find } from '../arithmetic.ts';
import type { Case } from '../case.ts';
import { list, pointsIn, table } from '../markdown.ts';
import { paragraphs, type SectionWriter } from './section-writer.ts';

export const scaleSection: SectionWriter = (c) => {
  const lines = arithmeticOf(c);
  if (lines.length === 0) {
    const examples = pointsIn(c.lead?.parts.Numbers ?? '').slice(0, 3);
    return examples.length === 0
      ? undefined
      : `No numbers were given. The formulas, with numbers to be replaced by yours:\n\n${list(examples)}`;
  }
  return paragraphs(
    table(
      ['What', 'Working', 'Result'],
      lines.map(({ what, working, result }) => [what, working, result]),
    ),
    limit(c),
  );
};

/** Which limit comes first; the marks are those of the expertise `core`. */
function limit(c: Case): string {
  const lines = arithmeticOf(c);
  const at = (what: RegExp): number =>
    Math.max(0, ...lines.filter((line) => what.test(line.what)).map(({ high }) => high));
  const requests = Math.max(at(/^Requests at the peak$/), find(c, 'requests per second')?.high ?? 0);
  const writes = Math.max(
    at(/^Peak rate$/),
    ...c.quantities
      .filter(({ name }) => /^(?:writes|inserts|events|messages) per second$/.test(name))
      .map(({ high }) => high),
    0,
  );
  const stored = Math.max(at(/^Stored/), at(/^In a year$/), find(c, 'data size')?.high ?? 0);
  if (writes > 50_000)
    return 'Writes are the limit that is met first: more than one machine takes without batching. Batch, then spread by key.';
  if (stored > 5e12)
    return 'Size is the limit that is met first: backups, index builds and vacuum become long before reads do. Partition, and archive what is not read.';
  if (stored > 1e12)
    return 'Size is the limit that is met first, through upkeep (backup, index builds, vacuum), not through reads; some terabytes on one machine are ordinary when the hot part fits into memory.';
  if (requests > 5000)
    return 'Requests are the limit that is met first: a cache and readers take most of them; the writes among them stay with one machine.';
  return 'No limit of one ordinary machine is met here: thousands of small transactions a second and some terabytes are ordinary for it. Ten times this size still fits; look again at half of those marks.';
}

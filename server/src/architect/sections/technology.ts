/** Which store, weighed in the open; what else, and how to leave it. */

import { find } from '../arithmetic.ts';
import { type Case, isOfProjects, technologyOf } from '../case.ts';
import type { Pattern, Technology } from '../knowledge.ts';
import { continued, list, pointsIn, table } from '../markdown.ts';
import type { Need } from '../understanding/requirements.ts';
import { advantages, contribution, isOut, presence, type Weighed } from '../weighing.ts';
import { candidatesOf, reason } from './candidates.ts';
import { paragraphs, patternOf, type SectionWriter } from './section-writer.ts';

export const technologySection: SectionWriter = (c) => {
  const candidates = candidatesOf(c);
  // Stores that are to stand together are not weighed against each other.
  if (c.lead?.id === 'polyglot' && c.named.length >= 2) return today(c, []);
  const present =
    c.database === undefined || isOfProjects(c.topic) ? undefined : technologyOf(c.database.schema.dialect);
  const level = c.needs.filter((need) => isLevel(need, candidates));
  const rows = c.needs
    .filter((need) => !level.includes(need))
    .map((need) => [
      need.title,
      String(need.importance),
      need.because,
      ...candidates.map(({ technology }) => signed(contribution(technology, need))),
    ]);
  if (present !== undefined)
    rows.push([
      'In use already',
      '–',
      'the workspace',
      ...candidates.map(({ technology }) => (technology.id === present ? signed(presence) : '0')),
    ]);
  const sums = [
    '**Sum**',
    '',
    '',
    ...candidates.map((each) => (isOut(each) ? `out (${reasonOut(each)})` : `**${each.sum}**`)),
  ];
  return paragraphs(
    table(
      ['Requirement', 'Importance', 'Because', ...candidates.map(({ technology }) => technology.name)],
      [...rows, sums],
    ),
    `Points are importance (1 to 3) times fitness (−3 to 3), both judgements${level.length === 0 ? '' : `; level on ${level.map(({ title }) => continued(title)).join(', ')}`}.`,
    pickAgainstSum(c, candidates),
    today(c, candidates),
  );
};

function isLevel(need: Need, candidates: readonly Weighed[]): boolean {
  const points = candidates.map(({ technology }) => contribution(technology, need));
  return candidates.length > 1 && points.every((each) => each === points[0]);
}

function reasonOut({ technology, ruledOutBy }: Weighed): string {
  return technology.state === 'active'
    ? ruledOutBy.map(({ title }) => title.toLowerCase()).join(', ')
    : technology.state;
}

function closeReason({ pick, lead, named, database }: Case): string {
  if (database !== undefined && technologyOf(database.schema.dialect) === pick.id) return 'it is in use already';
  if (lead !== undefined) return `${lead.title.toLowerCase()} is built on what ${pick.name} has`;
  return named.includes(pick) ? 'it is one of those that you asked about' : 'more people know it';
}

function pickAgainstSum(c: Case, candidates: readonly Weighed[]): string | undefined {
  const { pick, topic } = c;
  const first = candidates.find((each) => !isOut(each));
  if (first === undefined || first.technology === pick) return undefined;
  if (topic.kinds.includes('provision'))
    return `Weighed are the databases of the projects. The platform's own record is ${pick.name}.`;
  return `The sum puts ${first.technology.name} first; the pick is ${pick.name}, because the points are close and ${closeReason(c)}.`;
}

function today({ pick, named }: Case, candidates: readonly Weighed[]): string {
  const gone = candidates.map(({ technology }) => technology).filter(({ state }) => state !== 'active');
  return list([
    ...[...new Set([pick, ...named, ...gone])].map(
      ({ name, today: state, checked, licence }) => `${name} (as of ${checked}, ${licence.name}): ${state}`,
    ),
    `To run ${pick.name}: ${continued(pick.operation)} Billed by ${continued(pick.cost.shape)}`,
  ]);
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}

export const alternativesSection: SectionWriter = (c, plan) => {
  const asksForStore =
    c.topic.kinds.includes('choose') || c.topic.kinds.includes('provision') || c.topic.kinds.includes('cost');
  const chosen = c.topic.kinds.includes('provision')
    ? (c.ranking.find((each) => !isOut(each))?.technology ?? c.pick)
    : c.pick;
  const rivals = asksForStore
    ? candidatesOf(c)
        .filter(({ technology }) => technology !== chosen)
        .slice(0, c.named.length > 0 ? 3 : 2)
    : [];
  const second = c.topic.patterns[1];
  const isTold = second !== undefined && plan.ownerOf(second) === 'recommendation';
  // A review is no design that something else could be instead of; what reopens a decision is in its record.
  const lead = plan.has('adr') ? undefined : c.lead;
  const designs = [lead, ...(isTold ? [second] : [])]
    .filter((pattern) => pattern !== undefined && !ofReview.has(pattern.id))
    .flatMap((pattern) => (pattern === undefined ? [] : notWhen(pattern, pattern === c.lead)));
  if (rivals.length === 0 && designs.length === 0) return undefined;
  return paragraphs(rivals.length === 0 ? undefined : list(rivals.map((each) => rival(each, chosen, c))), ...designs);
};

const ofReview: ReadonlySet<string> = new Set(['performance-review', 'indexing', 'monitoring', 'normalization']);

/** When the pattern would be wrong, and what then. */
function notWhen(pattern: Pattern, isLead: boolean): readonly string[] {
  const points = pointsIn(pattern.parts['When not'] ?? '').slice(0, 3);
  return points.length === 0
    ? []
    : [`${isLead ? 'Not this way' : `${pattern.title}: not this way`} when:\n\n${list(points)}`];
}

function rival({ technology }: Weighed, pick: Technology, { needs }: Case): string {
  const behind = advantages(pick, technology, needs)[0];
  const ahead = advantages(technology, pick, needs)[0];
  const why = behind === undefined ? 'level here, with nothing that decides for it' : `behind on ${reason(behind)}`;
  return `**${technology.name}**: ${why}${ahead === undefined ? '' : `, ahead on ${continued(ahead.title)}`}. Its strength: ${continued(technology.strengths[0]!)} Not when ${continued(technology.avoidWhen[0]!)}`;
}

export const exitSection: SectionWriter = (c) => {
  const side = c.named.filter((each) => each !== c.pick && each.state === 'active').slice(0, 3);
  return list([`${c.pick.name}: ${c.pick.wayOut}`, ...side.map(({ name, wayOut }) => `${name}: ${wayOut}`)]);
};

/** What many databases cost that are mostly idle, unless the numbers of the case say it. */
function ofProjects(c: Case): readonly string[] {
  return isOfProjects(c.topic) && find(c, 'projects') === undefined
    ? pointsIn(patternOf(c, 'project-provisioning').parts.Numbers ?? '')
    : [];
}

export const costSection: SectionWriter = (c, plan) => {
  const pattern = patternOf(c, 'cost-model');
  const asked = c.topic.kinds.includes('cost') || c.topic.kinds.includes('provision');
  const hosts = c.pick.cloud.map(({ provider, services }) => `${provider}: ${services.join(', ')}`).join('; ');
  // Forms and tiers of the databases of projects are told with their provisioning.
  const ofPick = isOfProjects(c.topic)
    ? undefined
    : list([
        `Bill of ${c.pick.name}: ${c.pick.cost.shape}`,
        `Operation: ${c.pick.operation}`,
        ...(hosts === '' ? [] : [`Hosted by – ${hosts}.`]),
      ]);
  return paragraphs(
    ofPick,
    asked ? pattern.parts.Choices : undefined,
    asked || plan.ownerOf(pattern) === 'cost' ? pattern.parts.Default : undefined,
    list([...ofProjects(c), ...pointsIn(pattern.parts.Numbers ?? '').slice(0, asked ? 2 : 1)]),
    'No prices: they change. With yours, the lines above become money.',
  );
};

/** What breaks, what was decided, what comes next. */
import { arithmeticOf } from '../arithmetic.ts';
import { type Case, productName } from '../case.ts';
import type { Technology } from '../knowledge.ts';
import { continued, list, numbered, pointsIn, quoted } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { asksAboutTables, factsInQuestion, isFinding, isOfSize, otherFindings } from './in-question.ts';
import { adaptedFor, shownSchema } from './schema.ts';
import { failures, paragraphs, type SectionWriter } from './section-writer.ts';

export const failuresSection: SectionWriter = (c) => {
  const [lead, ...others] = c.topic.patterns;
  if (lead === undefined || lead.id === 'migration-strategies') return undefined;
  const further = c.full ? others.slice(0, 2).flatMap((pattern) => failures(pattern, 1)) : [];
  return list([...failures(lead, 4), ...further].slice(0, 5));
};

export const adrSection: SectionWriter = (c) => {
  const lead = c.lead;
  if (c.question.command === 'adr' && c.question.text.trim() !== '' && c.named[0] !== undefined)
    return decided(c, c.named[0]);
  if (lead === undefined && c.question.command !== 'adr') return undefined;
  if (lead === undefined)
    return 'Say what was decided, and instead of what: `/adr PostgreSQL instead of MongoDB`. Behind an answer of mine `/adr` alone records what it recommends.';
  const asked = c.question.command === 'adr' || c.topic.kinds.includes('adr');
  const numbers = arithmeticOf(c)
    .slice(0, 4)
    .map(({ what, result }) => `${continued(what)} ${result}`);
  const context = [
    ...c.quantities.map(({ name, value }) => `${name} ${value}`),
    ...c.statements.map(({ name, value }) => `${name}: ${value}`),
    ...numbers,
  ];
  const asksForStore = c.topic.kinds.includes('choose') || c.topic.kinds.includes('provision');
  const decision = `${asksForStore ? `${c.pick.name}. ` : ''}${lead.default}`;
  const reopening = pointsIn(lead.parts['When not'] ?? '').slice(0, asked ? 2 : 3);
  if (!asked)
    return [
      `**${lead.title}** – status: proposed`,
      `- **Decision.** ${decision}`,
      `- **Reopen when.** ${reopening.join(' ')}`,
    ].join('\n');
  return [
    `**${lead.title}** – status: proposed`,
    `- **Context.** ${lead.parts.Problem?.replace(/\s*\n\s*/g, ' ') ?? lead.summary}${context.length === 0 ? '' : ` Here: ${quoted(context.join('; '))}.`}`,
    `- **Decision.** ${decision}`,
    `- **Good.** ${(asksForStore ? c.pick.strengths : [lead.summary])[0]!}`,
    `- **Bad.** ${failures(lead, 1)[0] ?? c.pick.avoidWhen[0]!}`,
    `- **Reopen when.** ${reopening.join(' ')}`,
  ].join('\n');
};

/** A decision that was taken already is recorded as it was put, with what speaks for and against it. */
function decided(c: Case, store: Technology): string {
  const present =
    c.database === undefined
      ? ''
      : ` The workspace runs on ${productName(c.database)}, ${sizeInWords(c.database.schema)}.`;
  const [good, more] = store.strengths;
  const [bad, worse] = store.avoidWhen;
  return [
    `**${quoted(c.question.text)}** – status: accepted`,
    `- **Context.** To be written by you: what was asked for, and in which numbers.${present}`,
    `- **Decision.** ${quoted(c.question.text)}`,
    `- **Good.** ${[good, more].filter((each) => each !== undefined).join(' ')}`,
    `- **Bad.** It is the wrong store when: ${[bad, worse]
      .filter((each) => each !== undefined)
      .map(continued)
      .join(' ')}`,
    `- **Operation.** ${store.operation}`,
    `- **Way out.** ${store.wayOut}`,
  ].join('\n');
}

export const nextSection: SectionWriter = (c, plan) => {
  const steps = [...stepsOf(c, plan)].slice(0, 5);
  if (steps.length === 0) return undefined;
  const ends = c.topic.expertise.parts['Ends at'];
  return paragraphs(
    numbered(steps),
    ends === undefined || !c.full ? undefined : `Not covered here: ${continued(ends.replace(/\s*\n\s*/g, ' '))}`,
  );
};

function* stepsOf(c: Case, plan: Plan): Iterable<string> {
  const { kinds } = c.topic;
  const facts = factsInQuestion(c).filter(isFinding);
  const hasFixes = c.database?.findings.some((finding) => c.workspace.hasFix(finding)) === true;
  const reviews = kinds
    .slice(0, 3)
    .some((kind) => ['review', 'performance', 'indexes', 'normalize', 'jsonb', 'scale'].includes(kind));
  const isPostgres = c.database === undefined || c.database.schema.dialect === 'postgresql';
  const measures = kinds.slice(0, 2).some((kind) => kind === 'performance' || kind === 'scale');
  if (plan.has('questions') && !measures) yield 'Answer the first question above: it changes the most.';
  // What makes terabytes slow is in no file.
  if (facts.length > 0 && reviews && !isOfSize(c)) {
    const what = facts.length === 1 ? 'finding' : `${facts.length} findings, most severe first`;
    yield hasFixes
      ? `Mend the ${what}: by the light bulb where there is a quick fix, or \`db-architect check --fix\` for the safe ones.`
      : `Mend the ${what}, by hand.`;
  }
  if (c.lead?.id === 'json-and-columns')
    yield 'Run the two statements above: they say which keys are filtered by, and which are in nearly all rows with one type.';
  else if (isPostgres && measures)
    yield 'Switch on `pg_stat_statements`, keep a week, and bring the first ten statements with one slow plan each: indexes can then be chosen by use.';
  if (kinds.includes('migrate'))
    yield 'Write the inventory; rehearse snapshot, comparison and switch on a copy until the minutes are known.';
  if (plan.has('schema') && (adaptedFor(c)?.schema.tables.size ?? 0) > 0)
    yield 'Save the schema as a new file, which the extension then checks; write the migration and run it up and down on a copy.';
  if (c.database === undefined && c.full && kinds.some((kind) => kind === 'choose' || kind === 'tenancy'))
    yield 'Before the first user: a standby in another zone, point-in-time recovery switched on, one restore tried.';
  if (plan.has('testing')) yield 'Write the tests named above before the first feature uses the tables.';
  if (c.lead?.id === 'generated-backends')
    yield 'Write ten of the tasks of the test set and run them against two databases; go on when the runs work.';
  if (c.lead?.id === 'polyglot')
    yield 'Begin with the record and its outbox; add one copy when a measurement asks for it.';
  if (plan.has('monitoring') && (reviews || kinds.includes('migrate')))
    yield 'Record the signals above for a week, so that the effect can be shown.';
  const yearly = arithmeticOf(c).find(({ what }) => what.endsWith(' a year'));
  if ((shownSchema(c, plan)?.schema.tables.size ?? 0) > 0 && c.lead?.id !== 'json-and-columns')
    yield `Fill a copy with a year of rows${yearly === undefined ? '' : ` (${yearly.result})`} and read the plans of the statements above.`;
  else if (reviews)
    yield 'Try each change on a restored copy of the real size, with its time and its locks written down.';
}

/** Refinements that fit, as a user would ask them. */
export function followupsOf(c: Case, plan: Plan): readonly string[] {
  const reviewed = asksAboutTables(c) && c.database !== undefined && c.topic.kinds[0] !== 'review';
  const offers: readonly (readonly [boolean, string])[] = [
    [!plan.has('technology') && c.full && !reviewed, '/choose Which database fits this best, and why not the others?'],
    [!plan.has('schema') && adaptedFor(c) !== undefined, '/design Show me the tables for this'],
    [plan.has('schema') && c.question.command !== 'erd', '/erd Draw the tables in question'],
    [
      c.database !== undefined && (!plan.has('findings') || (reviewed && otherFindings(c) > 0)),
      '/review Review the schema in this workspace',
    ],
    [!plan.has('indexes') && c.database !== undefined, '/indexes Which indexes are missing or superfluous?'],
    [!plan.has('migration') && c.database !== undefined && !reviewed, '/migrate How do I get there without downtime?'],
    [!plan.has('scaling') && arithmeticOf(c).length > 0, '/scale What breaks at ten times this size?'],
    [!plan.has('caching'), '/cache What is worth caching here?'],
    [!plan.has('security'), '/security Who may see what, and how is it enforced?'],
    [!plan.has('adr') && c.lead !== undefined, '/adr Write this down as a decision record'],
    [!plan.has('cost'), '/cost What does this cost to run?'],
  ];
  return offers
    .filter(([fits]) => fits)
    .slice(0, 4)
    .map(([, text]) => text);
}

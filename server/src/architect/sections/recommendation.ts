/** What to do, in the first sentence; then why, in the numbers of this case. */
import { displayName } from '../../model/names.ts';
import { arithmeticOf } from '../arithmetic.ts';
import { type Case, productName } from '../case.ts';
import { focused, mentions, wordsOfFocus } from '../focus.ts';
import type { Pattern } from '../knowledge.ts';
import { code, codes, continued, count, inWords, list, numbered, pointsIn, quoted } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { anchors } from '../schema/match-tables.ts';
import { namingStyleOf, plainNaming } from '../schema/naming-style.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { advantages, isOut } from '../weighing.ts';
import { candidatesOf, reason } from './candidates.ts';
import { adaptedFor } from './schema.ts';
import { paragraphs, type SectionWriter, toldIn } from './section-writer.ts';
import { factsInQuestion, isFinding } from './workspace.ts';

const reviewKinds: ReadonlySet<string> = new Set(['review', 'performance', 'indexes', 'normalize', 'jsonb']);

export const recommendationSection: SectionWriter = (c, plan) => {
  const told = toldIn('recommendation', c, plan);
  if (c.lead === undefined && c.topic.kinds.length === 0) return notUnderstood(c);
  const lead = speaksForPick(c) ? c.lead : undefined;
  const said = paragraphs(
    gone(c),
    verdict(c),
    store(c),
    lead === undefined ? undefined : `**${lead.default}**`,
    inNumbers(c),
    lead !== undefined && told.includes(lead) ? design(c, lead) : undefined,
    ...told.filter((pattern) => pattern !== c.lead).map(also),
    others(c, plan),
  );
  return said ?? (c.topic.kinds.includes('design') ? wayToADesign(c) : notUnderstood(c));
};

function design({ question }: Case, { parts }: Pattern): string | undefined {
  const whole = paragraphs(parts.Default, parts.Choices);
  if (question.command === undefined || whole === undefined) return whole;
  const words = wordsOfFocus(question);
  const points = ['When not', 'Failure modes'].flatMap((part) => pointsIn(parts[part] ?? ''));
  return paragraphs(focused(whole, words), list(points.filter((point) => mentions(point, words)).slice(0, 3)));
}

/** A design that is made for other stores than the one that was picked would contradict it. */
function speaksForPick({ lead, pick, topic }: Case): boolean {
  return lead === undefined || !topic.kinds.includes('choose') || lead.technologies.includes(pick.id);
}

function nothingNamed({ knowledge }: Case): string {
  const designs = knowledge.patterns.filter(({ schema }) => schema !== undefined).map(({ title }) => title);
  return `Say what is to be kept, and for whom: \`/design appointments of a clinic\`. I have tables for: ${designs.join('; ')}. For other things I ask what a design of them needs to know.`;
}

/** No pattern fits the words: what a design of it needs, and what tables look like here. */
function wayToADesign(c: Case): string {
  const { database } = c;
  if (c.question.text.trim() === '') return nothingNamed(c);
  const style = database === undefined ? plainNaming : namingStyleOf(database.schema);
  const here =
    database === undefined
      ? undefined
      : `A new table in this workspace would be called like ${code(style.table('order_line'))}, its columns like ${code(style.column('created_at'))}, with ${style.uuidKeys ? 'a UUID' : 'the kind of key that the other tables have'} as its key.`;
  return paragraphs(
    'None of the designs that I know fits these words, so this is the way to one and no schema. With the answers, or with a language model behind me, I go on from there.',
    numbered([
      'Which things are there, and what makes two of them the same? Each becomes a table; what makes it unique becomes a constraint, beside a key without meaning.',
      'Which belongs to which: one, many, or both ways? Many belongs into a foreign key on the many side; both ways into a table of its own, with a key of both.',
      'Which three lists are read most, by what, in which order? Each is an index: what is compared first, what sorts last.',
      'What must never be, even with two requests at once? That is a constraint, not code.',
      'How many rows in a year, and how long are they kept? Beyond some hundred million with a time, partitions.',
    ]),
    here,
  )!;
}

function notUnderstood(c: Case): string {
  const known = c.database;
  const here =
    known === undefined
      ? 'This workspace has no schema that could be read.'
      : `This workspace has ${sizeInWords(known.schema)} (${productName(known)}) and ${known.findings.length} findings.`;
  const english = /[^\p{ASCII}\p{P}\p{S}]/u.test(c.question.text) ? ' I understand English best.' : '';
  return `I do not see yet what this is about, so I will not guess. ${here}${english} Ask for a design, a review, indexes, a migration, a choice of technology, or name a table.`;
}

/** Before anything else: what was named and exists no more, or not for anything new. */
function gone(c: Case): string | undefined {
  const named = c.named.filter(({ state }) => state !== 'active');
  if (named.length === 0) return undefined;
  return list(
    named.map(
      ({ name, state, today, checked, wayOut }) =>
        `**${name} is ${state === 'discontinued' ? 'gone' : 'not for anything new'}** (as of ${checked}). ${today} Way out: ${wayOut}`,
    ),
  );
}

/** For a review of what is there: how it stands, and the first thing to do. */
function verdict(c: Case): string | undefined {
  if (c.database === undefined || !c.topic.kinds.slice(0, 2).some((kind) => reviewKinds.has(kind))) return undefined;
  const facts = factsInQuestion(c).filter(isFinding);
  const absent = subjectIsAbsent(c);
  if (absent !== undefined) return absent;
  const asked = new Set(
    c.tables.filter(({ database }) => database === c.database).map((each) => displayName(each.table)),
  );
  const own = c.topic.kinds[0] === 'review' ? [] : facts.filter(({ tables }) => tables.some((name) => asked.has(name)));
  const first = own[0] ?? facts[0];
  if (first === undefined) {
    return `Nothing in the schema stands out on this question. What is left cannot be seen in files: frequencies, plans, waits.`;
  }
  const place = first.place === undefined ? '' : ` at ${c.workspace.placeOf(first.place.file, first.place.span)}`;
  const total = facts.length === 1 ? 'One finding bears' : `${count(facts.length)} findings bear`;
  const elsewhere =
    asked.size > 0 && own.length === 0 && c.topic.kinds[0] !== 'review'
      ? ` None of them is on the tables in question (${codes([...asked], 4)}): look at the queries that read those first.`
      : own.length > 0 && own.length < facts.length
        ? ` ${count(own.length)} of them ${own.length === 1 ? 'is' : 'are'} on the tables in question.`
        : '';
  return `${total} on this question.${elsewhere} First: **${first.source}** on ${codes(first.tables)}${place}. ${quoted(first.text)}`;
}

/** The question is about tables that the workspace does not have: what is found elsewhere is no answer to it. */
function subjectIsAbsent(c: Case): string | undefined {
  const adapted = adaptedFor(c);
  const isHere = adapted?.existing.some(({ wanted }) => !anchors.has(wanted.name)) === true;
  if (adapted === undefined || isHere || c.tables.length > 0) return undefined;
  const subject = c.topic.patterns.find(({ schema, id }) => schema !== undefined && id !== 'json-and-columns');
  if (subject === undefined) return undefined;
  const columns = [...c.database!.schema.tables.values()].flatMap((table) => table.columns);
  const isJson = columns.some(({ type }) => type.family === 'json' || type.family === 'jsonb');
  const documents = c.topic.kinds.includes('jsonb') && !isJson ? ', and no column of it is JSON' : '';
  return `No table of this workspace looks like one for ${continued(subject.title)}${documents}. If it is under another name, say which; what the workspace shows below is about the schema as a whole, and the design is for a new start.`;
}

function store(c: Case): string | undefined {
  if (!c.topic.kinds.includes('choose') && !c.topic.kinds.includes('provision')) return undefined;
  const { pick, needs, named } = c;
  if (c.topic.kinds.includes('provision')) return storesOfPlatform(c);
  const others = [...named, ...candidatesOf(c).map(({ technology }) => technology)];
  const rival = others.find((each) => each !== pick && each.state === 'active');
  if (rival === undefined) return `**Use ${pick.name}.**`;
  const ahead = advantages(pick, rival, needs).slice(0, 3).map(reason);
  const because =
    ahead.length === 0
      ? `it is level with ${rival.name}, and ${c.lead?.title.toLowerCase() ?? 'the design'} is at home in it`
      : `ahead of ${rival.name} on ${inWords(ahead)}`;
  return `**Use ${pick.name}**: ${because}. ${pick.strengths[0]!} It stops being right when: ${continued(pick.avoidWhen[0]!)}`;
}

/** The lines of the arithmetic that decide. */
function inNumbers(c: Case): string | undefined {
  const lines = arithmeticOf(c).filter(({ what }) =>
    /^(?:People|Requests at the peak|Stored|Restore|Peak rate|Outage|Compute hours|Connections)/.test(what),
  );
  if (lines.length === 0) return undefined;
  return `In numbers: ${lines.map(({ what, result }) => `${continued(what)} ${result}`).join('; ')}.`;
}

/** A second subject that no other section tells: its design where it has one, else its sentence. */
function also({ title, schema, default: sentence, parts }: Pattern): string {
  return schema === undefined || parts.Default === undefined
    ? `**${title}.** ${sentence}`
    : `**${title}.** ${parts.Default}`;
}

/** What other sections tell, in one sentence each, so that the recommendation is whole. */
function others(c: Case, plan: Plan): string | undefined {
  const rest = c.topic.patterns.slice(1, 4).filter((pattern) => plan.ownerOf(pattern) !== 'recommendation');
  return rest.length === 0 ? undefined : list(rest.map(({ title, default: sentence }) => `${title}: ${sentence}`));
}

/** The platform's own record is one question, the databases of its projects another. */
function storesOfPlatform({ pick, ranking }: Case): string {
  const [first, second] = ranking.filter((each) => !isOut(each)).map(({ technology }) => technology.name);
  return `Two systems: **${pick.name}** for the platform's own record; for the databases of the projects the weighing puts **${first}** before ${second}, and the tier decides.`;
}

/** What to do, in the first sentence; then why, in the numbers of this case. */
import { arithmeticOf, find } from '../arithmetic.ts';
import { type Case, isOfProjects, productName, technologyOf } from '../case.ts';
import type { Fact } from '../consultation.ts';
import { focused, mentions, wordsOfFocus } from '../focus.ts';
import type { Pattern } from '../knowledge.ts';
import {
  code,
  codes,
  continued,
  count,
  inWords,
  list,
  numbered,
  pointsIn,
  tablesIn,
  withoutCode,
} from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { namingStyleOf, plainNaming } from '../schema/naming-style.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { asksWhySlow, slowPart } from '../slow.ts';
import { advantages, isOut } from '../weighing.ts';
import { candidatesOf, reason } from './candidates.ts';
import {
  asksAboutTables,
  factsInQuestion,
  isFinding,
  isOfSize,
  subjectIsAbsent,
  tablesAskedAbout,
} from './in-question.ts';
import { proposedIn } from './indexes.ts';
import { documentsVerdict } from './json.ts';
import { adaptedFor, beside } from './schema.ts';
import { isSummarized, paragraphs, type SectionWriter, toldIn } from './section-writer.ts';

export const recommendationSection: SectionWriter = (c, plan) => {
  const told = toldIn('recommendation', c, plan);
  if (c.lead === undefined && c.topic.kinds.length === 0) return notUnderstood(c);
  const lead = speaksForPick(c) ? c.lead : undefined;
  const say = adaptedFor(c)?.say ?? ((text: string): string => text);
  const said = paragraphs(
    material(c),
    gone(c),
    isOfSize(c) ? undefined : verdict(c),
    store(c),
    ...(asksWhySlow(c)
      ? [say(causes(c))]
      : [
          lead === undefined ? undefined : `**${say(lead.default)}**`,
          beside(c, plan),
          inNumbers(c),
          others(c, plan),
          lead !== undefined && told.includes(lead) ? say(design(c, lead, plan) ?? '') : undefined,
          ...besideLead(c, told).map((pattern) => say(also(pattern, c))),
        ]),
  );
  return said !== undefined && said !== material(c)
    ? said
    : c.topic.kinds.includes('design')
      ? wayToADesign(c)
      : notUnderstood(c);
};

function design({ question }: Case, { parts }: Pattern, { isBrief }: Plan): string | undefined {
  const whole = paragraphs(parts.Default, parts.Choices);
  if (!isBrief || whole === undefined) return whole;
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

/** What was not taken for words of the question is said, so that nobody waits for an answer to it. */
function material({ pasted }: Case): string | undefined {
  if (pasted === undefined) return undefined;
  return pasted === 'text'
    ? '*Of this long text I took the beginning and the end as the question, the rest as material.*'
    : '*The code in the question was read for the names of tables, not reviewed: in a file of the workspace its findings stand where they are.*';
}

function notUnderstood(c: Case): string {
  const known = c.database;
  if (c.pasted !== undefined)
    return `${c.pasted === 'code' ? 'This is code' : 'This is a long text'}, and I do not see what is asked about it. Save code in a file of the workspace, and what is wrong with it is shown there; or say what you want to know: why it is slow, which index it needs, how it should change.`;
  const here =
    known === undefined
      ? 'This workspace has no schema that could be read.'
      : `This workspace has ${sizeInWords(known.schema)} (${productName(known)}) and ${known.findings.length} findings.`;
  const english = /[^\p{ASCII}\p{P}\p{S}]/u.test(c.question.text) ? ' I understand English best.' : '';
  return `I do not see yet what this is about, so I will not guess. ${here}${english} I answer questions about databases: ask for a design, a review, indexes, a migration, a choice of technology, or name a table.`;
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
  if (c.database === undefined || !asksAboutTables(c)) return undefined;
  const absent = subjectIsAbsent(c);
  if (absent !== undefined) return absence(c, absent);
  const documents = c.topic.kinds.includes('jsonb') ? documentsVerdict(c) : undefined;
  const facts = factsInQuestion(c).filter(isFinding);
  const first = proposedIn(c)[0] ?? facts[0];
  if (first === undefined) {
    const shown = asksWhySlow(c) ? factsInQuestion(c)[0] : undefined;
    if (shown !== undefined) return `Begin with ${codes(shown.tables)}: what the files show of it is below.`;
    return (
      documents ??
      'Nothing in the schema stands out on this question. What is left cannot be seen in files: frequencies, plans, waits.'
    );
  }
  return paragraphs(documents, counted(facts, c));
}

const mostCounted = 4;

/** The kinds of finding with their numbers; what each means and where it is, the section on the workspace says. */
function counted(facts: readonly Fact[], c: Case): string {
  const times = new Map<string, number>();
  for (const { source } of facts) times.set(source, (times.get(source) ?? 0) + 1);
  const kinds = [...times].map(([rule, number]) => `${number === 1 ? '' : `${count(number)} × `}${code(rule)}`);
  const shown = kinds.slice(0, mostCounted).join(', ');
  const on = tablesAskedAbout(c).length > 0 ? 'On the tables in question' : 'In the files';
  const rest = kinds.length > mostCounted ? ` and ${kinds.length - mostCounted} more kinds` : '';
  return `${on}: ${shown}${rest}. ${firstOf(facts, c)}`;
}

/** One of the kind that is told first; of indexes the one that most depends on. */
function firstOf(facts: readonly Fact[], c: Case): string {
  const [fact] = facts;
  const index = proposedIn(c).find(({ rule }) => fact === undefined || rule === fact.source);
  const of =
    index === undefined
      ? fact!
      : { source: index.rule, tables: index.table === undefined ? [] : [index.table], place: index };
  const place = of.place === undefined ? '' : `, ${code(c.workspace.placeOf(of.place.file, of.place.span))}`;
  const columns = index === undefined || index.columns.length === 0 ? '' : ` (${codes(index.columns)})`;
  return `Begin with ${code(of.source)} of ${codes(of.tables)}${columns}${place}.`;
}

/** The question is about tables that the workspace does not have: what is found elsewhere is no answer to it. */
function absence(c: Case, { title }: Pattern): string {
  const columns = [...c.database!.schema.tables.values()].flatMap((table) => table.columns);
  const isJson = columns.some(({ type }) => type.family === 'json' || type.family === 'jsonb');
  const documents = c.topic.kinds.includes('jsonb') && !isJson ? ', and no column of it is JSON' : '';
  return `No table of this workspace looks like one for ${continued(title)}${documents}. If it is under another name, say which; what follows ${asksWhySlow(c) ? 'holds for any such list' : 'is for a new start'}.`;
}

function store(c: Case): string | undefined {
  if (!c.topic.kinds.includes('choose') && !c.topic.kinds.includes('provision')) return undefined;
  const { pick, needs, named } = c;
  if (c.topic.kinds.includes('provision')) return storesOfPlatform(c);
  if (isOfProjects(c.topic) && c.lead?.default.startsWith(pick.name) === true) return undefined;
  const others = [...named, ...candidatesOf(c).map(({ technology }) => technology)];
  const rival = others.find((each) => each !== pick && each.state === 'active');
  if (rival === undefined) return `**Use ${pick.name}.**`;
  const ahead = advantages(pick, rival, needs).slice(0, 3).map(reason);
  const because =
    ahead.length === 0
      ? `it is level with ${rival.name}, and ${c.lead?.title.toLowerCase() ?? 'the design'} is at home in it`
      : `ahead of ${rival.name} on ${inWords(ahead)}`;
  const here = c.database !== undefined && technologyOf(c.database.schema.dialect) === pick.id;
  return `**Use ${pick.name}**${here ? ', which this workspace runs on' : ''}: ${because}. ${pick.strengths[0]!} It stops being right when: ${continued(pick.avoidWhen[0]!)}`;
}

/** Bytes that one machine holds with the usual upkeep. */
const ordinarySize = 5e12;

/** The lines of the arithmetic that decide. */
function inNumbers(c: Case): string | undefined {
  const lines = arithmeticOf(c).filter(({ what }) =>
    /^(?:People|Requests at the peak|Stored|In a year|Restore|Peak rate|Outage|Compute hours|Connections)/.test(what),
  );
  if (lines.length === 0 || c.lead?.id === 'migration-strategies') return undefined;
  const numbers = `In numbers: ${lines.map(({ what, result }) => `${continued(what)} ${result}`).join('; ')}.`;
  const size = find(c, 'data size');
  return size === undefined || size.high > ordinarySize || !isOfSize(c)
    ? numbers
    : `${size.value} by itself is no reason to leave one machine. ${numbers}`;
}

/** Of a document and of several stores one subject beside them is enough. */
function besideLead({ lead }: Case, told: readonly Pattern[]): readonly Pattern[] {
  const others = told.filter((pattern) => pattern !== lead);
  return lead?.id === 'json-and-columns' || lead?.id === 'polyglot' ? others.slice(0, 1) : others;
}

/** A second subject that no other section tells: its design where it has one, for the shape of a document the first of it. */
function also({ title, schema, default: sentence, parts }: Pattern, { lead }: Case): string {
  if (schema === undefined || parts.Default === undefined) return `**${title}.** ${sentence}`;
  return `**${title}.** ${lead?.id === 'json-and-columns' ? parts.Default.split('\n\n')[0]! : parts.Default}`;
}

/** What other sections tell, in one sentence each, so that the recommendation is whole. */
function others(c: Case, plan: Plan): string | undefined {
  const rest = c.topic.patterns.filter(
    (pattern) =>
      isSummarized(pattern, c) &&
      plan.ownerOf(pattern) !== 'recommendation' &&
      // What becomes of a document is not measured first.
      !(c.lead?.id === 'json-and-columns' && pattern.id === 'performance-review'),
  );
  return rest.length === 0 ? undefined : list(rest.map(({ title, default: sentence }) => `${title}: ${sentence}`));
}

/** The platform's own record is one question, the databases of its projects another. */
function storesOfPlatform({ pick, ranking }: Case): string {
  const [first, second] = ranking.filter((each) => !isOut(each)).map(({ technology }) => technology.name);
  return `Two systems: **${pick.name}** for the platform's own record; for the databases of the projects the weighing puts **${first}** before ${second}, and the tier decides.`;
}

/** Why it is slow; when the question goes on from that answer, of its causes those that it speaks of. */
function causes({ lead, question, topic }: Case): string {
  const all = withoutCode(lead!.parts[slowPart]!);
  const words = (question.text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter(
    (word) => !/^(?:quer|slow|which|then|what)/.test(word),
  );
  const [head = '', rule = '', ...rows] = tablesIn(all)[0]?.split('\n') ?? [];
  const spoken = rows.filter((row) => words.some((word) => row.toLowerCase().includes(word.slice(0, 5))));
  return !topic.goesOn || spoken.length === 0 || spoken.length > 2 ? all : [head, rule, ...spoken].join('\n');
}

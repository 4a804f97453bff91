/** What the engine knows of the workspace, worst first. */
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { catalogue } from '../../rules/catalogue.ts';
import type { Case } from '../case.ts';
import type { Fact } from '../consultation.ts';
import { code, codes, count, list, quoted, table } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import {
  asksAboutTables,
  asksForReview,
  factsInQuestion,
  isFinding,
  isOfSize,
  otherFindings,
  subjectIsAbsent,
} from './in-question.ts';
import { proposedIn } from './indexes.ts';
import { paragraphs, type SectionWriter } from './section-writer.ts';

const mostGroups = 8;

/** Where the question is about terabytes, what rules see is the smaller part. */
const mostBesideSize = 3;

export const findingsSection: SectionWriter = (c, plan) => {
  if (c.database === undefined) {
    return asksAboutTables(c) && !isOfSize(c)
      ? 'No file of this workspace creates a table that could be read, so nothing here is about your own schema. What follows is what to measure and in which order.'
      : undefined;
  }
  if (subjectIsAbsent(c) !== undefined) return undefined;
  const facts = factsInQuestion(c);
  const groups = groupedBySource(facts);
  const unread = unreadIn(c);
  if (groups.length === 0) {
    if (!asksForReview(c) || c.tables.length > 0) return undefined;
    return paragraphs(`The engine has no finding on this among ${sizeInWords(c.database.schema)}.`, unread);
  }
  const most = isOfSize(c) ? mostBesideSize : mostGroups;
  return paragraphs(
    list(groups.slice(0, most).map((group) => grouped(group, c, plan))),
    restOf(c, groups.slice(most).flat()),
    unread,
  );
};

function unreadIn({ database }: Case): string | undefined {
  const gaps = database?.gaps.length ?? 0;
  if (gaps === 0) return undefined;
  return `${gaps} ${gaps === 1 ? 'statement was' : 'statements were'} not understood; what ${gaps === 1 ? 'it makes' : 'they make'} is not judged here.`;
}

function restOf(c: Case, unshown: readonly Fact[]): string | undefined {
  const left = otherFindings(c) + unshown.filter(isFinding).length;
  return left === 0
    ? undefined
    : `${count(left)} ${left === 1 ? 'finding' : 'findings'} of other kinds or on other tables: \`/review\`, the Problems view, or \`db-architect check\`.`;
}

function groupedBySource(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact.source, [...(groups.get(fact.source) ?? []), fact]);
  return [...groups.values()];
}

/** The worst of a kind in full, how many there are, and where the next ones stand unless the list of indexes has them. */
function grouped(facts: readonly Fact[], c: Case, plan: Plan): string {
  const first = facts[0]!;
  const place = (fact: Fact): string =>
    fact.place === undefined ? '' : ` (${code(c.workspace.placeOf(fact.place.file, fact.place.span))})`;
  const times = facts.length === 1 ? '' : `, ${count(facts.length)} times`;
  const isListed = plan.has('indexes') && proposedIn(c).some(({ rule }) => rule === first.source);
  const others = isListed ? [] : facts.slice(1, 4).map((fact) => `${codes(fact.tables)}${place(fact)}`);
  const also = others.length === 0 ? '' : ` Also: ${others.join(', ')}${facts.length > 4 ? ' …' : '.'}`;
  return `**${first.source}**${times} – ${quoted(first.text)}${place(first)}${also}`;
}

/** A question that names a rule or tables is answered from them; others from the pattern. */
export const explanationSection: SectionWriter = (c) => {
  const asked = catalogue.find(({ id }) => c.question.text.includes(id));
  const tables = c.tables
    .filter(({ near }) => !near)
    .slice(0, 3)
    .map((each) => describe(each.table, c));
  const pattern = c.lead;
  const rule = asked && `\`${asked.id}\`: ${asked.summary}`;
  const known =
    pattern === undefined
      ? undefined
      : paragraphs(
          pattern.parts.Problem,
          pattern.parts.Choices,
          `**${pattern.default}**`,
          tables.length === 0 ? pattern.parts.Default : undefined,
        );
  const technology = c.named[0];
  const product =
    technology === undefined || pattern !== undefined
      ? undefined
      : paragraphs(
          `**${technology.name}** (${technology.models.join(', ')}). ${technology.today}`,
          technology.consistency,
          list([...technology.strengths, ...technology.avoidWhen.map((reason) => `Not when: ${reason}`)]),
          technology.body,
        );
  return (
    paragraphs(rule, ...tables, asked === undefined ? (known ?? product) : undefined) ??
    `I have no knowledge on this that I could vouch for. Name a table${exampleTables(c)}, a rule, a technology or a design (tenancy, caching, partitions, JSONB …) and I can say more.`
  );
};

function exampleTables({ database }: Case): string {
  const names = [...(database?.schema.tables.values() ?? [])].filter(({ partitionOf }) => partitionOf === undefined);
  return names.length === 0 ? '' : ` (${codes(names.slice(0, 3).map(displayName))} …)`;
}

function describe(of: Table, c: Case): string {
  const schema = c.database!.schema;
  const name = displayName(of);
  const referring = [...schema.tables.values()].filter((other) =>
    other.foreignKeys.some(({ references }) => displayName(references.table) === name),
  );
  const findings = c.facts
    .filter(({ tables, source }) => tables.includes(name) && source !== 'model-shape')
    .slice(0, 5);
  const key = of.primaryKey === undefined ? 'no primary key' : `key (${of.primaryKey.columns.join(', ')})`;
  return [
    `**${code(name)}**: ${of.columns.length} columns, ${quoted(key)}.`,
    table(
      ['Column', 'Type', 'Null', 'Refers to'],
      of.columns.slice(0, 30).map((column) => {
        const target = of.foreignKeys.find(({ columns }) => columns.includes(column.name));
        return [
          code(column.name),
          code(column.type.text),
          column.nullable ? 'yes' : 'no',
          target === undefined ? '' : code(displayName(target.references.table)),
        ];
      }),
    ),
    referring.length === 0 ? 'No table refers to it.' : `Referred to by ${codes(referring.map(displayName))}.`,
    ...(findings.length === 0 ? [] : [list(findings.map(({ source, text }) => `**${source}** – ${quoted(text)}`))]),
  ].join('\n\n');
}

/** What the engine knows of the workspace, worst first. */
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import { catalogue } from '../../rules/catalogue.ts';
import type { Family } from '../../rules/rule.ts';
import type { Case } from '../case.ts';
import type { Fact } from '../consultation.ts';
import { code, codes, list, quoted, table } from '../markdown.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { isDescribed } from '../scope.ts';
import { adaptedFor } from './schema.ts';
import { paragraphs, type SectionWriter } from './section-writer.ts';

const families = new Map(catalogue.map((rule) => [rule.id, rule.family]));

/** The families of rules that answer a kind of question; a review wants all. */
const familiesOfKind: Readonly<Record<string, readonly Family[]>> = {
  indexes: ['indexing'],
  normalize: ['normalization', 'keys'],
  jsonb: ['json'],
  performance: ['indexing', 'json'],
  tenancy: ['keys', 'indexing'],
  security: ['keys'],
};

/** The facts that bear on the question: of the tables in question where there are any, of the families asked for. */
export function factsInQuestion(c: Case): readonly Fact[] {
  const certain = tablesMeant(c);
  // What a design builds upon is in question; the rest of the schema is not.
  const ofDesign = asksForReview(c)
    ? []
    : [...certain, ...(adaptedFor(c)?.existing ?? []).map(({ present }) => present)];
  const names = new Set((asksForReview(c) ? certain : ofDesign).map(displayName));
  if (names.size === 0 && !asksForReview(c)) return [];
  const wanted = c.topic.kinds.includes('review')
    ? undefined
    : c.topic.kinds.flatMap((kind) => familiesOfKind[kind] ?? []);
  const first = familiesOfKind[c.lead?.kinds[0] ?? c.topic.kinds[0] ?? ''] ?? [];
  const leads = ({ source }: Fact): number => Number(first.some((family) => family === families.get(source)));
  const found = c.facts.filter(({ source, tables }) => {
    if (names.size > 0 && !tables.some((name) => names.has(name))) return false;
    if (source === 'model-shape' || source === 'list-access') {
      return c.topic.kinds.some((kind) => ['jsonb', 'review', 'performance', 'indexes'].includes(kind));
    }
    const family = families.get(source);
    return wanted === undefined || wanted.length === 0 || family === undefined || wanted.includes(family);
  });
  const asked = new Set(c.tables.map((each) => displayName(each.table)));
  const isAsked = ({ tables }: Fact): number => Number(tables.some((name) => asked.has(name)));
  return found.sort(
    (one, other) => isAsked(other) - isAsked(one) || leads(other) - leads(one) || other.weight - one.weight,
  );
}

/** "/review Is the user table any good?": the few words behind a command mean the table that they name. */
function tablesMeant({ tables, question }: Case): readonly Table[] {
  const certain = tables.filter((each) => each.certain);
  const isShort = question.command !== undefined && !isDescribed(question);
  const meant = certain.length === 0 && isShort ? tables.filter(({ near }) => !near) : certain;
  return meant.map(({ table: each }) => each);
}

const reviewKinds: ReadonlySet<string> = new Set([
  'review',
  'performance',
  'indexes',
  'normalize',
  'jsonb',
  'security',
  'scale',
]);

const makingKinds: ReadonlySet<string> = new Set(['design', 'choose', 'provision', 'tenancy', 'migrate']);

/** About what is there, as opposed to what is to be made. */
export function asksForReview({ topic }: Case): boolean {
  const [first = '', second = ''] = topic.kinds;
  return reviewKinds.has(first) || (reviewKinds.has(second) && !makingKinds.has(first));
}

/** A rule says so, as opposed to an advisor that knows what is usual. */
export function isFinding({ source }: Fact): boolean {
  return families.has(source);
}

const mostGroups = 8;

export const findingsSection: SectionWriter = (c) => {
  if (c.database === undefined) {
    return c.topic.kinds.some((kind) => ['review', 'performance', 'indexes', 'normalize', 'jsonb'].includes(kind))
      ? 'No file of this workspace creates a table that could be read, so nothing here is about your own schema. What follows is what to measure and in which order.'
      : undefined;
  }
  const facts = factsInQuestion(c);
  const groups = groupedBySource(facts);
  const gaps = c.database.gaps.length;
  const unread =
    gaps === 0
      ? undefined
      : `${gaps} ${gaps === 1 ? 'statement was' : 'statements were'} not understood; what they make is not judged here.`;
  if (groups.length === 0) {
    if (!asksForReview(c)) return undefined;
    return paragraphs(`The engine has no finding on this among ${sizeInWords(c.database.schema)}.`, unread);
  }
  const rest = groups.length - mostGroups;
  return paragraphs(
    list(groups.slice(0, mostGroups).map((group) => grouped(group, c))),
    rest > 0
      ? `${rest} more kinds of finding, of less consequence, are in the Problems view and in \`db-architect check\`.`
      : undefined,
    unread,
  );
};

function groupedBySource(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact.source, [...(groups.get(fact.source) ?? []), fact]);
  return [...groups.values()];
}

function grouped(facts: readonly Fact[], { workspace }: Case): string {
  const first = facts[0]!;
  const place = (fact: Fact): string =>
    fact.place === undefined ? '' : ` (${code(workspace.placeOf(fact.place.file, fact.place.span))})`;
  const others = facts.slice(1, 4).map((fact) => `${codes(fact.tables)}${place(fact)}`);
  const more = facts.length - 1 - others.length;
  const also = others.length === 0 ? '' : ` Also: ${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
  return `**${first.source}** – ${quoted(first.text)}${place(first)}${also}`;
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

/** A question under a changed requirement: what of the answer before becomes different. */
import { type Dialect, productNames } from '../../model/dialect.ts';
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import { arithmeticOf } from '../arithmetic.ts';
import { type Case, isOfProjects } from '../case.ts';
import { focused, wordsOfFocus } from '../focus.ts';
import type { Technology } from '../knowledge.ts';
import { codes, continued, list, table, tablesIn } from '../markdown.ts';
import { sqlSpokenBy } from '../schema/to-dialect.ts';
import { isGrown } from '../understanding/follow-up.ts';
import { dialectOf } from '../understanding/requirements.ts';
import { isOut } from '../weighing.ts';
import { reason } from './candidates.ts';
import { ladder } from './operation.ts';
import { adaptedFor } from './schema.ts';
import { paragraphs, patternOf, type SectionWriter } from './section-writer.ts';

export const changesSection: SectionWriter = (c) => {
  const { change } = c;
  if (change === undefined) return undefined;
  return paragraphs(
    change.technology === undefined ? undefined : withTechnology(c, change.technology),
    change.isSimpler ? simpler(c) : undefined,
    isGrown(change) ? withNumbers(c) : undefined,
    change.language !== undefined && adaptedFor(c) === undefined
      ? 'The answer before has no tables that could be written in another language; name what is to be kept.'
      : undefined,
  );
};

function withTechnology(c: Case, technology: Technology): string | undefined {
  const target = sqlSpokenBy(technology.id);
  return paragraphs(
    verdict(c, technology),
    target === undefined ? withoutTables(technology) : differences(c, technology, target),
  );
}

/** Whether it can hold this at all, and what speaks for the one that was recommended. */
function verdict(c: Case, technology: Technology): string {
  const { name, state, today, strengths, avoidWhen, wayOut } = technology;
  if (state !== 'active') return `**${name} is not for anything new.** ${today} Way out: ${wayOut}`;
  const weighed = c.ranking.find((each) => each.technology === technology)!;
  const best = c.ranking.find((each) => !isOut(each) && each.technology !== technology);
  const out = weighed.ruledOutBy.map(reason);
  if (out.length > 0)
    return `**${name} is not the place for this**: it does not do ${out.slice(0, 3).join(', ')}, and that cannot be left out here. ${c.pick.name} stays; ${name} may stand beside it.`;
  if (technology === c.pick) return `**${name} it is**: ${continued(strengths[0]!)}`;
  const behind = best === undefined || weighed.sum >= best.sum ? '' : ` It is behind ${best.technology.name} here.`;
  return `**${name} can hold this.**${behind} For it: ${continued(strengths[0]!)} It stops being right when: ${continued(avoidWhen[0]!)}`;
}

function withoutTables({ name, models, body, consistency }: Technology): string | undefined {
  if (models.includes('relational'))
    return paragraphs(
      `The design holds; I do not write the SQL of ${name}. Take the tables of the answer before and translate types, counted keys and partial indexes, then run them once on an empty one. ${consistency}`,
      body.trim() === '' ? undefined : body.trim(),
    );
  return paragraphs(
    `The tables do not carry over: ${name} is a ${models[0]} store. ${consistency}`,
    body.trim() === '' ? undefined : body.trim(),
  );
}

/** The rows of the table of dialects that bear on the design, for the two databases. */
function differences(c: Case, { id, name }: Technology, target: Dialect): string | undefined {
  const before = c.previous?.dialect ?? 'postgresql';
  const isOwn = (c.database?.schema.dialect ?? 'postgresql') === target;
  if (before === target)
    return isOwn && dialectOf[id] === target
      ? `Nothing changes in the tables: they are written for ${productNames[target]} already.`
      : `${name} takes the statements of ${productNames[target]}; what it leaves out of them shows when they are run there once.`;
  const wanted = adaptedFor(c)?.pattern;
  const [whole = ''] = tablesIn(patternOf(c, 'sql-dialects').parts.Choices ?? '');
  const [head, , ...rows] = whole.split('\n').map(cells);
  const [from, to] = [before, target].map((dialect) => head!.indexOf(productNames[dialect]));
  const told = rows
    .filter((row) => wanted === undefined || bears(row[0]!, wanted))
    .map((row) => [row[0]!, row[from!]!, row[to!]!])
    .filter(([, one, other]) => one !== other);
  const written = table(['', productNames[before], name], told);
  return paragraphs(
    wanted === undefined ? focused(written, wordsOfFocus(c.question)) : written,
    isOwn || c.database === undefined || wanted === undefined
      ? undefined
      : `The tables of this workspace are ${productNames[c.database.schema.dialect]}; the design below stands by itself.`,
    wanted === undefined || target === 'postgresql'
      ? undefined
      : `The statements below were read, not executed: the database that checks answers is PostgreSQL. Run them once on an empty ${name}.`,
  );
}

function cells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function bears(row: string, { tables }: Schema): boolean {
  const has = subjects[row];
  return has === undefined || [...tables.values()].some(has);
}

/** Rows that are about something a design may not have. */
const subjects: Readonly<Record<string, (table: Table) => boolean>> = {
  UUID: ofFamily('uuid'),
  Time: ofFamily('timestamptz'),
  Boolean: ofFamily('boolean'),
  JSON: ofFamily('jsonb'),
  'Partial index': ({ indexes }) => indexes.some(({ where }) => where !== undefined),
  'Expression index': ({ indexes }) =>
    indexes.some(({ parts }) => parts.some(({ expression }) => expression !== undefined)),
  'Search in text': ({ columns, indexes }) =>
    columns.some(({ type }) => type.family === 'tsvector') ||
    indexes.some(({ parts }) => parts.some(({ opclass }) => opclass === 'gin_trgm_ops')),
  'Row-level security': ({ rowSecurity }) => rowSecurity,
  Partitions: ({ partitionBy }) => partitionBy !== undefined,
  Overlaps: ({ exclusions }) => exclusions.length > 0,
};

function ofFamily(family: string): (table: Table) => boolean {
  return ({ columns }) => columns.some(({ type }) => type.family === family);
}

function simpler(c: Case): string | undefined {
  const adapted = adaptedFor(c);
  const one = `One ${c.pick.name}, no second store, no cache and no replica until a measured number asks for it.`;
  if (adapted === undefined) return one;
  const { without } = adapted;
  const tables = [...(c.knowledge.schemaOf(c.lead?.schema ?? '')?.tables.values() ?? [])];
  return list([
    ...(c.topic.kinds.includes('choose') || c.topic.kinds.includes('scale') ? [one] : []),
    ...(without.length === 0
      ? []
      : [
          `Left out: ${codes(without)}. Each comes in with the first feature that needs it; nothing below has to change.`,
        ]),
    ...(tables.some(({ partitionBy }) => partitionBy !== undefined)
      ? ['No partitions: they pay beyond some hundred million rows, or when old rows are dropped every month.']
      : []),
    ...(tables.some(({ rowSecurity }) => rowSecurity)
      ? [
          'No row-level security: every query filters by the tenant, in one place of the application, and a test tries to read another one.',
        ]
      : []),
    'Constraints stay: they are what cannot be added later without cleaning up first.',
  ]);
}

/** The arithmetic before and after, and whether the choice holds. */
function withNumbers(c: Case): string | undefined {
  const old = c.previous === undefined ? [] : arithmeticOf(c.previous);
  const lines = arithmeticOf(c);
  const rows = lines
    .map(({ what, result }) => [what, old.find((line) => line.what === what)?.result ?? '–', result])
    .filter(([, before, after]) => before !== after);
  const given = c.quantities.filter(({ source }) => source === 'question').map(({ name, value }) => [name, value]);
  const before = c.previous?.pick;
  const tiers = tablesIn(patternOf(c, 'project-provisioning').parts.Default ?? '')[0];
  if (isOfProjects(c.topic) && rows.length > 0)
    return paragraphs(
      table(['', 'Before', 'Now'], rows),
      'The choice holds: the count decides which of them sleep, and how many share a cluster.',
      tiers,
    );
  return paragraphs(
    rows.length > 0
      ? table(['', 'Before', 'Now'], rows)
      : given.length > 0
        ? table(['Given now', ''], given)
        : 'No number was given before, so there is nothing to multiply: say how many users, rows or requests there are today, and what each step below costs follows.',
    before === undefined || before === c.pick
      ? `${c.pick.name} holds: ${threshold(c)}`
      : `**${c.pick.name}** in place of ${before.name}: ${continued(c.pick.strengths[0]!)}`,
    ladder(c),
  );
}

/** What a machine sustains is measured on it: up to here it is no question on any. */
const unquestioned = 2000;

function threshold(c: Case): string {
  const rate = arithmeticOf(c).find(({ what }) => /^(?:Requests at the peak|Peak rate)/.test(what));
  if (rate === undefined) return `it stops being right when ${continued(c.pick.avoidWhen[0]!)} The steps, in order:`;
  return rate.high <= unquestioned
    ? `${rate.result} at the peak are within one machine. The steps, in order:`
    : `whether one machine takes ${rate.result} at the peak is measured on that machine, with these statements. The steps, in order:`;
}

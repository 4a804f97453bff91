/** The tables of the design, in the language of the workspace. */
import { accessPaths } from '../../model/access-path.ts';
import { displayName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Index, Table } from '../../model/table.ts';
import { mermaid } from '../../write/mermaid.ts';
import type { Case } from '../case.ts';
import type { Pattern } from '../knowledge.ts';
import { code, codes, fenced, list } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { tablesSpoken } from '../relevant-tables.ts';
import { type AdaptedSchema, adaptSchema } from '../schema/adapt-schema.ts';
import { anchors, type ExistingTable, type LeftOut, passwordOf, presentName } from '../schema/match-tables.ts';
import { printAdapted } from '../schema/print-adapted.ts';
import { quoted } from '../schema/rename-sql.ts';
import { simplify } from '../schema/simplify.ts';
import { fenceNames, sqlDialectOf } from '../schema/to-dialect.ts';
import { paragraphs, type SectionWriter } from './section-writer.ts';

/** Tables that only show a technique; they give way to those of the subject. */
const illustrations: ReadonlySet<string> = new Set([
  'json-and-columns',
  'hierarchies',
  'temporal',
  'transactions-sagas',
  'retention',
]);

/** The patterns whose tables the answer prints: two at the most. */
function schemaPatterns(c: Case): readonly Pattern[] {
  const near = c.topic.patterns.slice(0, 3).filter(({ schema }) => schema !== undefined);
  const ofSubject = near.filter(({ id }) => !illustrations.has(id));
  return ofSubject.length > 0 ? ofSubject.slice(0, 2) : near.slice(0, 1);
}

/** What a case prints of its patterns. */
export interface AdaptedDesign extends AdaptedSchema {
  /** Tables of the pattern that a simpler design does without. */
  readonly without: readonly string[];
}

const adapted = new WeakMap<Case, AdaptedDesign | null>();

/** Undefined where no pattern in question has tables. */
export function adaptedFor(c: Case): AdaptedDesign | undefined {
  const known = adapted.get(c);
  if (known !== undefined) return known ?? undefined;
  const names = new Set(schemaPatterns(c).flatMap(({ schema }) => schema ?? []));
  const schemas = [...names].flatMap((name) => c.knowledge.schemaOf(name) ?? []);
  const first = schemas[0];
  const made = first === undefined ? undefined : adaptedTo(c, first, schemas);
  adapted.set(c, made ?? null);
  return made;
}

function adaptedTo(c: Case, first: Schema, schemas: readonly Schema[]): AdaptedDesign {
  const { schema, without } = c.isSimple
    ? simplify(first, c.question.text)
    : { schema: aboutDocuments(together(first, schemas), c), without: [] };
  return { ...adaptSchema(schema, c.database?.schema, c.dialect), without };
}

/** A table that two patterns have is that of the first. */
function together(first: Schema, schemas: readonly Schema[]): Schema {
  const tables = new Map<string, Table>();
  for (const schema of schemas) for (const [key, each] of schema.tables) if (!tables.has(key)) tables.set(key, each);
  return { ...first, tables };
}

/** What a table keeps in documents needs no design around it: the tables spoken of, and those they refer to. */
function aboutDocuments(schema: Schema, c: Case): Schema {
  if (c.lead?.id !== 'json-and-columns') return schema;
  const spoken = tablesSpoken(c.question.text, schema);
  const wanted = new Set(
    spoken.flatMap((table) => [table.name, ...table.foreignKeys.map(({ references }) => references.table.name)]),
  );
  if (wanted.size === 0) return schema;
  return { ...schema, tables: new Map([...schema.tables].filter(([, { name }]) => wanted.has(name))) };
}

export const schemaSection: SectionWriter = (c) => {
  const adapted = adaptedFor(c);
  if (adapted === undefined) return undefined;
  const tables = adapted.schema.tables.size;
  if (asksAboutPresent(c)) return undefined;
  if (tables > 0 && asksForLess(c, adapted))
    return paragraphs(
      existing(adapted, c),
      `The rest of the design (${tables} more tables) is not needed for this; \`/design\` shows it.`,
    );
  const printed = printAdapted(adapted, c.language, c.database);
  return paragraphs(
    existing(adapted, c),
    tables > 0
      ? fenced(printed.language === 'sql' ? fenceOf(c) : printed.language, printed.code)
      : 'Every table of this design exists already; nothing new is proposed.',
    ...printed.additions.map(
      ({ model, lines }) => `To the model ${code(model)} add:\n\n${fenced('prisma', lines.join('\n'))}`,
    ),
    c.language === 'prisma' && c.dialect !== sqlDialectOf(c.database?.schema)
      ? `With \`provider = "${c.dialect}"\` in the \`datasource\`.`
      : undefined,
    printed.unsaid.length === 0 ? undefined : `${unsaidTitle(c)}\n\n${fenced('sql', printed.unsaid.join('\n'))}`,
    tables > 0 ? list([...notes(adapted, c)]) : undefined,
  );
};

/** Another dialect than the workspace's says so, to those who check the block and to those who highlight it. */
function fenceOf({ dialect, database }: Case): string {
  return dialect === sqlDialectOf(database?.schema) ? 'sql' : fenceNames[dialect];
}

function unsaidTitle({ language }: Case): string {
  return language === 'prisma'
    ? 'What Prisma cannot say, to be appended to the SQL that `prisma migrate dev --create-only` writes:'
    : 'What the models cannot say, for the Alembic revision (`op.execute`), behind the tables:';
}

/** Undefined where the answer makes no new tables. */
export function shownSchema(c: Case, plan: Plan): AdaptedSchema | undefined {
  const adapted = plan.has('schema') ? adaptedFor(c) : undefined;
  return adapted === undefined || asksAboutPresent(c) || asksForLess(c, adapted) ? undefined : adapted;
}

/** The documents in question are there: what becomes of their keys is no design of tables. */
function asksAboutPresent({ lead, tables }: Case): boolean {
  return (
    lead?.id === 'json-and-columns' &&
    tables.some(({ table }) => table.columns.some(({ type }) => type.family === 'jsonb' || type.family === 'json'))
  );
}

/** A question about what is there wants no new tables. */
function asksForLess({ topic, change }: Case, { existing: found }: AdaptedSchema): boolean {
  if (change !== undefined) return false;
  const subject = topic.patterns[0]?.id;
  const hasTenant = found.some(({ wanted }) => wanted.name === 'organization');
  if (subject === 'tenancy' && hasTenant && !topic.kinds.some((kind) => kind === 'design' || kind === 'choose'))
    return true;
  return (
    found.length > 0 && ['json-and-columns', 'normalization', 'performance-review', 'indexing'].includes(subject ?? '')
  );
}

/** The table of people is the subject itself, not only what others refer to. */
function isAboutPeople({ topic }: Case): boolean {
  return topic.patterns.slice(0, 2).some(({ id }) => /^(?:authentication-sessions|tenancy|activity-feeds)$/.test(id));
}

/** What the design holds unique and the present table does not: by that, people are found. */
function unguarded(each: ExistingTable, found: readonly ExistingTable[]): string {
  const { wanted, present } = each;
  // What was not understood of the table may be the very index.
  if (present.gaps.length > 0) return '';
  const missing = wanted.indexes.flatMap(({ unique, parts }) => {
    const [, inner] = /^lower\((\w+)\)$/i.exec(parts[0]?.expression?.text ?? '') ?? [];
    return unique && parts.length === 1 && inner !== undefined ? [presentName(each, inner, found)] : [];
  });
  const open = missing.filter(
    (name) =>
      present.columns.some((column) => column.name === name) &&
      !accessPaths(present).some(
        ({ unique, parts, where }) => unique && where === undefined && parts.length === 1 && mentions(parts[0]!, name),
      ),
  );
  const kept = presentName(each, 'token_hash', found);
  const hashed =
    kept === 'token_hash' || !wanted.columns.some(({ name }) => name === 'token_hash')
      ? ''
      : ` ${code(kept)} has to hold the SHA-256 of the token, not the token.`;
  return (
    hashed +
    open
      .map(
        (name) =>
          ` Nothing keeps ${code(name)} unique here: \`create unique index on ${quotedName(present)} (lower(${quoted(name)}))\` before anybody signs in by it; look for duplicates first.`,
      )
      .join('')
  );
}

function mentions({ column, expression }: Index['parts'][number], name: string): boolean {
  return column === name || expression?.text.includes(name) === true;
}

function quotedName(table: Table): string {
  return quoted(displayName(table));
}

/** A proxy writes each call to a language model down already; its tables are LiteLLM's. */
function recordedCalls({ pattern, say }: AdaptedSchema, c: Case): readonly string[] {
  const calls = [...(c.database?.schema.tables.values() ?? [])].find(({ name }) => /^litellm_spendlogs$/i.test(name));
  const isWanted = ['message', 'model'].every((wanted) =>
    [...pattern.tables.values()].some(({ name }) => name === wanted),
  );
  if (calls === undefined || !isWanted) return [];
  return [
    say(
      `${code(displayName(calls))}${placeOf(calls, c)} records model, provider, tokens and spend of each call already: give \`message\` its \`request_id\`, and leave \`provider\`, \`model\` and the token columns out unless calls also go around the proxy.`,
    ),
  ];
}

/** People of another table have passwords as well. */
function otherSignIns({ existing: found }: AdaptedSchema, c: Case): readonly string[] {
  if (c.lead?.id !== 'authentication-sessions') return [];
  return [...(c.database?.schema.tables.values() ?? [])]
    .filter((each) => !found.some(({ present }) => present === each))
    .flatMap((each) => {
      const column = passwordOf(each);
      return column === undefined
        ? []
        : [
            `${code(`${displayName(each)}.${column}`)}${placeOf(each, c)} is a password too: decide whether these people get accounts as well, and look whether it is a hash.`,
          ];
    })
    .slice(0, 2);
}

function placeOf({ nameOrigin }: Table, c: Case): string {
  const span = c.workspace.spanOf(nameOrigin);
  return span === undefined ? '' : ` (${code(c.workspace.placeOf(nameOrigin.file, span))})`;
}

/** Why a table of the design is not among the new ones. */
function notNeeded({ table, present, column, wanted }: LeftOut): string {
  return column === undefined
    ? `${code(table.name)} of the design is left out: ${code(displayName(present))} shows that people sign in here already.`
    : `${code(`${displayName(present)}.${column}`)} already holds what ${code(`${table.name}.${wanted}`)} would, so that table is left out.`;
}

/** What is there already, and what it lacks for this design. */
function existing(adapted: AdaptedSchema, c: Case): string | undefined {
  const { existing: found, namesakes } = adapted;
  const others = namesakes.map(
    (table) =>
      `${code(displayName(table))} is called like a table of this design and has other columns (${codes(
        table.columns
          .map(({ name }) => name)
          .filter((name) => !/^(?:id|(?:created|updated|modified|deleted)_?at)$/i.test(name)),
        5,
      )}): if it is the same thing, build on it instead.`,
  );
  const said = [
    ...found.map((each) => {
      const { wanted, present, missing } = each;
      const place = placeOf(present, c);
      const columns = missing.map(({ name, type }) => `${code(name)} ${type.text}`);
      const isOther = missing.length >= 4 && missing.length > wanted.columns.length * 0.6;
      const lacks = isOther
        ? `has hardly a column of the design (${columns.join(', ')}): check that it is the same thing before you extend it`
        : columns.length === 0
          ? 'has what the design needs'
          : `lacks ${columns.join(', ')}; add those that you need, nullable first`;
      const rules = wanted.exclusions.map(({ method, elements, where }) => {
        const parts = elements.map(
          ({ part, operator }) =>
            `${part.column === undefined ? (part.expression?.text ?? '') : presentName(each, part.column, found)} with ${operator}`,
        );
        return `exclude using ${method} (${parts.join(', ')})${where === undefined ? '' : ` where (${where.text.replace(/^\(([^()]*)\)$/, '$1')})`}`;
      });
      const guarded =
        rules.length === 0
          ? ''
          : ` Once filled, what holds the design: ${rules.map((rule) => `\`${rule}\``).join('; ')}.`;
      const isReference = anchors.has(wanted.name) && !isAboutPeople(c);
      const said = isReference ? 'stays and is referred to' : `stays and is referred to; it ${lacks}`;
      return `${code(displayName(present))}${place} ${said}.${guarded}${isReference ? '' : unguarded(each, found)}`;
    }),
    ...adapted.leftOut.map(notNeeded),
    ...recordedCalls(adapted, c),
    ...otherSignIns(adapted, c),
    ...others,
  ];
  return said.length === 0 ? undefined : list(said);
}

function* notes({ schema, lost }: AdaptedSchema, c: Case): Iterable<string> {
  yield* lost;
  const tables = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  const partitioned = tables.filter(({ partitionBy }) => partitionBy !== undefined);
  if (partitioned.length > 0)
    yield `${codes(partitioned.map(displayName))} is partitioned by time: partitions are created ahead by a job, the default one catches what was forgotten.`;
  if (c.language === 'sqlalchemy' && tables.some(({ exclusions }) => exclusions.length > 0))
    yield 'Before the tables, the revision needs `op.execute("create extension if not exists btree_gist")`: the exclusion constraints are built on it.';
  const trigrams = tables.filter(({ indexes }) =>
    indexes.some(({ parts }) => parts.some(({ opclass }) => opclass === 'gin_trgm_ops')),
  );
  if (trigrams.length > 0)
    yield `${codes(trigrams.map(displayName))}: trigram indexes need \`create extension pg_trgm\`.`;
  const secured = tables.filter(({ rowSecurity }) => rowSecurity);
  if (secured.length > 0)
    yield `${codes(secured.map(displayName))}: row-level security, so that a query that forgets the tenant sees nothing of others.`;
  const documents = tables.flatMap((each) =>
    each.columns.filter(({ type }) => type.family === 'jsonb').map(({ name }) => `${each.name}.${name}`),
  );
  if (documents.length > 0) yield `JSONB only in ${codes(documents)}: handed through, not filtered.`;
  const erased = tables.filter(({ foreignKeys }) => foreignKeys.some(({ onDelete }) => onDelete === 'cascade'));
  if (erased.length > 0)
    yield `Deleting a parent deletes its rows in ${codes(erased.map(displayName))}; everything else refuses.`;
  if (c.language === 'prisma' && partitioned.length > 0)
    yield 'Prisma makes whole tables: write `PARTITION BY` into the CREATE TABLE of the migration by hand, and the first partitions behind it.';
}

const mostInDiagram = 25;

/** Tables of a diagram with all their columns. */
const mostWhole = 12;

function keysAlone(of: Table): Table {
  const keys = new Set([...(of.primaryKey?.columns ?? []), ...of.foreignKeys.flatMap(({ columns }) => columns)]);
  return { ...of, columns: of.columns.filter(({ name }) => keys.has(name)) };
}

export const diagramSection: SectionWriter = (c) => {
  // Behind a design, "draw the tables" means those of the design.
  const designed = c.topic.goesOn && c.tables.length === 0 ? adaptedFor(c)?.schema : undefined;
  const schema = designed ?? c.database?.schema ?? adaptedFor(c)?.schema;
  if (schema === undefined)
    return 'There is no table to draw: the workspace has none, and the question fits no design that I have tables for.';
  const wanted = neighbours(
    schema,
    c.tables.filter(({ database }) => database === c.database).map((each) => each.table),
  );
  const isNamed =
    designed !== undefined || c.database === undefined || c.tables.length > 0 || c.question.text.trim() === '';
  const tables = wanted.slice(0, mostInDiagram);
  const left = wanted.length - tables.length;
  const drawn = tables.length > mostWhole ? tables.map(keysAlone) : tables;
  return paragraphs(
    isNamed ? undefined : 'No table of this workspace is called as the question says; these are those that it has.',
    fenced('mermaid', mermaid({ ...schema, tables: new Map(drawn.map((each) => [each.key, each])) })),
    tables.length > mostWhole
      ? 'So many tables are drawn with their keys alone; name some to see their columns.'
      : undefined,
    left > 0 ? `${left} more tables are left out; name those that you want to see.` : undefined,
  );
};

/** The tables in question with those they refer to and those that refer to them; all where none is named. */
function neighbours(schema: Schema, named: readonly Table[]): readonly Table[] {
  const all = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  if (named.length === 0) return [...all].sort((one, other) => other.foreignKeys.length - one.foreignKeys.length);
  const names = new Set(named.map(displayName));
  const near = all.filter(
    (each) =>
      !names.has(displayName(each)) &&
      (each.foreignKeys.some(({ references }) => names.has(displayName(references.table))) ||
        named.some(({ foreignKeys }) =>
          foreignKeys.some(({ references }) => displayName(references.table) === displayName(each)),
        )),
  );
  return [...named, ...near];
}

/** What a design comes to where some of it is there: one sentence for the recommendation. */
export function beside(c: Case, plan: Plan): string | undefined {
  const adapted = shownSchema(c, plan);
  if (adapted === undefined || adapted.existing.length === 0) return undefined;
  const made = [...adapted.schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  const there = codes(adapted.existing.map(({ present }) => displayName(present)));
  const are = adapted.existing.length === 1 ? 'is' : 'are';
  return made.length === 0
    ? `All of it is in this workspace: ${there}.`
    : `In this workspace ${there} ${are} there and built upon; new ${made.length === 1 ? 'is' : 'are'} ${codes(made.map(displayName))}.`;
}

import { displayName } from '../../model/names.ts';
import type { Column, ForeignKey, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { describesAThing, thingOf, wordsBehind } from '../shared/describing-word.ts';
import { nameList } from '../shared/name-list.ts';
import { nameWords, singular } from '../shared/name-words.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { isBusinessDocument, isLoadedCopy, recordsThePast } from '../shared/table-role.ts';

/** A table repeats what the row it references already says, so the two can come to disagree. */
export const transitiveDependency = defineRule({
  id: 'transitive-dependency',
  family: 'normalization',
  severity: 'info',
  summary: 'A table repeats what the row it references already says, so the two can come to disagree.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isOrdinaryTable(table) || table.gaps.length > 0 || recordsThePast(table) || isLoadedCopy(table)) return;
    for (const fact of [...repeatedFacts(table, ctx), ...hiddenEntities(table, ctx)]) {
      const [first] = fact.copies;
      const names = fact.copies.map((column) => column.name);
      yield {
        at: first!.nameOrigin,
        columns: [fact.key, ...names],
        severity: isLikelyMeant(table, fact.key, ctx) ? 'hint' : 'info',
        state: { table: displayName(table), key: fact.key, names, thing: fact.thing, parent: fact.parent },
      };
    }
  },
  message: ({ table, key, names, thing, parent }) =>
    parent === undefined
      ? `${nameList(names)} of ${table} describe the ${thing} that ${key} stands for, not the row: they are repeated with every row of that ${thing} and can come to disagree. Move them to a table of their own, keyed by ${key}.`
      : `${nameList(names)} of ${table} ${names.length > 1 ? 'repeat' : 'repeats'} what ${parent} already says for ${key}, so a change there leaves an old copy here. Read it through the foreign key; if the value of the day is meant, say so in the name or in a comment.`,
});

/** A document, a copy that a trigger may keep, or the guest's own words where the reference is empty. */
function isLikelyMeant(table: Table, key: string, ctx: RuleContext): boolean {
  return isBusinessDocument(table) || table.triggers.length > 0 || ctx.column(table, key)?.nullable !== false;
}

interface Fact {
  readonly key: string;
  readonly thing: string;
  readonly copies: readonly Column[];
  /** The table that holds the fact; undefined when it has none yet. */
  readonly parent: string | undefined;
}

/** Columns such as customer_email beside a foreign key to customers, which has the email. */
function* repeatedFacts(table: Table, ctx: RuleContext): Iterable<Fact> {
  const facts = plainFactsOf(table);
  for (const fk of table.foreignKeys) {
    const [name] = fk.columns;
    const target = ctx.target(fk);
    if (name === undefined || fk.columns.length > 1 || target === undefined || target.table.key === table.key) continue;
    if (isPartOfWiderKey(table, name)) continue;
    const nouns = [thingOf(name) ?? nameWords(name), nameWords(target.table.name).map(singular)];
    const copies = facts.filter((column) => isCopy(column, fk, target.table, nouns));
    if (copies.length > 0) yield { key: name, thing: nouns[0]!.join(' '), copies, parent: displayName(target.table) };
  }
}

function isCopy(column: Column, fk: ForeignKey, parent: Table, nouns: readonly (readonly string[])[]): boolean {
  return nouns.some((noun) => {
    const rest = wordsBehind(column.name, noun);
    if (rest === undefined || !describesAThing(rest)) return false;
    const spellings = [rest.join(''), nameWords(column.name).join('')];
    const source = parent.columns.find(({ name }) => spellings.includes(nameWords(name).join('')));
    return source?.type.family === column.type.family && !fk.references.columns.includes(source.name);
  });
}

/** At least two describing columns beside a plain `department_id`, of a thing that no table stands for. */
function* hiddenEntities(table: Table, ctx: RuleContext): Iterable<Fact> {
  const own = nameWords(table.name).map(singular);
  const facts = plainFactsOf(table);
  for (const key of facts) {
    const thing = isId(key) ? thingOf(key.name) : undefined;
    if (thing === undefined || key.nullable || thing.some((word) => own.includes(word) || foreign.has(word))) continue;
    if (ctx.database.mayMissTables) continue;
    const copies = facts.filter((column) => {
      const rest = wordsBehind(column.name, thing);
      return rest !== undefined && describesAThing(rest);
    });
    if (copies.length > 1) yield { key: key.name, thing: thing.join(' '), copies, parent: undefined };
  }
}

/** Not `postal_code` or `phone_key`, which may well describe the row itself. */
function isId(column: Column): boolean {
  return ['id', 'uuid', 'guid'].includes(nameWords(column.name).at(-1) ?? '');
}

/** Columns that are no key, no part of a reference and not computed: they only say something. */
function plainFactsOf({ columns, primaryKey, uniques, foreignKeys }: Table): readonly Column[] {
  const keyed = new Set([primaryKey, ...uniques, ...foreignKeys].flatMap((key) => key?.columns ?? []));
  return columns.filter(({ name, generated }) => generated === undefined && !keyed.has(name));
}

function isPartOfWiderKey(table: Table, name: string): boolean {
  return (
    table.primaryKey !== undefined && table.primaryKey.columns.length > 1 && table.primaryKey.columns.includes(name)
  );
}

/** Keys of other systems, whose descriptions have no better place here. */
const foreign: ReadonlySet<string> = new Set(
  `external ext remote client user author sender recipient contact provider stripe github google slack session
  request device ip`.split(/\s+/),
);

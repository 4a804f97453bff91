import type { Dialect } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import { rememberedByText } from '../../model/remembered.ts';
import type { Table } from '../../model/table.ts';
import { defineRule } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A few names are written in another case than all the others of their kind. */
export const inconsistentCase = defineRule({
  id: 'inconsistent-case',
  family: 'naming',
  severity: 'hint',
  summary: 'A few names are written in another case than all the others of their kind.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'group',
  groupKeys: (table) => (isWellReadTable(table) && !productTable.test(table.name) ? ['tables', 'columns'] : []),
  groupFacts: (table, key) => {
    const styles = new Map<string, number>();
    for (const { name } of (key === 'tables' ? kinds.tables : kinds.columns).namesOf(table)) {
      const style = stylesOf(name).join();
      styles.set(style, (styles.get(style) ?? 0) + 1);
    }
    return [...styles].sort().join(';');
  },
  *check(group, ctx) {
    if (haveCommonStyle(group.facts)) return;
    const { key, tables } = group;
    const kind = key === 'tables' ? kinds.tables : kinds.columns;
    const names = tables.map((table) => kind.namesOf(table));
    const usual = usualStyle(names.flat(), ctx.dialect);
    if (usual === undefined) return;
    const slips = names.map((each) => slipsIn(each, usual));
    const odd = slips.flat().length;
    const even = names.flat().filter(({ name }) => fits(name, usual)).length;
    if (odd > kind.most || even < kind.least || even < odd * kind.ratio) return;
    for (const [at, table] of tables.entries()) {
      const [first, ...others] = slips[at] ?? [];
      if (first === undefined) continue;
      const oddNames = [first, ...others].map(({ name }) => name);
      const quoted = ctx.dialect === 'postgresql' && usual === 'snake';
      yield {
        at: first.origin,
        table,
        columns: key === 'columns' ? oddNames : [],
        related: others.map(({ name, origin }) => ({ message: `${name} too`, origin })),
        state: { table, kind: key, names: oddNames, usual, quoted },
        ...(quoted && { severity: 'info' }),
      };
    }
  },
  message: ({ table, kind, names, usual, quoted }) =>
    `${kind === 'tables' ? `The table ${displayName(table)} is` : `${nameList(names)} in ${displayName(table)} ${names.length > 1 ? 'are' : 'is'}`} not named in ${styleNames[usual]} like the other ${kind} of this database${quoted ? ', and must be quoted in every statement' : ''}. Rename ${names.length > 1 ? 'them' : 'it'} early.`,
});

/** Some style fits all names that say anything about theirs. */
function haveCommonStyle(facts: ReadonlyMap<string, number>): boolean {
  const seen = new Set(
    [...facts.keys()].flatMap((each) => each.split(';').map((style) => style.replace(/,?\d+$/, ''))),
  );
  seen.delete('');
  return ['snake', 'camel', 'pascal', 'upper'].some((style) =>
    [...seen].every((each) => each.split(',').includes(style)),
  );
}

type Style = 'snake' | 'camel' | 'pascal' | 'upper' | 'mixed';

interface Name {
  readonly name: string;
  readonly origin: Origin;
}

interface Kind {
  readonly namesOf: (table: Table) => readonly Name[];
  /** So many names must agree, and so many for each that does not. */
  readonly least: number;
  readonly ratio: number;
  /** More exceptions than this are a second convention, or another product's tables. */
  readonly most: number;
}

const kinds: Readonly<Record<'tables' | 'columns', Kind>> = {
  tables: { namesOf: ({ name, nameOrigin }) => [{ name, origin: nameOrigin }], least: 4, ratio: 4, most: 3 },
  columns: {
    namesOf: ({ columns }) => columns.map(({ name, nameOrigin }) => ({ name, origin: nameOrigin })),
    least: 10,
    ratio: 9,
    most: 6,
  },
};

const styleNames: Readonly<Record<Style, string>> = {
  snake: 'snake_case',
  camel: 'camelCase',
  pascal: 'PascalCase',
  upper: 'UPPER_CASE',
  mixed: 'Mixed_Case',
};

/** The style that most names can only be meant in; undefined when two are level. */
function usualStyle(names: readonly Name[], dialect: Dialect): Style | undefined {
  const votes = new Map<Style, number>();
  for (const { name } of names) {
    const styles = stylesOf(name);
    // One word fits two styles and does not count, save in PostgreSQL, where a name left unquoted looks like that.
    const vote = styles.length === 1 || dialect === 'postgresql' ? styles[0] : undefined;
    if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
  return first === undefined || first[0] === 'mixed' || first[1] === second?.[1] ? undefined : first[0];
}

/** A table whose names are mostly odd has a convention of its own, which is no slip. */
function slipsIn(names: readonly Name[], usual: Style): readonly Name[] {
  const odd = names.filter(({ name }) => !fits(name, usual));
  return odd.length > 1 && odd.length * 2 >= names.length ? [] : odd;
}

function fits(name: string, style: Style): boolean {
  const styles = stylesOf(name);
  return styles.length === 0 || styles.includes(style);
}

/** The styles that a name may be meant in; none for a name that says nothing about it. */
const stylesOf = rememberedByText((name): readonly Style[] => {
  const core = name.replace(/^_+|_+$/g, '');
  const letters = core.replace(/[^A-Za-z]/g, '');
  if (letters.length < 2) return [];
  if (!/[A-Z]/.test(letters)) return core.includes('_') ? ['snake'] : ['snake', 'camel'];
  if (!/[a-z]/.test(letters)) return core.includes('_') ? ['upper'] : ['upper', 'pascal'];
  if (core.includes('_')) return ['mixed'];
  return /^[a-z]/.test(core) ? ['camel'] : ['pascal'];
});

/** Tables of products that bring their own names: SQL Server's diagrams, Quartz. */
const productTable = /^(sysdiagrams|qrtz_\w+)$/i;

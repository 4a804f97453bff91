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
    return [...styles]
      .map(([style, count]) => `${style}:${count}`)
      .sort()
      .join(';');
  },
  *check({ key, facts, tablesWith }, ctx) {
    const counts = [...facts].map(([told, tables]) => ({ names: styledNames(told), tables }));
    if (haveCommonStyle(counts)) return;
    const usual = usualStyle(counts, ctx.dialect);
    if (usual === undefined) return;
    const kind = key === 'tables' ? kinds.tables : kinds.columns;
    const odd = sum(counts.map(({ names, tables }) => slipsAmong(names, usual) * tables));
    const even = sum(counts.map(({ names, tables }) => countIf(names, (styles) => fits(styles, usual)) * tables));
    if (odd > kind.most || even < kind.least || even < odd * kind.ratio) return;
    for (const table of tablesWith((told) => slipsAmong(styledNames(told), usual) > 0)) {
      const [first, ...others] = kind.namesOf(table).filter(({ name }) => !fits(stylesOf(name), usual));
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

/** How many names of a table may be meant in which styles. */
interface StyledNames {
  readonly styles: readonly Style[];
  readonly count: number;
}

/** Tables whose names have the same styles. */
interface CountedTables {
  readonly names: readonly StyledNames[];
  readonly tables: number;
}

/** What the facts of a group's member tell. */
const styledNames = rememberedByText((facts): readonly StyledNames[] =>
  facts.split(';').flatMap((each) => {
    const [styles = '', count] = each.split(':');
    return count === undefined
      ? []
      : [{ styles: styles === '' ? [] : (styles.split(',') as Style[]), count: Number(count) }];
  }),
);

/** Some style fits all names that say anything about theirs. */
function haveCommonStyle(counts: readonly CountedTables[]): boolean {
  const seen = counts.flatMap(({ names }) => names).filter(({ styles }) => styles.length > 0);
  return (['snake', 'camel', 'pascal', 'upper'] as const).some((style) =>
    seen.every(({ styles }) => styles.includes(style)),
  );
}

/** The style that most names can only be meant in; undefined when two are level. */
function usualStyle(counts: readonly CountedTables[], dialect: Dialect): Style | undefined {
  const votes = new Map<Style, number>();
  for (const { names, tables } of counts) {
    for (const { styles, count } of names) {
      // One word fits two styles and does not count, save in PostgreSQL, where a name left unquoted looks like that.
      const vote = styles.length === 1 || dialect === 'postgresql' ? styles[0] : undefined;
      if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + count * tables);
    }
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
  return first === undefined || first[0] === 'mixed' || first[1] === second?.[1] ? undefined : first[0];
}

/** How many names of a table slipped. One whose names are mostly odd has a convention of its own, which is no slip. */
function slipsAmong(names: readonly StyledNames[], usual: Style): number {
  const odd = countIf(names, (styles) => !fits(styles, usual));
  return odd > 1 && odd * 2 >= countIf(names, () => true) ? 0 : odd;
}

function countIf(names: readonly StyledNames[], accepts: (styles: readonly Style[]) => boolean): number {
  return sum(names.filter(({ styles }) => accepts(styles)).map(({ count }) => count));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function fits(styles: readonly Style[], style: Style): boolean {
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

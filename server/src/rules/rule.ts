import type { DataType, TypeFamily } from '../model/data-type.ts';
import type { Dialect } from '../model/dialect.ts';
import type { ObjectName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Domain, EnumType, View } from '../model/schema.ts';
import type { Column, Exclusion, ForeignKey, Index, Key, Table } from '../model/table.ts';
import type { Fix, Related, Severity } from './finding.ts';

export const families = {
  normalization: 'Facts stored once, in the table they belong to',
  keys: 'Primary, unique and foreign keys that hold the data together',
  types: 'Column types that fit their values',
  indexing: 'Indexes that are needed, and none that are not',
  json: 'JSON and JSONB where they serve',
  naming: 'Names that do not get in the way',
  drift: 'Declarations and migrations that say the same',
  orm: 'Mappers and their migrations that do what they look like',
} as const;

export type Family = keyof typeof families;

/** The elements that the engine hands to a rule. `group` is for what only several tables together show. */
export interface Visited {
  readonly table: Table;
  readonly column: { readonly table: Table; readonly column: Column };
  readonly foreignKey: { readonly table: Table; readonly foreignKey: ForeignKey };
  readonly key: { readonly table: Table; readonly key: Key; readonly kind: 'primary' | 'unique' };
  readonly index: { readonly table: Table; readonly index: Index };
  readonly exclusion: { readonly table: Table; readonly exclusion: Exclusion };
  readonly enum: EnumType;
  readonly view: View;
  /** A table that only another description of the database has. */
  readonly undeclared: { readonly table: Table; readonly source: OtherSource };
  readonly group: {
    readonly key: string;
    /** How many tables it has. */
    readonly size: number;
    /** Ordered by key; put together when first asked for, so a look at `size` and `facts` alone stays cheap. */
    readonly tables: readonly Table[];
    /** The distinct `groupFacts` of the members, in no order, and how many have them; empty for a rule without. */
    readonly facts: ReadonlyMap<string, number>;
    /** The first tables, ordered by key, whose facts are accepted. */
    tablesWith(accepts: (facts: string) => boolean, most?: number): readonly Table[];
  };
}

/** What a rule found, before wording. */
export interface Problem<State> {
  /** The smallest element that causes the problem: a column's name or type, an index, a table's name. */
  readonly at: Origin;
  readonly state: State;
  /** Lower or raise the rule's severity for this case. */
  readonly severity?: Severity;
  /** Table and columns concerned; the engine fills in the visited table when left out. */
  readonly table?: ObjectName;
  readonly columns?: readonly string[];
  readonly related?: readonly Related[];
}

/** What an element must be so that a rule can find anything in it. */
export interface Only {
  /** For rules about columns: families of the column's type, of an array those of its elements. */
  readonly types?: readonly TypeFamily[];
  /** For rules about tables, columns and foreign keys: the mapper whose description the element is from. */
  readonly mapper?: 'prisma' | 'sqlalchemy';
  /** Something else describes tables of the same database. */
  readonly compared?: true;
}

export interface Rule<Visit extends keyof Visited = keyof Visited, State = unknown> {
  /** Kebab-case: file name, doc name, suppression word. */
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  /** One sentence, equal to the first paragraph of the doc. */
  readonly summary: string;
  /** Databases in which the problem exists. */
  readonly dialects: readonly Dialect[];
  /** Whether findings come with fixes; 'unsafe' when at least one needs reading before it is applied. */
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** True for a rule that only runs when the settings name it. */
  readonly offByDefault?: true;
  /** Numeric or list settings with their default values, set as `rules.<id>: [severity, {…}]`. */
  readonly options?: Readonly<Record<string, number | readonly string[]>>;
  readonly visits: Visit;
  /** Where alone the rule can find anything: it is not asked about the rest, which is nearly all. */
  readonly only?: Only;
  /**
   * Only for `visits: 'group'`: the keys of the groups this table belongs to; a group of one is not checked. Must depend
   * on the table and on `ctx.dialect` alone.
   */
  groupKeys?(table: Table, ctx: RuleContext): Iterable<string>;
  /**
   * Only for `visits: 'group'`: everything about the table that the check of this group looks at, places left out. As
   * long as it stays the same a group is not checked again, however large it is. Left out: always checked again.
   */
  groupFacts?(table: Table, key: string, ctx: RuleContext): string;
  /**
   * Only for `visits: 'table'`: what the table counts for in a question about the whole database, as labels. Must depend
   * on the table and on `ctx.dialect` alone.
   */
  votes?(table: Table, ctx: RuleContext): Iterable<string>;
  /**
   * What the votes come to: the keys of the tables behind each label in, named answers out, which a check reads with
   * `ctx.verdict`. A table is checked again only when an answer that it read becomes another text.
   */
  verdict?(voters: ReadonlyMap<string, ReadonlySet<string>>): Readonly<Record<string, string>>;
  /** Yields problems; changes nothing; may read the rest of the schema through `ctx` only. */
  check(visited: Visited[Visit], ctx: RuleContext): Iterable<Problem<State>>;
  /** One or two plain sentences: what is wrong, why it matters here, what to do. */
  message(state: State): string;
  /** The way to mend it, best first; called lazily. Absent when `fix` is 'none'. */
  fixes?(state: State, ctx: RuleContext): readonly Fix[];
}

/**
 * What a rule may ask about the schema. Every question is recorded, so that a finding is computed again when, and only
 * when, one of the answers may have changed.
 */
export interface RuleContext {
  readonly dialect: Dialect;
  /** The rule's own options, defaults filled in. */
  readonly options: Readonly<Record<string, number | readonly string[]>>;
  table(name: ObjectName): Table | undefined;
  /** All tables with this bare name in any schema, compared as the dialect does. */
  tablesNamed(name: string): readonly Table[];
  /** The target of a foreign key with its columns in the key's order; undefined when table or column is unknown. */
  target(foreignKey: ForeignKey): { readonly table: Table; readonly columns: readonly Column[] } | undefined;
  /** Foreign keys of other tables, and of the table itself, that point at the table. */
  referencing(table: Table): readonly { readonly table: Table; readonly foreignKey: ForeignKey }[];
  /** How many foreign keys of tables that are no partitions point at the table: cheaper than to list them. */
  referenceCount(table: Table): number;
  /** An answer of the rule's own `verdict`. */
  verdict(name: string): string | undefined;
  /** The first tables, ordered by key, whose `votes` have the label. */
  voters(label: string, most: number): readonly Table[];
  /** Tables that are partitions of, or inherit from, the table. */
  childrenOf(table: Table): readonly Table[];
  /** The column of this name, compared as the dialect does. */
  column(table: Table, name: string): Column | undefined;
  enumType(type: DataType): EnumType | undefined;
  domain(type: DataType): Domain | undefined;
  view(name: ObjectName): View | undefined;
  /** What else describes this database; undefined where there is no such description. */
  other(source: OtherSource): OtherDescription | undefined;
  /** Coarse facts about the whole database. */
  readonly database: DatabaseFacts;
}

/** The migrations that lead to a declaration, or a second declaration of the same tables in another language. */
export const otherSources = ['migrations', 'counterpart'] as const;

export type OtherSource = (typeof otherSources)[number];

/** Another description of the same database: what it says is compared, never checked. */
export interface OtherDescription {
  table(name: ObjectName): Table | undefined;
  enumType(name: ObjectName): EnumType | undefined;
  view(name: ObjectName): View | undefined;
  /** Its tables that are declared nowhere, ordered by key. */
  readonly undeclared: readonly Table[];
  /** It was not understood in a way that may hide tables; what it does not have may well exist. */
  readonly mayMissTables: boolean;
}

export interface DatabaseFacts {
  readonly tables: number;
  /** At least one foreign key is declared anywhere. */
  readonly usesForeignKeys: boolean;
  /** A file was not understood in a way that may hide tables; names not found may well exist. */
  readonly mayMissTables: boolean;
  /** PostgreSQL extensions that the files create, in lower case. */
  readonly extensions: readonly string[];
}

/** Fixes the types of a rule; changes nothing. */
export function defineRule<Visit extends keyof Visited, State>(rule: Rule<Visit, State>): Rule<Visit, State> {
  return rule;
}

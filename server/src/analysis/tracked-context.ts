import type { DataType } from '../model/data-type.ts';
import { type Dialect, foldCase } from '../model/dialect.ts';
import { keyOf, type ObjectName } from '../model/names.ts';
import type { Domain, EnumType, Schema, View } from '../model/schema.ts';
import type { Column, ForeignKey, Table } from '../model/table.ts';
import type { DatabaseFacts, OtherDescription, OtherSource, RuleContext } from '../rules/rule.ts';
import type { DatabaseIndex, Reference } from './database-index.ts';
import type { Poll } from './poll.ts';
import type { RuleSet } from './reads.ts';

/** Where questions are written down, with the rules that asked them since it was set; undefined where nobody wants to know. */
export interface Recorder {
  asked: Map<string, RuleSet> | undefined;
}

/** The answers of a database, every question recorded. */
export class TrackedContext implements RuleContext {
  readonly dialect: Dialect;
  readonly options: RuleContext['options'];
  readonly database: DatabaseFacts;
  readonly #index: DatabaseIndex;
  readonly #recorder: Recorder;
  /** The rule's own number, as it stands among the rules that asked a question. */
  readonly #rule: RuleSet;
  readonly #poll: Poll | undefined;
  readonly #others: OtherSchemas;
  readonly #undeclared: (source: OtherSource) => readonly Table[];

  constructor(
    index: DatabaseIndex,
    recorder: Recorder,
    rule: number,
    options: RuleContext['options'],
    facts: DatabaseFacts,
    poll: Poll | undefined,
    others: OtherSchemas,
    undeclared: (source: OtherSource) => readonly Table[],
  ) {
    this.#others = others;
    this.#undeclared = undeclared;
    this.dialect = index.schema.dialect;
    this.options = options;
    this.#poll = poll;
    this.#index = index;
    this.#recorder = recorder;
    this.#rule = String.fromCharCode(rule);
    const ask = (fact: keyof DatabaseFacts) => this.#note(`d:${fact}`);
    this.database = {
      get tables() {
        ask('tables');
        return facts.tables;
      },
      get usesForeignKeys() {
        ask('usesForeignKeys');
        return facts.usesForeignKeys;
      },
      get mayMissTables() {
        ask('mayMissTables');
        return facts.mayMissTables;
      },
      get extensions() {
        ask('extensions');
        return facts.extensions;
      },
    };
  }

  #note(question: string): void {
    const { asked } = this.#recorder;
    if (asked === undefined) return;
    const rules = asked.get(question);
    // Rules check one after the other.
    if (rules === undefined) asked.set(question, this.#rule);
    else if (!rules.endsWith(this.#rule)) asked.set(question, rules + this.#rule);
  }

  table(name: ObjectName): Table | undefined {
    return this.#byKey(keyOf(this.dialect, name));
  }

  #byKey(key: string): Table | undefined {
    this.#note(`t:${key}`);
    return this.#index.schema.tables.get(key);
  }

  tablesNamed(name: string): readonly Table[] {
    const folded = foldCase(this.dialect, name);
    this.#note(`n:${folded}`);
    const tables = this.#index.tablesNamed(folded);
    for (const table of tables) this.#note(`t:${table.key}`);
    return tables;
  }

  target(foreignKey: ForeignKey): { readonly table: Table; readonly columns: readonly Column[] } | undefined {
    const table = this.table(foreignKey.references.table);
    if (table === undefined) return undefined;
    const names =
      foreignKey.references.columns.length > 0 ? foreignKey.references.columns : (table.primaryKey?.columns ?? []);
    const columns = names.map((name) => this.column(table, name));
    if (columns.length === 0 || columns.some((column) => column === undefined)) return undefined;
    return { table, columns: columns as Column[] };
  }

  referencing(table: Table): readonly Reference[] {
    this.#note(`r:${table.key}`);
    return this.#index.referencesTo(table.key);
  }

  referenceCount(table: Table): number {
    this.#note(`q:${table.key}`);
    return this.#index.referenceCount(table.key);
  }

  verdict(name: string): string | undefined {
    if (this.#poll === undefined) return undefined;
    this.#note(this.#poll.question('verdict', name));
    return this.#poll.verdict(name);
  }

  voters(label: string, most: number): readonly Table[] {
    if (this.#poll === undefined) return [];
    this.#note(this.#poll.question('voters', label));
    return this.#poll.first(label, most).flatMap((key) => this.#byKey(key) ?? []);
  }

  childrenOf(table: Table): readonly Table[] {
    this.#note(`c:${table.key}`);
    const children = this.#index.childrenOf(table.key);
    for (const child of children) this.#note(`t:${child.key}`);
    return children;
  }

  column(table: Table, name: string): Column | undefined {
    const exact = table.columns.find((column) => column.name === name);
    if (exact !== undefined || this.dialect === 'postgresql') return exact;
    const folded = name.toLowerCase();
    return table.columns.find((column) => column.name.toLowerCase() === folded);
  }

  enumType(type: DataType): EnumType | undefined {
    return this.#type(type, this.#index.schema.enums);
  }

  domain(type: DataType): Domain | undefined {
    return this.#type(type, this.#index.schema.domains);
  }

  #type<Type extends EnumType | Domain>(type: DataType, types: ReadonlyMap<string, Type>): Type | undefined {
    const key = keyOf(this.dialect, { schema: type.schema === 'public' ? undefined : type.schema, name: type.name });
    this.#note(`y:${key}`);
    const found = types.get(key);
    if (found !== undefined || type.schema !== undefined) return found;
    // The search path may reach a type of another schema.
    for (const [candidate, value] of types) if (candidate.endsWith(`.${type.name}`)) return value;
    return undefined;
  }

  view(name: ObjectName): View | undefined {
    const key = keyOf(this.dialect, name);
    this.#note(`v:${key}`);
    return this.#index.schema.views.get(key);
  }

  other(source: OtherSource): OtherDescription | undefined {
    this.#note(`o:${source}`);
    const schema = this.#others[source];
    if (schema.tables.size === 0) return undefined;
    const note = (question: string) => this.#note(question);
    const undeclared = this.#undeclared;
    const find = <Found>(kind: string, found: ReadonlyMap<string, Found>, name: ObjectName): Found | undefined => {
      const key = keyOf(schema.dialect, name);
      note(`o:${source}:${kind}:${key}`);
      return found.get(key);
    };
    return {
      table: (name) => find('t', schema.tables, name),
      enumType: (name) => find('y', schema.enums, name),
      view: (name) => find('v', schema.views, name),
      get undeclared() {
        note(`o:${source}:undeclared`);
        return undeclared(source);
      },
      get mayMissTables() {
        note(`o:${source}:gaps`);
        return schema.gaps.length > 0;
      },
    };
  }
}

/** The schemas that other descriptions of the database come to; empty where there is no such description. */
export type OtherSchemas = Readonly<Record<OtherSource, Schema>>;

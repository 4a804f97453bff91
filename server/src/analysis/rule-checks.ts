/** Runs rules on the elements of a database and notes what they asked. */
import { displayName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import { otherSources, type Rule, type Visited } from '../rules/rule.ts';
import type { Applicability } from './applicability.ts';
import { FoundProblem } from './found-problem.ts';
import type { Group } from './group.ts';
import type { Poll } from './poll.ts';
import type { RuleSet } from './reads.ts';
import { exactly } from './shared-values.ts';
import type { OtherSchemas, Recorder, TrackedContext } from './tracked-context.ts';

/** A rule as the settings want it. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** The settings name a severity: a problem's own does not overrule it. */
  readonly severityIsSet: boolean;
  readonly options: Readonly<Record<string, number | readonly string[]>>;
}

export interface Prepared extends EnabledRule {
  /** Place among the rules of its database. */
  readonly number: number;
  readonly context: TrackedContext;
  readonly poll: Poll | undefined;
  readonly applies: Applicability;
}

export interface RuleCrash {
  readonly rule: string;
  readonly message: string;
  readonly origin: Origin;
}

/** The element whose findings are kept together: a table, a type, a view, a table of another description, or a group of one rule. */
export type Owner = string;

/** Some of the rules, by number; undefined means all. */
export type Wanted = ReadonlySet<number> | undefined;

export interface Checked {
  /** In the order of the rules. */
  readonly findings: readonly Finding[];
  readonly asked: ReadonlyMap<string, RuleSet> | undefined;
}

export class RuleChecks {
  readonly #schema: Schema;
  readonly #others: OtherSchemas;
  readonly #groups: ReadonlyMap<Owner, Group>;
  readonly #recorder: Recorder;
  readonly #rethrow: boolean;
  readonly #ofTables: readonly Prepared[];
  readonly #byVisit: ReadonlyMap<keyof Visited, readonly Prepared[]>;
  readonly #groupRules: ReadonlyMap<string, Prepared>;
  readonly #crashes = new Map<string, RuleCrash>();

  constructor(
    schema: Schema,
    others: OtherSchemas,
    groups: ReadonlyMap<Owner, Group>,
    rules: readonly Prepared[],
    recorder: Recorder,
    rethrow: boolean,
  ) {
    this.#schema = schema;
    this.#others = others;
    this.#groups = groups;
    this.#recorder = recorder;
    this.#rethrow = rethrow;
    const byVisit = new Map<keyof Visited, Prepared[]>();
    for (const prepared of rules) {
      const list = byVisit.get(prepared.rule.visits);
      if (list === undefined) byVisit.set(prepared.rule.visits, [prepared]);
      else list.push(prepared);
    }
    this.#byVisit = byVisit;
    this.#ofTables = rules.filter(({ rule }) => !outsideTables.has(rule.visits));
    this.#groupRules = new Map(this.visiting('group').map((prepared) => [prepared.rule.id, prepared]));
  }

  get crashes(): Iterable<RuleCrash> {
    return this.#crashes.values();
  }

  visiting(visit: keyof Visited): readonly Prepared[] {
    return this.#byVisit.get(visit) ?? [];
  }

  /** What the wanted rules find in an owner, and what they asked where that is to be noted. */
  check(owner: Owner, wanted: Wanted, notes: boolean): Checked {
    const asked = notes ? new Map<string, RuleSet>() : undefined;
    this.#recorder.asked = asked;
    const findings: Finding[] = [];
    this.#checkOwner(owner, wanted, findings);
    return { findings: exactly(findings), asked };
  }

  #checkOwner(owner: Owner, wanted: Wanted, findings: Finding[]): void {
    const key = owner.slice(2);
    const { tables, enums, views } = this.#schema;
    if (owner.startsWith('t:')) {
      const table = tables.get(key);
      if (table !== undefined) this.#checkTable(table, wanted, findings);
    } else if (owner.startsWith('y:')) {
      const type = enums.get(key);
      if (type !== undefined) this.#runAll('enum', wanted, type, type.origin, undefined, findings);
    } else if (owner.startsWith('v:')) {
      const view = views.get(key);
      if (view !== undefined) this.#runAll('view', wanted, view, view.origin, undefined, findings);
    } else if (owner.startsWith('u:')) this.#checkUndeclared(key, wanted, findings);
    else this.#checkGroup(owner, findings);
  }

  #checkTable(table: Table, wanted: Wanted, findings: Finding[]): void {
    if (isOversized(table)) return;
    const name = displayName(table);
    for (const prepared of this.#ofTables) {
      if (wanted?.has(prepared.number) === false) continue;
      if (prepared.applies.toTable(table) && prepared.applies.toDatabase(prepared.context))
        this.#runOn(prepared, table, name, findings);
    }
  }

  /** Runs a rule on what it visits of a table. */
  #runOn(prepared: Prepared, table: Table, name: string, findings: Finding[]): void {
    switch (prepared.rule.visits) {
      case 'table':
        this.#run(prepared, table, table.nameOrigin, name, findings);
        break;
      case 'column':
        for (const column of table.columns) {
          if (prepared.applies.toColumn(column)) this.#run(prepared, { table, column }, column.origin, name, findings);
        }
        break;
      case 'foreignKey':
        for (const foreignKey of table.foreignKeys) {
          if (prepared.applies.toForeignKey(foreignKey))
            this.#run(prepared, { table, foreignKey }, foreignKey.origin, name, findings);
        }
        break;
      case 'key': {
        const { primaryKey: key } = table;
        if (key !== undefined) this.#run(prepared, { table, key, kind: 'primary' }, key.origin, name, findings);
        for (const unique of table.uniques)
          this.#run(prepared, { table, key: unique, kind: 'unique' }, unique.origin, name, findings);
        break;
      }
      case 'index':
        for (const index of table.indexes) this.#run(prepared, { table, index }, index.origin, name, findings);
        break;
      case 'exclusion':
        for (const exclusion of table.exclusions)
          this.#run(prepared, { table, exclusion }, exclusion.origin, name, findings);
        break;
    }
  }

  /** A table of another description that the declaration does not have; `place` is `<source>|<key>`. */
  #checkUndeclared(place: string, wanted: Wanted, findings: Finding[]): void {
    const divider = place.indexOf('|');
    const source = otherSources.find((each) => each === place.slice(0, divider));
    const key = place.slice(divider + 1);
    const table = source === undefined ? undefined : this.#others[source].tables.get(key);
    if (source === undefined || table === undefined || this.#schema.tables.has(key) || isOversized(table)) return;
    this.#runAll('undeclared', wanted, { table, source }, table.nameOrigin, displayName(table), findings);
  }

  #checkGroup(owner: Owner, findings: Finding[]): void {
    const members = this.#groups.get(owner);
    if (members === undefined || members.size < 2) return;
    const divider = owner.indexOf('|');
    const prepared = this.#groupRules.get(owner.slice(2, divider));
    const { tables } = this.#schema;
    const place = tables.get(members.someone)?.origin;
    if (prepared === undefined || place === undefined) return;
    let sorted: readonly Table[] | undefined;
    const group: Visited['group'] = {
      key: owner.slice(divider + 1),
      size: members.size,
      get tables() {
        sorted ??= members.keys().flatMap((key) => tables.get(key) ?? []);
        return sorted;
      },
      get facts() {
        return members.facts();
      },
      tablesWith: (accepts, most = Number.POSITIVE_INFINITY) =>
        members.first(accepts, most).flatMap((key) => tables.get(key) ?? []),
    };
    this.#run(prepared, group, place, undefined, findings);
  }

  #runAll<Visit extends keyof Visited>(
    visit: Visit,
    wanted: Wanted,
    visited: Visited[Visit],
    place: Origin,
    table: string | undefined,
    findings: Finding[],
  ): void {
    for (const prepared of this.visiting(visit)) {
      if (wanted?.has(prepared.number) === false || !prepared.applies.toDatabase(prepared.context)) continue;
      this.#run(prepared, visited, place, table, findings);
    }
  }

  #run(
    prepared: Prepared,
    visited: Visited[keyof Visited],
    place: Origin,
    table: string | undefined,
    findings: Finding[],
  ): void {
    // Called for every element and rule: a closure for `guard` would cost as much as most checks.
    try {
      for (const problem of prepared.rule.check(visited, prepared.context)) {
        findings.push(new FoundProblem(prepared, problem, table, this.#recorder));
      }
    } catch (error) {
      this.failed(prepared.rule.id, place, error);
    }
  }

  /** One rule's failure is noted once and does not stop the others. */
  guard(rule: Rule, origin: Origin, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.failed(rule.id, origin, error);
    }
  }

  failed(id: string, origin: Origin, error: unknown): void {
    if (this.#rethrow) throw error;
    if (this.#crashes.has(id)) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#crashes.set(id, { rule: id, message, origin });
  }
}

const outsideTables: ReadonlySet<keyof Visited> = new Set(['enum', 'view', 'undeclared', 'group']);

/** Rules compare the elements of a table with one another, and no database takes a table with as many. */
export function isOversized({ columns, uniques, foreignKeys, checks, indexes }: Table): boolean {
  return columns.length + uniques.length + foreignKeys.length + checks.length + indexes.length > mostElements;
}

const mostElements = 5_000;

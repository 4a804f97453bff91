/** Runs rules over a database and keeps their findings, each computed again only when an answer it used changed. */

import { deepEqual } from '../model/deep-equal.ts';
import { displayName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import {
  type DatabaseFacts,
  type OtherSource,
  otherSources,
  type Problem,
  type Rule,
  type Visited,
} from '../rules/rule.ts';
import { exactly, type Texts } from './compact.ts';
import { DatabaseIndex } from './database-index.ts';
import { Group } from './group.ts';
import type { FoldDelta } from './incremental-fold.ts';
import { Many } from './many.ts';
import { movedUnits } from './moved-units.ts';
import { Poll } from './poll.ts';
import { type OtherSchemas, type Recorder, TrackedContext } from './tracked-context.ts';

/** A rule as the settings want it. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** The settings name a severity: a problem's own does not overrule it. */
  readonly severityIsSet: boolean;
  readonly options: Readonly<Record<string, number | readonly string[]>>;
}

interface Prepared extends EnabledRule {
  readonly context: TrackedContext;
  readonly poll: Poll | undefined;
}

export interface RuleCrash {
  readonly rule: string;
  readonly message: string;
  readonly origin: Origin;
}

/** The element whose findings are kept together: a table, a type, a view, a table of another description, or a group of one rule. */
type Owner = string;

export class RuleRunner {
  readonly #index: DatabaseIndex;
  readonly #others: OtherSchemas;
  /** Which other descriptions had tables, and which may miss some, when findings were last computed. */
  readonly #otherFacts = new Map<string, boolean>();
  readonly #recorder: Recorder = { reads: new Set() };
  readonly #prepared: readonly Prepared[];
  readonly #byVisit: ReadonlyMap<keyof Visited, readonly Prepared[]>;
  readonly #findings = new Map<Owner, readonly Finding[]>();
  readonly #reads = new Map<Owner, readonly string[]>();
  readonly #readers = new Many<Owner>();
  readonly #ownersIn = new Many<Owner>();
  readonly #texts: Texts;
  readonly #groups = new Map<Owner, Group>();
  readonly #groupsOf = new Map<string, readonly Owner[]>();
  readonly #crashes = new Map<string, RuleCrash>();
  readonly #rethrow: boolean;
  #facts: DatabaseFacts;
  #extensions: readonly string[] = [];
  #mayMissTables = false;

  constructor(schema: Schema, others: OtherSchemas, rules: readonly EnabledRule[], rethrow: boolean, texts: Texts) {
    this.#others = others;
    this.#texts = texts;
    this.#index = new DatabaseIndex(schema);
    this.#rethrow = rethrow;
    this.#facts = this.#countFacts();
    const runner = this;
    const facts: DatabaseFacts = {
      get tables() {
        return runner.#facts.tables;
      },
      get usesForeignKeys() {
        return runner.#facts.usesForeignKeys;
      },
      get mayMissTables() {
        return runner.#facts.mayMissTables;
      },
      get extensions() {
        return runner.#facts.extensions;
      },
    };
    this.#prepared = rules
      .filter((enabled) => enabled.rule.dialects.includes(schema.dialect))
      .map((enabled) => {
        const poll = enabled.rule.votes === undefined ? undefined : new Poll(enabled.rule);
        const context = new TrackedContext(this.#index, this.#recorder, enabled.options, facts, poll, others);
        return { ...enabled, context, poll };
      });
    const byVisit = new Map<keyof Visited, Prepared[]>();
    for (const prepared of this.#prepared) {
      const list = byVisit.get(prepared.rule.visits);
      if (list === undefined) byVisit.set(prepared.rule.visits, [prepared]);
      else list.push(prepared);
    }
    this.#byVisit = byVisit;
  }

  get crashes(): Iterable<RuleCrash> {
    return this.#crashes.values();
  }

  get index(): DatabaseIndex {
    return this.#index;
  }

  /** The findings whose place is in the file. */
  *findingsIn(file: string): Iterable<Finding> {
    for (const owner of this.#ownersIn.get(file)) {
      for (const finding of this.#findings.get(owner) ?? []) if (finding.origin.file === file) yield finding;
    }
  }

  /** Computes again what the delta may have changed; answers the files whose findings did. */
  update(
    delta: FoldDelta,
    others: Readonly<Record<OtherSource, FoldDelta>>,
    staleUnits: ReadonlySet<string>,
    extensions: readonly string[],
    mayMissTables: boolean,
  ): Set<string> {
    const dirty = new Set<Owner>();
    const asked = new Set<string>();
    for (const [key, { before, after }] of delta.tables) {
      if (deepEqual(before, after)) continue;
      for (const question of this.#index.replace(before, after)) asked.add(question);
      dirty.add(`t:${key}`);
      const moved = movedUnits(before, after);
      this.#regroup(key, after, moved.size === 0 ? staleUnits : new Set([...staleUnits, ...moved]), dirty);
      this.#revote(key, after, asked);
    }
    for (const { poll } of this.#prepared) poll?.count(asked);
    for (const key of delta.types) {
      asked.add(`y:${key}`);
      dirty.add(`y:${key}`);
      // Types are also found by their bare name.
      const bare = key.slice(key.lastIndexOf('.') + 1);
      if (bare !== key) asked.add(`y:${bare}`);
    }
    for (const key of delta.views) {
      asked.add(`v:${key}`);
      dirty.add(`v:${key}`);
    }
    for (const source of otherSources) this.#followOther(source, others[source], delta, asked, dirty);
    this.#extensions = extensions;
    this.#mayMissTables = mayMissTables;
    const facts = this.#countFacts();
    for (const fact of ['tables', 'usesForeignKeys', 'mayMissTables', 'extensions'] as const) {
      if (!deepEqual(facts[fact], this.#facts[fact])) asked.add(`d:${fact}`);
    }
    this.#facts = facts;
    for (const question of asked) for (const owner of this.#readers.get(question)) dirty.add(owner);
    const files = new Set<string>();
    for (const owner of dirty) this.#recompute(owner, files);
    return files;
  }

  /** Notes what changed in another description; its tables that are declared nowhere are elements of their own. */
  #followOther(
    source: OtherSource,
    other: FoldDelta,
    declared: FoldDelta,
    asked: Set<string>,
    dirty: Set<Owner>,
  ): void {
    const { tables, gaps } = this.#others[source];
    for (const [key, { before, after }] of other.tables) {
      if (deepEqual(before, after)) continue;
      asked.add(`o:${source}:t:${key}`);
      dirty.add(`u:${source}|${key}`);
    }
    for (const [key, { before, after }] of declared.tables) {
      if ((before === undefined) !== (after === undefined) && tables.has(key)) dirty.add(`u:${source}|${key}`);
    }
    for (const key of other.types) asked.add(`o:${source}:y:${key}`);
    for (const key of other.views) asked.add(`o:${source}:v:${key}`);
    const facts = { [`o:${source}`]: tables.size > 0, [`o:${source}:gaps`]: gaps.length > 0 };
    for (const [question, fact] of Object.entries(facts)) {
      if ((this.#otherFacts.get(question) ?? false) !== fact) asked.add(question);
      this.#otherFacts.set(question, fact);
    }
  }

  #countFacts(): DatabaseFacts {
    return {
      tables: this.#index.schema.tables.size,
      usesForeignKeys: this.#index.foreignKeyCount > 0,
      mayMissTables: this.#mayMissTables,
      extensions: this.#extensions,
    };
  }

  #regroup(key: string, table: Table | undefined, staleUnits: ReadonlySet<string>, dirty: Set<Owner>): void {
    const before = new Set(this.#groupsOf.get(key));
    const after = new Set<Owner>();
    if (table !== undefined && !isOversized(table)) {
      for (const { rule, context } of this.#visiting('group')) {
        this.#guard(rule, table.origin, () => {
          for (const name of rule.groupKeys?.(table, context) ?? []) {
            const group = this.#texts.shared(`g:${rule.id}|${name}`);
            after.add(group);
            const told = rule.groupFacts?.(table, name, context);
            const facts = told === undefined ? undefined : this.#texts.shared(told);
            const members = this.#groups.get(group) ?? new Group();
            this.#groups.set(group, members);
            const changed = members.set(key, facts);
            if (changed || facts === undefined || this.#pointsInto(group, staleUnits)) dirty.add(group);
          }
        });
      }
    }
    for (const group of before) {
      if (after.has(group)) continue;
      this.#groups.get(group)?.delete(key);
      dirty.add(group);
    }
    if (after.size > 0) this.#groupsOf.set(key, [...after]);
    else this.#groupsOf.delete(key);
  }

  #revote(key: string, table: Table | undefined, asked: Set<string>): void {
    for (const { rule, context, poll } of this.#prepared) {
      if (poll === undefined) continue;
      if (table === undefined) poll.vote(key, [], asked);
      else this.#guard(rule, table.origin, () => poll.vote(key, [...(rule.votes?.(table, context) ?? [])], asked));
    }
  }

  /** Whether a finding lies in one of the statements, so that its place is out of date. */
  #pointsInto(owner: Owner, staleUnits: ReadonlySet<string>): boolean {
    const isStale = ({ file, unit }: Origin): boolean => staleUnits.has(`${file}|${unit}`);
    return (this.#findings.get(owner) ?? []).some(
      (finding) => isStale(finding.origin) || finding.related.some((related) => isStale(related.origin)),
    );
  }

  #recompute(owner: Owner, files: Set<string>): void {
    for (const finding of this.#findings.get(owner) ?? []) {
      files.add(finding.origin.file);
      this.#ownersIn.delete(finding.origin.file, owner);
    }
    for (const question of this.#reads.get(owner) ?? []) this.#readers.delete(question, owner);
    this.#findings.delete(owner);
    this.#reads.delete(owner);
    this.#recorder.reads = new Set();
    const findings = this.#check(owner);
    if (this.#recorder.reads.size > 0) {
      const reads = Array.from(this.#recorder.reads, (question) => this.#texts.shared(question));
      this.#reads.set(owner, reads);
      for (const question of reads) this.#readers.add(question, owner);
    }
    if (findings.length === 0) return;
    this.#findings.set(owner, exactly(findings));
    for (const finding of findings) {
      files.add(finding.origin.file);
      this.#ownersIn.add(finding.origin.file, owner);
    }
  }

  #check(owner: Owner): readonly Finding[] {
    const findings: Finding[] = [];
    const key = owner.slice(2);
    const { schema } = this.#index;
    if (owner.startsWith('t:')) {
      const table = schema.tables.get(key);
      if (table !== undefined) this.#checkTable(table, findings);
    } else if (owner.startsWith('y:')) {
      const type = schema.enums.get(key);
      if (type !== undefined)
        for (const prepared of this.#visiting('enum')) this.#run(prepared, type, type.origin, undefined, findings);
    } else if (owner.startsWith('v:')) {
      const view = schema.views.get(key);
      if (view !== undefined)
        for (const prepared of this.#visiting('view')) this.#run(prepared, view, view.origin, undefined, findings);
    } else if (owner.startsWith('u:')) this.#checkUndeclared(key, findings);
    else this.#checkGroup(owner, findings);
    return findings;
  }

  #visiting(visit: keyof Visited): readonly Prepared[] {
    return this.#byVisit.get(visit) ?? [];
  }

  #checkTable(table: Table, findings: Finding[]): void {
    if (isOversized(table)) return;
    const name = displayName(table);
    for (const prepared of this.#visiting('table')) this.#run(prepared, table, table.nameOrigin, name, findings);
    const visit = <Visit extends keyof Visited>(kind: Visit, visited: Visited[Visit], { origin }: HasOrigin): void => {
      for (const prepared of this.#visiting(kind)) this.#run(prepared, visited, origin, name, findings);
    };
    for (const column of table.columns) visit('column', { table, column }, column);
    for (const foreignKey of table.foreignKeys) visit('foreignKey', { table, foreignKey }, foreignKey);
    const { primaryKey } = table;
    if (primaryKey !== undefined) visit('key', { table, key: primaryKey, kind: 'primary' }, primaryKey);
    for (const unique of table.uniques) visit('key', { table, key: unique, kind: 'unique' }, unique);
    for (const index of table.indexes) visit('index', { table, index }, index);
    for (const exclusion of table.exclusions) visit('exclusion', { table, exclusion }, exclusion);
  }

  /** A table of another description that the declaration does not have; `place` is `<source>|<key>`. */
  #checkUndeclared(place: string, findings: Finding[]): void {
    const divider = place.indexOf('|');
    const source = otherSources.find((each) => each === place.slice(0, divider));
    const key = place.slice(divider + 1);
    const table = source === undefined ? undefined : this.#others[source].tables.get(key);
    if (source === undefined || table === undefined || this.#index.schema.tables.has(key) || isOversized(table)) return;
    const name = displayName(table);
    for (const prepared of this.#visiting('undeclared')) {
      this.#run(prepared, { table, source }, table.nameOrigin, name, findings);
    }
  }

  #checkGroup(owner: Owner, findings: Finding[]): void {
    const members = this.#groups.get(owner);
    if (members === undefined) return;
    if (members.size === 0) this.#groups.delete(owner);
    const divider = owner.indexOf('|');
    const id = owner.slice(2, divider);
    const prepared = this.#visiting('group').find((each) => each.rule.id === id);
    if (prepared === undefined || members.size < 2) return;
    const { tables } = this.#index.schema;
    const place = tables.get(members.someone)?.origin;
    if (place === undefined) return;
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

  #run(
    prepared: Prepared,
    visited: Visited[keyof Visited],
    place: Origin,
    table: string | undefined,
    findings: Finding[],
  ): void {
    // Called for every element and rule: a closure for `#guard` would cost as much as most checks.
    try {
      for (const problem of prepared.rule.check(visited, prepared.context)) {
        findings.push(this.#finding(prepared, problem, table));
      }
    } catch (error) {
      this.#failed(prepared.rule, place, error);
    }
  }

  #finding(prepared: Prepared, problem: Problem<unknown>, table: string | undefined): Finding {
    const { rule, context } = prepared;
    return {
      rule: rule.id,
      severity: prepared.severityIsSet ? prepared.severity : (problem.severity ?? prepared.severity),
      message: this.#texts.shared(rule.message(problem.state)),
      origin: problem.at,
      related: problem.related ?? [],
      table: problem.table !== undefined ? displayName(problem.table) : table,
      columns: problem.columns ?? [],
      fixes: () => {
        // Questions asked for a fix do not decide when the finding is computed again.
        const reads = this.#recorder.reads;
        this.#recorder.reads = new Set();
        try {
          return rule.fixes?.(problem.state, context) ?? [];
        } finally {
          this.#recorder.reads = reads;
        }
      },
    };
  }

  /** One rule's failure is noted once and does not stop the others. */
  #guard(rule: Rule, origin: Origin, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#failed(rule, origin, error);
    }
  }

  #failed({ id }: Rule, origin: Origin, error: unknown): void {
    if (this.#rethrow) throw error;
    if (this.#crashes.has(id)) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#crashes.set(id, { rule: id, message, origin });
  }
}

type HasOrigin = { readonly origin: Origin };

/** Rules compare the elements of a table with one another, and no database takes a table with as many. */
function isOversized({ columns, uniques, foreignKeys, checks, indexes }: Table): boolean {
  return columns.length + uniques.length + foreignKeys.length + checks.length + indexes.length > mostElements;
}

const mostElements = 5_000;

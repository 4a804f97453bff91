/** Keeps the findings of rules, each computed again only when an answer that its rule used changed. */

import { deepEqual } from '../model/deep-equal.ts';
import type { Origin } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { Table } from '../model/table.ts';
import type { Finding } from '../rules/finding.ts';
import { type DatabaseFacts, type OtherSource, otherSources } from '../rules/rule.ts';
import { Applicability } from './applicability.ts';
import { DatabaseIndex } from './database-index.ts';
import { Group } from './group.ts';
import type { FoldDelta } from './incremental-fold.ts';
import { Many } from './many.ts';
import { movedUnits } from './moved-units.ts';
import { Poll } from './poll.ts';
import { Reads } from './reads.ts';
import {
  type EnabledRule,
  isOversized,
  type Owner,
  type Prepared,
  RuleChecks,
  type RuleCrash,
  type Wanted,
} from './rule-checks.ts';
import type { Running } from './running.ts';
import { sameButForPlaces } from './same-but-for-places.ts';
import type { SharedValues } from './shared-values.ts';
import { type OtherSchemas, type Recorder, TrackedContext } from './tracked-context.ts';

export class RuleRunner {
  readonly #index: DatabaseIndex;
  readonly #others: OtherSchemas;
  /** Tables of other descriptions that are declared nowhere, as far as somebody asked since they last changed. */
  readonly #undeclared = new Map<OtherSource, readonly Table[]>();
  /** Which other descriptions had tables, and which may miss some, when findings were last computed. */
  readonly #otherFacts = new Map<string, boolean>();
  readonly #prepared: readonly Prepared[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #checks: RuleChecks;
  readonly #findings = new Map<Owner, readonly Finding[]>();
  readonly #reads: Reads;
  readonly #ownersIn = new Many<Owner>();
  readonly #running: Running;
  readonly #shared: SharedValues;
  readonly #groups = new Map<Owner, Group>();
  readonly #groupsOf = new Map<string, readonly Owner[]>();
  #facts: DatabaseFacts;
  #extensions: readonly string[] = [];
  #mayMissTables = false;

  constructor(
    schema: Schema,
    others: OtherSchemas,
    rules: readonly EnabledRule[],
    running: Running,
    shared: SharedValues,
  ) {
    this.#running = running;
    this.#others = others;
    this.#shared = shared;
    this.#reads = new Reads(shared);
    this.#index = new DatabaseIndex(schema);
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
    const recorder: Recorder = { asked: undefined };
    this.#prepared = rules
      .filter((enabled) => enabled.rule.dialects.includes(schema.dialect))
      .map((enabled, number) => {
        const poll = enabled.rule.votes === undefined ? undefined : new Poll(enabled.rule);
        const context = new TrackedContext(
          this.#index,
          recorder,
          number,
          enabled.options,
          facts,
          poll,
          others,
          (source) => this.#undeclaredIn(source),
        );
        return { ...enabled, number, context, poll, applies: new Applicability(enabled.rule) };
      });
    this.#numbers = new Map(this.#prepared.map(({ rule, number }) => [rule.id, number]));
    this.#checks = new RuleChecks(schema, others, this.#groups, this.#prepared, recorder, running.rethrow);
  }

  get crashes(): Iterable<RuleCrash> {
    return this.#checks.crashes;
  }

  get index(): DatabaseIndex {
    return this.#index;
  }

  /** Notes that a finding could not be put into words. */
  wordingFailed({ rule, origin }: Finding, error: unknown): void {
    this.#checks.failed(rule, origin, error);
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
    const due = new DueChecks(this.#reads);
    for (const [key, { before, after }] of delta.tables) {
      if (deepEqual(before, after)) continue;
      const moved = movedUnits(before, after);
      const stale = moved.size === 0 ? staleUnits : new Set([...staleUnits, ...moved]);
      due.all(`t:${key}`);
      const isOnlyMoved = sameButForPlaces(before, after);
      for (const question of this.#index.replace(before, after)) {
        if (isOnlyMoved) due.answerMoved(question, (owner) => this.#pointsInto(owner, stale));
        else due.answerChanged(question);
      }
      this.#regroup(key, after, stale, due);
      this.#revote(key, after, due);
    }
    for (const { poll } of this.#prepared) poll?.count((question) => due.answerChanged(question));
    for (const key of delta.types) {
      due.all(`y:${key}`);
      due.answerChanged(`y:${key}`);
      // Types are also found by their bare name.
      const bare = key.slice(key.lastIndexOf('.') + 1);
      if (bare !== key) due.answerChanged(`y:${bare}`);
    }
    for (const key of delta.views) {
      due.all(`v:${key}`);
      due.answerChanged(`v:${key}`);
    }
    for (const source of otherSources) this.#followOther(source, others[source], delta, due);
    this.#extensions = extensions;
    this.#mayMissTables = mayMissTables;
    const facts = this.#countFacts();
    for (const fact of ['tables', 'usesForeignKeys', 'mayMissTables', 'extensions'] as const) {
      if (!deepEqual(facts[fact], this.#facts[fact])) due.answerChanged(`d:${fact}`);
    }
    this.#facts = facts;
    const files = new Set<string>();
    for (const [owner, wanted] of due.owners) this.#recompute(owner, wanted, files);
    return files;
  }

  /** Notes what changed in another description; its tables that are declared nowhere are elements of their own. */
  #followOther(source: OtherSource, other: FoldDelta, declared: FoldDelta, due: DueChecks): void {
    const { tables, gaps } = this.#others[source];
    const changed = new Set<string>();
    for (const [key, { before, after }] of other.tables) {
      if (deepEqual(before, after)) continue;
      due.answerChanged(`o:${source}:t:${key}`);
      changed.add(key);
    }
    for (const [key, { before, after }] of declared.tables) {
      if ((before === undefined) !== (after === undefined) && tables.has(key)) changed.add(key);
    }
    for (const key of changed) due.all(`u:${source}|${key}`);
    if (changed.size > 0) {
      this.#undeclared.delete(source);
      due.answerChanged(`o:${source}:undeclared`);
    }
    for (const key of other.types) due.answerChanged(`o:${source}:y:${key}`);
    for (const key of other.views) due.answerChanged(`o:${source}:v:${key}`);
    const facts = { [`o:${source}`]: tables.size > 0, [`o:${source}:gaps`]: gaps.length > 0 };
    for (const [question, fact] of Object.entries(facts)) {
      if ((this.#otherFacts.get(question) ?? false) !== fact) due.answerChanged(question);
      this.#otherFacts.set(question, fact);
    }
  }

  #undeclaredIn(source: OtherSource): readonly Table[] {
    const known = this.#undeclared.get(source);
    if (known !== undefined) return known;
    const found = [...this.#others[source].tables.values()]
      .filter(({ key }) => !this.#index.schema.tables.has(key))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    this.#undeclared.set(source, found);
    return found;
  }

  #countFacts(): DatabaseFacts {
    return {
      tables: this.#index.schema.tables.size,
      usesForeignKeys: this.#index.foreignKeyCount > 0,
      mayMissTables: this.#mayMissTables,
      extensions: this.#extensions,
    };
  }

  #regroup(key: string, table: Table | undefined, staleUnits: ReadonlySet<string>, due: DueChecks): void {
    const before = new Set(this.#groupsOf.get(key));
    const after = new Set<Owner>();
    if (table !== undefined && !isOversized(table)) {
      for (const { rule, context } of this.#checks.visiting('group')) {
        this.#checks.guard(rule, table.origin, () => {
          for (const name of rule.groupKeys?.(table, context) ?? []) {
            const group = this.#shared.text(`g:${rule.id}|${name}`);
            after.add(group);
            const told = rule.groupFacts?.(table, name, context);
            const facts = told === undefined ? undefined : this.#shared.text(told);
            const members = this.#groups.get(group) ?? new Group();
            this.#groups.set(group, members);
            const changed = members.set(key, facts);
            if (changed || facts === undefined || this.#pointsInto(group, staleUnits)) due.all(group);
          }
        });
      }
    }
    for (const group of before) {
      if (after.has(group)) continue;
      this.#groups.get(group)?.delete(key);
      due.all(group);
    }
    if (after.size > 0) this.#groupsOf.set(key, [...after]);
    else this.#groupsOf.delete(key);
  }

  #revote(key: string, table: Table | undefined, due: DueChecks): void {
    const asked = (question: string): void => due.answerChanged(question);
    for (const { rule, context, poll, applies } of this.#prepared) {
      if (poll === undefined) continue;
      if (table === undefined || !applies.toTable(table)) poll.vote(key, [], asked);
      else
        this.#checks.guard(rule, table.origin, () => poll.vote(key, [...(rule.votes?.(table, context) ?? [])], asked));
    }
  }

  /** Whether a finding lies in one of the statements, so that its place is out of date. */
  #pointsInto(owner: Owner, staleUnits: ReadonlySet<string>): boolean {
    const isStale = ({ file, unit }: Origin): boolean => staleUnits.has(`${file}|${unit}`);
    return (this.#findings.get(owner) ?? []).some(
      (finding) => isStale(finding.origin) || finding.related.some((related) => isStale(related.origin)),
    );
  }

  #recompute(owner: Owner, wanted: Wanted, files: Set<string>): void {
    const isChecked = (rule: number): boolean => wanted?.has(rule) !== false;
    const { findings, asked } = this.#checks.check(owner, wanted, !this.#running.once);
    if (asked !== undefined) this.#reads.replace(owner, asked, isChecked);
    const before = this.#findings.get(owner) ?? [];
    const kept = wanted === undefined ? [] : before.filter(({ rule }) => !isChecked(this.#numbers.get(rule)!));
    if (this.#groups.get(owner)?.size === 0) this.#groups.delete(owner);
    if (kept.length === before.length && findings.length === 0) return;
    for (const { origin } of before) {
      files.add(origin.file);
      this.#ownersIn.delete(origin.file, owner);
    }
    const after = kept.length === 0 ? findings : this.#inOrder([...kept, ...findings]);
    if (after.length === 0) this.#findings.delete(owner);
    else this.#findings.set(owner, after);
    for (const { origin } of after) {
      files.add(origin.file);
      this.#ownersIn.add(origin.file, owner);
    }
  }

  /** As one check of all rules would find them. */
  #inOrder(findings: Finding[]): readonly Finding[] {
    return findings.sort((one, other) => this.#numbers.get(one.rule)! - this.#numbers.get(other.rule)!);
  }
}

/** Which rules have to check which owners again. */
class DueChecks {
  /** Undefined for all rules. */
  readonly owners = new Map<Owner, Set<number> | undefined>();
  readonly #reads: Reads;
  readonly #changed = new Set<string>();

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  all(owner: Owner): void {
    this.owners.set(owner, undefined);
  }

  /** The answer to a question may be another one. */
  answerChanged(question: string): void {
    if (this.#reads.isEmpty || this.#changed.has(question)) return;
    this.#changed.add(question);
    for (const owner of this.#reads.ownersThatAsked(question)) this.#asked(question, owner);
  }

  /** The answer to a question is the same but for the places in it. */
  answerMoved(question: string, isConcerned: (owner: Owner) => boolean): void {
    if (this.#changed.has(question)) return;
    for (const owner of this.#reads.ownersThatAsked(question)) if (isConcerned(owner)) this.#asked(question, owner);
  }

  #asked(question: string, owner: Owner): void {
    const due = this.owners.get(owner);
    if (due === undefined && this.owners.has(owner)) return;
    const rules = this.#reads.rulesThatAsked(question, owner);
    const wanted = due ?? new Set();
    for (let at = 0; at < rules.length; at++) wanted.add(rules.charCodeAt(at));
    this.owners.set(owner, wanted);
  }
}

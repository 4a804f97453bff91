/** A SQL file as statements that survive edits: only what an edit touches is read again. */

import { lowerStatement, occurrencesIn } from '../lower/sql/lower-statement.ts';
import type { Lowered } from '../lower/sql/statement-reader.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { isCertainlyRight } from '../syntax/sql/certain-syntax.ts';
import { directionSaid } from '../syntax/sql/migration-markers.ts';
import { type Statement as SplitStatement, Splitter } from '../syntax/sql/splitter.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { exactly, SharedValues } from './shared-values.ts';
import { type DocumentDelta, type SourceDocument, type Unit, unitAt } from './unit.ts';

/** One statement in its place. */
interface Statement extends Unit {
  readonly before: ReadingState;
  readonly after: ReadingState;
  readonly terminated: boolean;
}

/** What one statement hands on to the next. */
interface ReadingState {
  readonly delimiter: string;
  readonly currentSchema: string | undefined;
  /** The statements undo a migration (`-- migrate:down`, `-- +goose Down`): they are not part of the schema. */
  readonly rollback: boolean;
}

const initialState: ReadingState = { delimiter: ';', currentSchema: undefined, rollback: false };

const nothing: LoweredStatement = Object.freeze({ changes: [], gaps: [], extensions: [], currentSchema: undefined });

/** Occurrences are read again when somebody asks: there are many, and hardly any is ever asked for. */
type LoweredStatement = Omit<Lowered, 'occurrences'>;

export class SqlDocument implements SourceDocument {
  readonly file: string;
  readonly dialect: Dialect;
  #text: string;
  #units: Statement[] = [];
  /** Units by id, from the first edit that moves one on: until then the id is the place. */
  #byId: Map<number, Statement> | undefined;
  readonly #shared: SharedValues;
  #nextId = 0;

  constructor(file: string, text: string, dialect: Dialect, shared = new SharedValues()) {
    this.file = file;
    this.dialect = dialect;
    this.#shared = shared;
    this.#text = text;
    this.#units = this.#read(0, initialState, () => undefined).units;
    this.#reindex(0);
  }

  get text(): string {
    return this.#text;
  }

  get units(): readonly Unit[] {
    return this.#units;
  }

  /** An edit is told at once. */
  get told(): readonly Unit[] {
    return this.#units;
  }

  unit(id: number): Unit | undefined {
    const unit = this.#units[id];
    if (unit?.id === id) return unit;
    this.#byId ??= new Map(this.#units.map((each) => [each.id, each]));
    return this.#byId.get(id);
  }

  sourceOf(unit: Unit): string {
    return this.#text.slice(unit.start, unit.end);
  }

  /** Whether the statement undoes a migration: it is no part of the schema. */
  isRollback(unit: Unit): boolean {
    return (unit as Statement).after.rollback;
  }

  /** The places in a unit that name a table or a column. */
  occurrencesIn(unit: Unit): readonly Occurrence[] {
    const { before, after } = unit as Statement;
    if (after.rollback) return [];
    const statement = new Splitter(this.#text, this.dialect, unit.boundary, before.delimiter).next();
    if (statement === undefined) return [];
    const place = { file: this.file, unit: unit.id };
    return occurrencesIn(statement.tokens, this.sourceOf(unit), place, this.dialect, before.currentSchema);
  }

  unitAt(offset: number): Unit | undefined {
    return unitAt(this.#units, offset);
  }

  edit(edit: TextEdit): DocumentDelta {
    const { span, newText } = edit;
    const start = Math.max(0, Math.min(span.start, this.#text.length));
    const end = Math.max(start, Math.min(span.end, this.#text.length));
    const shift = newText.length - (end - start);
    const oldText = this.#text;
    this.#text = oldText.slice(0, start) + newText + oldText.slice(end);

    // Reading starts one statement early: taking away a delimiter joins two.
    const first = Math.max(0, this.#firstTouched(start) - 1);
    const firstUnit = this.#units[first];
    const from = firstUnit === undefined ? 0 : firstUnit.boundary;
    const state = firstUnit === undefined ? initialState : firstUnit.before;
    let candidate = first;
    const resync = (boundary: number, reading: ReadingState): number | undefined => {
      const old = boundary - shift;
      if (old < end || boundary < start + newText.length) return undefined;
      while (candidate < this.#units.length && this.#units[candidate]!.boundary < old) candidate++;
      const unit = this.#units[candidate];
      return unit !== undefined && unit.boundary === old && sameState(unit.before, reading) ? candidate : undefined;
    };
    const { units, resumed } = this.#read(from, state, resync);
    const until = resumed ?? this.#units.length;
    const removed = this.#units.slice(first, until);
    if (shift !== 0) {
      for (let index = until; index < this.#units.length; index++) {
        const unit = this.#units[index]!;
        unit.boundary += shift;
        unit.start += shift;
        unit.end += shift;
        unit.next += shift;
      }
    }
    const { kept, added, dropped } = this.#reuse(removed, units, oldText);
    this.#units = [...this.#units.slice(0, first), ...kept, ...this.#units.slice(until)];
    this.#reindex(first);
    for (const unit of dropped) this.#byId?.delete(unit.id);
    for (const unit of added) this.#byId?.set(unit.id, unit);
    return { removed: dropped, added };
  }

  /**
   * Units at either end of what was read again that came out exactly as they were stay, with their id and all that
   * hangs on it: reading starts one statement early and usually finds that one unchanged.
   */
  #reuse(
    old: readonly Statement[],
    fresh: readonly Statement[],
    oldText: string,
  ): { kept: Statement[]; added: Statement[]; dropped: Statement[] } {
    const same = (one: Statement, oldStart: number, other: Statement): boolean =>
      one.comments.length === 0 &&
      other.comments.length === 0 &&
      one.terminated === other.terminated &&
      one.end - one.start === other.end - other.start &&
      sameState(one.before, other.before) &&
      sameState(one.after, other.after) &&
      oldText.slice(oldStart, oldStart + (one.end - one.start)) === this.sourceOf(other);
    let front = 0;
    while (front < old.length && front < fresh.length && same(old[front]!, old[front]!.start, fresh[front]!)) front++;
    let back = 0;
    while (
      old.length - back > front &&
      fresh.length - back > front &&
      same(old[old.length - 1 - back]!, old[old.length - 1 - back]!.start, fresh[fresh.length - 1 - back]!)
    ) {
      back++;
    }
    const keep = (unit: Statement, again: Statement): Statement => {
      unit.boundary = again.boundary;
      unit.start = again.start;
      unit.end = again.end;
      unit.next = again.next;
      return unit;
    };
    const kept = fresh.map((unit, index) => {
      if (index < front) return keep(old[index]!, unit);
      const fromEnd = fresh.length - 1 - index;
      return fromEnd < back ? keep(old[old.length - 1 - fromEnd]!, unit) : unit;
    });
    return {
      kept,
      added: fresh.slice(front, fresh.length - back),
      dropped: old.slice(front, old.length - back),
    };
  }

  #firstTouched(offset: number): number {
    let low = 0;
    let high = this.#units.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#units[middle]!.next < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reindex(from: number): void {
    for (let index = from; index < this.#units.length; index++) this.#units[index]!.index = index;
  }

  #read(
    from: number,
    initial: ReadingState,
    resync: (boundary: number, state: ReadingState) => number | undefined,
  ): { units: Statement[]; resumed: number | undefined } {
    const splitter = new Splitter(this.#text, this.dialect, from, initial.delimiter);
    const units: Statement[] = [];
    let state = initial;
    let boundary = from;
    for (;;) {
      const resumed = resync(boundary, state);
      if (resumed !== undefined) return { units, resumed };
      const statement = splitter.next();
      if (statement === undefined) return { units, resumed: undefined };
      const unit = this.#unit(statement, state);
      units.push(unit);
      state = unit.after;
      boundary = statement.next;
    }
  }

  #unit(statement: SplitStatement, before: ReadingState): Statement {
    const id = this.#nextId++;
    const rollback = this.#rollback(statement, before.rollback);
    const source = this.#text.slice(statement.start, statement.end);
    const lowered = rollback
      ? before.currentSchema === undefined
        ? nothing
        : { ...nothing, currentSchema: before.currentSchema }
      : this.#lower(statement, source, id, before.currentSchema);
    const after = { delimiter: statement.delimiter, currentSchema: lowered.currentSchema, rollback };
    return {
      file: this.file,
      id,
      boundary: statement.boundary,
      start: statement.start,
      end: statement.end,
      next: statement.next,
      index: 0,
      comments: exactly(statement.comments),
      lowered,
      isCertainlyRight: this.dialect === 'postgresql' && isCertainlyRight(statement.tokens, source),
      before,
      after: sameState(before, after) ? before : after,
      terminated: statement.terminated,
    };
  }

  #lower(statement: SplitStatement, source: string, unit: number, currentSchema: string | undefined): LoweredStatement {
    const place = { file: this.file, unit };
    const { changes, gaps, extensions, ...rest } = lowerStatement(
      statement.tokens,
      source,
      place,
      this.dialect,
      currentSchema,
    );
    return {
      changes: this.#shared.value(changes),
      gaps: exactly(gaps),
      extensions: exactly(extensions),
      currentSchema: rest.currentSchema,
    };
  }

  /** dbmate and goose keep both directions in one file, divided by a comment. */
  #rollback(statement: SplitStatement, before: boolean): boolean {
    let rollback = before;
    for (const comment of statement.comments) {
      if (comment.start >= 0 && statement.tokens.length > 0) break;
      const text = this.#text.slice(statement.start + comment.start, statement.start + comment.end);
      const said = directionSaid(text);
      if (said !== undefined) rollback = said === 'down';
    }
    return rollback;
  }
}

function sameState(one: ReadingState, other: ReadingState): boolean {
  return (
    one.delimiter === other.delimiter && one.currentSchema === other.currentSchema && one.rollback === other.rollback
  );
}

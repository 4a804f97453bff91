import type { Column, Table } from '../../model/table.ts';
import type { Span } from '../../text/span.ts';
import { type Clause, type ColumnSource, columnSource } from './column-source.ts';
import { type EditPlan, itemAt, type Place } from './edit-plan.ts';
import { bareName } from './source-file.ts';
import { isNameOf } from './statement-shape.ts';

/** A column's definition where it is written, with its clauses, ready to be edited. */
export class ColumnDefinition {
  readonly plan: EditPlan;
  readonly place: Place;
  readonly column: Column;
  readonly #source: ColumnSource;

  constructor(plan: EditPlan, place: Place, column: Column, source: ColumnSource) {
    this.plan = plan;
    this.place = place;
    this.column = column;
    this.#source = source;
  }

  get clauses(): readonly Clause[] {
    return this.#source.clauses;
  }

  clause(kind: Clause['kind']): Clause | undefined {
    return this.#source.clauses.find((clause) => clause.kind === kind);
  }

  clauseAt(offset: number): Clause | undefined {
    return this.#source.clauses.find((clause) => {
      const span = this.spanOf(clause.from, clause.to);
      return span.start <= offset && offset < span.end;
    });
  }

  spanOf(from: number, to: number): Span {
    return this.place.source.spanOf(this.place.statement, from, to);
  }

  /** Span of the name. */
  get nameSpan(): Span {
    return this.spanOf(this.#source.name, this.#source.name + 1);
  }

  get span(): Span {
    const last = this.#source.clauses.at(-1)?.to ?? this.#source.typeEnd;
    return this.spanOf(this.#source.name, last);
  }

  /** No later statement has changed what the definition says of type, default and nullability. */
  get isWholeTruth(): boolean {
    const { column, place } = this;
    const { origin } = column.type;
    return (
      origin.file === column.origin.file &&
      origin.unit === column.origin.unit &&
      bareName(place.source.slice(this.nameSpan)).toLowerCase() === column.name.toLowerCase() &&
      (column.default !== undefined) === (this.clause('default') !== undefined) &&
      (this.clause('not null') === undefined || !column.nullable)
    );
  }

  /** Where a clause behind the type may begin: character set, collation and SQL Server's IDENTITY stay next to it. */
  get behindType(): number {
    let end = this.#source.typeEnd;
    for (const clause of this.#source.clauses) {
      const belongs = clause.kind === 'charset' || clause.kind === 'collate' || this.#isCounter(clause);
      if (!belongs || clause.from !== end) break;
      end = clause.to;
    }
    return this.spanOf(end - 1, end).end;
  }

  #isCounter(clause: Clause): boolean {
    return clause.kind === 'identity' && this.place.source.dialect === 'sqlserver';
  }

  endOf(clause: Clause): number {
    return this.spanOf(clause.from, clause.to).end;
  }

  insert(at: number, text: string): void {
    this.plan.replace(this.place.source, { start: at, end: at }, ` ${text}`);
  }

  replaceClause(clause: Clause, text: string): void {
    this.plan.replace(this.place.source, this.spanOf(clause.bare, clause.to), text);
  }

  /** Removes a clause with the white space before it. */
  removeClause(clause: Clause): void {
    const { end } = this.spanOf(clause.from, clause.to);
    const { end: start } = this.spanOf(clause.from - 1, clause.from);
    const between = this.place.source.text.slice(start, this.spanOf(clause.from, clause.to).start);
    // A comment in between stays where it is.
    const from = between.trim() === '' ? start : start + between.trimEnd().length;
    this.plan.replace(this.place.source, { start: from, end }, '');
  }
}

/** The column's definition in the statement that declares it; undefined when it is written at another table. */
export function definitionOf(plan: EditPlan, table: Table, column: Column): ColumnDefinition | undefined {
  const place = plan.place(column.origin);
  if (place === undefined || !isNameOf(place.source, place.statement, place.shape.table, table)) return undefined;
  const item = place.shape.items[itemAt(place, place.span.start)];
  if (item === undefined) return undefined;
  const { statement } = place;
  const from = statement.tokens.starts.indexOf(place.span.start - statement.start);
  if (from === -1) return undefined;
  const type = plan.ctx.spanOf(column.type.origin);
  const name = plan.ctx.spanOf(column.nameOrigin);
  if (name === undefined) return undefined;
  const isTypeHere = type !== undefined && type.start >= place.span.start && type.end <= place.span.end;
  const typed = column.type.text !== '' && isTypeHere ? type.end : name.end;
  const source = columnSource(statement, { from, to: item.to }, typed - statement.start, plan.ctx.dialect);
  return new ColumnDefinition(plan, place, column, source);
}

/** The definition that an offset lies in. */
export function definitionAround(
  plan: EditPlan,
  table: Table,
  place: Place,
  offset: number,
): ColumnDefinition | undefined {
  for (const column of table.columns) {
    const span = plan.ctx.spanOf(column.origin);
    if (column.origin.file !== place.source.name || span === undefined) continue;
    if (span.start <= offset && offset < span.end) return definitionOf(plan, table, column);
  }
  return undefined;
}

import type { Origin } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import type { Statement } from '../../syntax/sql/splitter.ts';
import type { Span } from '../../text/span.ts';
import type { FileEdit, TextEdit } from '../../text/text-edit.ts';
import type { WriteContext } from '../write-context.ts';
import { creationOf, styleOf } from './file-style.ts';
import { ListEdit } from './list-edit.ts';
import { SourceFile } from './source-file.ts';
import type { SqlStyle } from './sql-style.ts';
import { StatementEdit } from './statement-edit.ts';
import { type Range, type StatementShape, shapeOf } from './statement-shape.ts';

/** A place in a file with the statement around it. */
export interface Place {
  readonly source: SourceFile;
  readonly statement: Statement;
  readonly shape: StatementShape;
  /** Absolute span of the origin that was asked for. */
  readonly span: Span;
}

/** Collects what a fix does to files, and makes edits of it at the end, so that several changes compose. */
export class EditPlan {
  readonly ctx: WriteContext;
  readonly #sources = new Map<string, SourceFile | undefined>();
  readonly #styles = new Map<string, SqlStyle>();
  readonly #lists = new Map<
    Statement,
    { readonly file: string; readonly edit: ListEdit; readonly removable: boolean }
  >();
  readonly #statements = new Map<Statement, { readonly file: string; readonly edit: StatementEdit }>();
  readonly #edits: FileEdit[] = [];

  constructor(ctx: WriteContext) {
    this.ctx = ctx;
  }

  source(file: string): SourceFile | undefined {
    if (!this.#sources.has(file)) {
      const text = this.ctx.textOf(file);
      this.#sources.set(file, text === undefined ? undefined : this.#read(file, text));
    }
    return this.#sources.get(file);
  }

  #read(file: string, text: string): SourceFile {
    const { dialect, sources } = this.ctx;
    return sources?.of(file, text, dialect) ?? new SourceFile(file, text, dialect);
  }

  style(source: SourceFile, table: Table | undefined): SqlStyle {
    const key = `${source.name}\n${table?.key ?? ''}`;
    const style = this.#styles.get(key) ?? styleOf(source, table);
    this.#styles.set(key, style);
    return style;
  }

  place(origin: Origin): Place | undefined {
    const span = this.ctx.spanOf(origin);
    const source = this.source(origin.file);
    const statement = span && source?.statementAt(span.start);
    if (span === undefined || source === undefined || statement === undefined) return undefined;
    return { source, statement, shape: shapeOf(source, statement), span };
  }

  /** The statement that creates the table; undefined when the file does not hold it any more. */
  creation(table: Table): Place | undefined {
    const place = this.place(table.origin);
    return place !== undefined && creationOf(place.source, table) !== undefined ? place : undefined;
  }

  replace(source: SourceFile, span: Span, newText: string): void {
    this.#edits.push({ file: source.name, span, newText });
  }

  /** The elements of a CREATE TABLE or the actions of an ALTER TABLE. */
  list({ source, statement, shape }: Pick<Place, 'source' | 'statement' | 'shape'>): ListEdit {
    const known = this.#lists.get(statement);
    if (known !== undefined) return known.edit;
    const edit = new ListEdit(source, statement, shape.items);
    this.#lists.set(statement, { file: source.name, edit, removable: shape.kind === 'alter table' });
    return edit;
  }

  statement(source: SourceFile, statement: Statement): StatementEdit {
    const known = this.#statements.get(statement);
    if (known !== undefined) return known.edit;
    const edit = new StatementEdit(source, statement);
    this.#statements.set(statement, { file: source.name, edit });
    return edit;
  }

  /** All edits; undefined when they cannot be made together. */
  finish(): readonly FileEdit[] | undefined {
    const edits = [...this.#edits];
    const add = (file: string, more: readonly TextEdit[]): void => {
      for (const edit of more) edits.push({ file, ...edit });
    };
    for (const [statement, { file, edit, removable }] of this.#lists) {
      if (!edit.isEmptied) add(file, edit.edits());
      else if (removable) this.statement(this.source(file)!, statement).remove();
      else return undefined;
    }
    for (const { file, edit } of this.#statements.values()) add(file, edit.edits());
    return inOrder(edits);
  }
}

/** Ordered by file and place; undefined on overlap. */
function inOrder(edits: readonly FileEdit[]): readonly FileEdit[] | undefined {
  const files = [...new Set(edits.map((edit) => edit.file))];
  const ordered: FileEdit[] = [];
  for (const file of files) {
    const own = edits
      .filter((edit) => edit.file === file)
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    for (const [index, edit] of own.entries()) {
      if (index > 0 && edit.span.start < own[index - 1]!.span.end) return undefined;
    }
    ordered.push(...own);
  }
  return ordered;
}

/** The element or action of a list that an offset lies in. */
export function itemAt({ statement, shape }: Place, offset: number): number {
  const { starts, ends } = statement.tokens;
  const at = offset - statement.start;
  return shape.items.findIndex((item: Range) => starts[item.from]! <= at && at < ends[item.to - 1]!);
}

import type { Dialect } from '../model/dialect.ts';
import type { ObjectName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { Severity } from '../rules/finding.ts';
import type { Span } from '../text/span.ts';
import type { FileEdit, TextEdit } from '../text/text-edit.ts';
import type { Configuration } from './configuration.ts';

/**
 * The one engine behind every host. It holds the texts it is given, keeps the model of every database in them folded,
 * and answers questions; each answer costs what changed since the last one, not what the workspace holds. It does no
 * I/O and never throws on user text.
 */
export interface Analyzer {
  /** Settings for all files below a folder; the nearest folder wins. */
  configure(folder: string, configuration: Configuration): void;
  /** Adds a file or replaces its whole text. */
  setFile(file: string, text: string): void;
  /** Applies edits one after another, as LSP does: each edit's span counts in the text left by the one before. */
  editFile(file: string, edits: readonly TextEdit[]): void;
  removeFile(file: string): void;
  has(file: string): boolean;
  files(): readonly string[];
  textOf(file: string): string | undefined;

  /** Findings placed in the file, suppressed ones left out, ordered by place. Includes syntax errors. */
  findingsIn(file: string): readonly ReportedFinding[];
  /** The dialect of statements that `findingsIn(file)` asks the syntax judge about; undefined where there are none. */
  judgedDialectIn(file: string): Dialect | undefined;
  /** A number that changes when, and only when, `findingsIn(file)` may have changed since. */
  revisionOf(file: string): number;
  fixesFor(finding: ReportedFinding): readonly AvailableFix[];
  /** Edits that take out what the file needed while its text was `before` and needs no more: imports of Python. */
  leftoversIn(file: string, before: string): readonly TextEdit[];
  /** What was not understood, in all files. */
  gaps(): readonly ReportedGap[];

  databases(): readonly Database[];
  databaseOf(file: string): Database | undefined;
  /**
   * What the models of a file belong to: `<file>:<name>` of a declarative base, the dotted name of one that a library
   * gives (`sqlmodel.SQLModel`), the folder of a Prisma schema. Undefined where the file declares nothing.
   */
  declarationOf(file: string): string | undefined;
  spanOf(origin: Origin): Span | undefined;
  /** The statement that an offset lies in; undefined between statements. */
  statementAt(file: string, offset: number): Span | undefined;
  /** The named element under an offset. */
  symbolAt(file: string, offset: number): SymbolOccurrence | undefined;
  /** Every place that names the symbol, declarations first. */
  occurrencesOf(database: Database, symbol: SymbolKey): readonly SymbolOccurrence[];
  /** The file's occurrences in order of place. */
  occurrencesIn(file: string): readonly SymbolOccurrence[];
}

/** A finding as hosts show it: absolute places, final severity. */
export interface ReportedFinding {
  /** A rule id, or `syntax-error`, `unused-suppression`, `rule-crash`, `unreadable-file`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly span: Span;
  readonly table: string | undefined;
  readonly columns: readonly string[];
  readonly related: readonly { readonly message: string; readonly file: string; readonly span: Span }[];
  readonly fixable: boolean;
}

export interface AvailableFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly FileEdit[];
}

export interface ReportedGap {
  readonly file: string;
  readonly span: Span;
  readonly reason: string;
}

export interface Database {
  /** Stable while the folder layout stays the same. */
  readonly id: string;
  /** For people: the folder's or file's name. */
  readonly name: string;
  readonly dialect: Dialect;
  readonly files: readonly DatabaseFile[];
  readonly schema: Schema;
}

export interface DatabaseFile {
  readonly file: string;
  /** `rollback` files (down migrations) are read for syntax but not folded. */
  readonly role: 'schema' | 'migration' | 'rollback' | 'queries';
}

export type SymbolKey =
  | { readonly kind: 'table'; readonly table: ObjectName }
  | { readonly kind: 'column'; readonly table: ObjectName; readonly column: string };

export type SymbolOccurrence = SymbolKey & {
  readonly file: string;
  readonly span: Span;
  /** The place that creates the element, as opposed to one that uses it. */
  readonly declares: boolean;
};

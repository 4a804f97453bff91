import type { Dialect } from '../model/dialect.ts';
import type { Origin } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { Span } from '../text/span.ts';
import type { SourceCache } from './sql/source-file.ts';

/** What a writer may know of the workspace when it turns a schema change into edits. */
export interface WriteContext {
  readonly dialect: Dialect;
  /** The database as the files describe it now. */
  readonly schema: Schema;
  /** The files of the database, those without tables included. */
  readonly files: readonly string[];
  /** Files taken apart for earlier fixes. */
  readonly sources?: SourceCache;
  /** The text of a file of this database; undefined when it is not one. */
  textOf(file: string): string | undefined;
  /** The absolute span of an origin; undefined for `nowhere` or when the unit is gone. */
  spanOf(origin: Origin): Span | undefined;
  /** The absolute span of the whole unit (statement without its terminator) an origin lies in. */
  unitSpan(origin: Origin): Span | undefined;
  /**
   * Whether the file is a step of a migration history that later files build upon: what is written there may have run
   * already, so a fix goes into a new migration. False for schema files and for the newest migration.
   */
  isSettled(file: string): boolean;
  /**
   * Whether a tool writes the file out from the database that the migrations made: what a fix changes there is made by
   * a new migration, and stands in the file as the tool will write it.
   */
  isWrittenOut?(file: string): boolean;
  /** Whether the file is a migration at all. */
  isMigration(file: string): boolean;
  /**
   * A new migration behind all others, in the naming of the folder that `beside` is in; undefined where the names of
   * the others do not say what it would be called.
   */
  newMigration(beside: string, slug: string): NewMigration | undefined;
}

export interface NewMigration {
  readonly file: string;
  /** Text before and after the statements, as the tool wants it (`-- +goose Up`, `-- migrate:up`); often empty. */
  readonly header: string;
  readonly footer: string;
  /** The tool runs a migration inside a transaction unless told otherwise, so CONCURRENTLY needs `noTransaction`. */
  readonly noTransaction: string | undefined;
  /** The tool runs every migration inside a transaction and cannot be told otherwise by the file. */
  readonly isTransaction: boolean;
  /** The tool sends the statements of a migration one by one. */
  readonly splits: boolean;
  /** What the tool wants between two statements; often empty. */
  readonly separator: string;
}

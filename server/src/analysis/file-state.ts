import type { Origin } from '../model/origin.ts';
import type { Span } from '../text/span.ts';
import type { Evidence } from '../workspace/dialect-evidence.ts';
import type { FileFeatures } from '../workspace/file-group.ts';
import type { DatabaseState } from './database-state.ts';
import type { SyntaxError as WrongSyntax } from './syntax-judge.ts';
import type { SourceDocument } from './unit.ts';

/** What the engine knows of a file. */
export interface FileState {
  readonly file: string;
  document: SourceDocument;
  /** What the file itself says of its dialect. A file for a system that we do not read is in no database. */
  evidence: Evidence;
  /** Which tables it creates and points at; computed when asked for. */
  features: FileFeatures | undefined;
  database: DatabaseState | undefined;
  revision: number;
  readonly syntax: Map<number, WrongSyntax | undefined>;
}

export type FileStates = ReadonlyMap<string, FileState>;

/** The place in the text as it is now; undefined where its statement is gone. */
export function spanIn(files: FileStates, origin: Origin): Span | undefined {
  const unit = files.get(origin.file)?.document.unit(origin.unit);
  return unit === undefined ? undefined : { start: unit.start + origin.start, end: unit.start + origin.end };
}

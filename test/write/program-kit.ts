/** Files of a language with pieces (`lower/program.ts`), read and changed as tests of its writer need them. */
import type { ProgramLanguage } from '../../server/src/lower/program.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import { applyEdits, type FileEdit } from '../../server/src/text/text-edit.ts';
import type { WriteContext } from '../../server/src/write/write-context.ts';

export type Files = ReadonlyMap<string, string>;

export interface ReadProgram {
  readonly schema: Schema;
  readonly changes: readonly SchemaChange[];
  /** Where in the files the places of the schema are. */
  readonly places: Pick<WriteContext, 'spanOf' | 'unitSpan'>;
}

/** The files as one program, the pieces of each numbered in order. */
export function readProgram(language: ProgramLanguage, files: Files, dialect: Dialect): ReadProgram {
  const program = language.newProgram(dialect);
  const units = new Map(
    [...files].map(([file, text]) => [
      file,
      language.split(text).map(({ start, end }, id) => ({ id, start, text: text.slice(start, end) })),
    ]),
  );
  for (const [file, list] of units) program.setUnits(file, list);
  const changes = [...units].flatMap(([file, list]) => list.flatMap(({ id }) => program.lowered(file, id).changes));
  const unit = (file: string, id: number) => units.get(file)?.[id];
  const places: ReadProgram['places'] = {
    spanOf: ({ file, unit: id, start, end }) => {
      const found = unit(file, id);
      return found && { start: found.start + start, end: found.start + end };
    },
    unitSpan: ({ file, unit: id }) => {
      const found = unit(file, id);
      return found && { start: found.start, end: found.start + found.text.length };
    },
  };
  return { schema: foldChanges(changes, dialect), changes, places };
}

/** The files with the edits made. */
export function edited(files: Files, edits: readonly FileEdit[]): Files {
  const after = new Map(files);
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.filter((edit) => edit.file === file);
    after.set(file, applyEdits(own.some(({ creates }) => creates) ? '' : files.get(file)!, own));
  }
  return after;
}

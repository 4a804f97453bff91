import { python } from '../../server/src/lower/sqlalchemy/python-language.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { FileEdit } from '../../server/src/text/text-edit.ts';
import { sqlalchemyEditsFor } from '../../server/src/write/sqlalchemy/sqlalchemy-edits.ts';
import type { WriteContext } from '../../server/src/write/write-context.ts';
import type { Asked } from './fix-text.ts';
import { type Files, readProgram } from './program-kit.ts';

/** Models as they are read, and a context to write in. */
export function readModels(
  files: Files,
  dialect: Dialect,
): { readonly schema: Schema; readonly changes: readonly SchemaChange[]; readonly context: WriteContext } {
  const { schema, changes, places } = readProgram(python, files, dialect);
  const context: WriteContext = {
    dialect,
    schema,
    files: [...files.keys()],
    textOf: (file) => files.get(file),
    ...places,
    isSettled: () => false,
    isMigration: (file) => file.includes('versions/'),
    newMigration: () => undefined,
  };
  return { schema, changes, context };
}

/** What the changes do to the files; undefined when they cannot be written. */
export function modelEdits(files: Files, asked: readonly Asked[], dialect: Dialect): readonly FileEdit[] | undefined {
  const changes = asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange);
  return sqlalchemyEditsFor(changes, readModels(files, dialect).context);
}

/** The lines that went, behind `-`, and those that came, behind `+`. */
export function lineChanges(before: string, after: string): readonly string[] {
  const a = before.split(/\r?\n/);
  const b = after.split(/\r?\n/);
  const common = a.map(() => new Array<number>(b.length + 1).fill(0));
  common.push(new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j === b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  return lines;
}

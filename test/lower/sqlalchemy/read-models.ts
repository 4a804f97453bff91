/** Python files as text, read to a schema. */
import { python } from '../../../server/src/lower/sqlalchemy/python-language.ts';
import type { Dialect } from '../../../server/src/model/dialect.ts';
import { foldChanges } from '../../../server/src/model/fold.ts';
import type { Schema } from '../../../server/src/model/schema.ts';

export interface ReadModels {
  readonly schema: Schema;
  /** Reasons of gaps that belong to no table. */
  readonly loose: readonly string[];
}

/** Files are parted by lines `#- path.py`; without one the text is `models.py`. */
export function readModels(text: string, dialect: Dialect = 'postgresql'): ReadModels {
  const program = python.newProgram(dialect);
  const files = new Map<string, string>();
  for (const part of text.split(/^#- /m)) {
    const named = text.startsWith('#- ') || files.size > 0 || /^#- /m.test(text);
    if (named && part.trim() === '') continue;
    const end = part.indexOf('\n');
    files.set(named ? part.slice(0, end).trim() : 'models.py', named ? part.slice(end + 1) : part);
  }
  const units = [...files].map(([file, content]) => {
    const pieces = python.split(content).map(({ start, end }, id) => ({ id, text: content.slice(start, end) }));
    program.setUnits(file, pieces);
    return { file, pieces };
  });
  const lowered = units.flatMap(({ file, pieces }) => pieces.map(({ id }) => program.lowered(file, id)));
  return {
    schema: foldChanges(
      lowered.flatMap(({ changes }) => changes),
      dialect,
    ),
    loose: lowered.flatMap(({ gaps }) => gaps.map(({ reason }) => reason)),
  };
}

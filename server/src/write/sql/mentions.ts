import { type Dialect, foldCase } from '../../model/dialect.ts';
import type { Table } from '../../model/table.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import type { Statement } from '../../syntax/sql/splitter.ts';
import type { EditPlan, Place } from './edit-plan.ts';
import { bareName } from './source-file.ts';
import { isNameOf, shapeOf } from './statement-shape.ts';

/**
 * Removes the statements that only say something more about an index or constraint that goes: its comment, SQL
 * Server's CHECK CONSTRAINT. False when another statement of the file needs it.
 */
export function removeMentions(plan: EditPlan, { source, statement }: Place, table: Table, name: string): boolean {
  for (const other of source.statements) {
    if (other === statement || !mentions(other, name, source.dialect) || isGuardedDrop(other)) continue;
    // Another table may have an element of the same name.
    const shape = shapeOf(source, other);
    if (shape.kind !== 'other' && !isNameOf(source, other, shape.table, table)) continue;
    if (!isAnnotation(other)) return false;
    plan.statement(source, other).remove();
  }
  return true;
}

/** Words behind which the name of an index or a constraint stands. */
const nouns: ReadonlySet<string> = new Set(['index', 'constraint', 'key', 'using', 'exists', 'concurrently']);

function mentions({ tokens }: Statement, name: string, dialect: Dialect): boolean {
  const wanted = foldCase(dialect, name);
  for (let index = 1; index < tokens.length; index++) {
    const kind = tokens.kinds[index];
    if (kind !== Kind.word && kind !== Kind.quoted) continue;
    if (foldCase(dialect, bareName(tokens.texts[index]!)) !== wanted) continue;
    let before = index - 1;
    while (tokens.texts[before] === '.') before -= 2;
    if (tokens.kinds[before] === Kind.word && nouns.has(tokens.texts[before]!)) return true;
  }
  return false;
}

/** DROP INDEX IF EXISTS, as scripts that run again begin: it goes on being right, and drops what older runs made. */
function isGuardedDrop({ tokens: { texts } }: Statement): boolean {
  if (texts[0] !== 'drop' || texts[1] !== 'index' || texts.includes(',')) return false;
  const at = texts[2] === 'concurrently' ? 3 : 2;
  return texts[at] === 'if' && texts[at + 1] === 'exists';
}

function isAnnotation({ tokens }: Statement): boolean {
  const words = tokens.texts;
  if (words[0] === 'comment') return true;
  return words[0] === 'alter' && words[1] === 'table' && words.at(-2) === 'constraint' && words.at(-3) === 'check';
}

/** Which ways statements may leave a function. */
import type { Statement } from '../../syntax/python/syntax.ts';

/** `return`, `raise` and messages, and nothing else. */
export function onlyLeaves(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  const leaves = last?.kind === 'return' || last?.kind === 'other';
  return leaves && body.every((statement) => statement === last || statement.kind === 'expression');
}

/** A `return` stands somewhere in these statements, those of inner functions left out. */
export function mayReturn(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    switch (statement.kind) {
      case 'return':
        return true;
      case 'if':
        return statement.branches.some(({ body }) => mayReturn(body));
      case 'for':
      case 'with':
        return mayReturn(statement.body);
      case 'try':
        return mayReturn(statement.body) || statement.others.some(mayReturn);
      default:
        return false;
    }
  });
}

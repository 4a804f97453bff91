/** What of a block of SQL belongs into a migration: an answer shows the queries of a design beside its tables. */
import type { Dialect } from '../model/dialect.ts';
import { Kind, type Tokens } from '../syntax/sql/lexer.ts';
import { splitStatements } from '../syntax/sql/splitter.ts';

/** A call of a function alone (`select setval(…)`) reads no rows: it is there for what it does. */
const readsRows = /^(?:\(\s*)*(?:select|with|values|table)\b[\s\S]*\bfrom\b/i;

const writesRows = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|into)\b/i;

const ofRows = /^(?:\(\s*)*(?:select|with|values|table|insert|update|delete|merge)\b/i;

/** The code without queries and without statements that wait for parameters; their comments go with them. */
export function migrationCode(code: string, dialect: Dialect): string {
  let kept = '';
  let from = 0;
  for (const { start, end, next, tokens } of splitStatements(code, dialect)) {
    if (isForMigration(code.slice(start, end), tokens)) kept += code.slice(from, next);
    from = next;
  }
  return `${(kept + code.slice(from)).trim()}\n`;
}

function isForMigration(statement: string, tokens: Tokens): boolean {
  if (/^explain\b/i.test(statement)) return false;
  if (!ofRows.test(statement)) return true;
  return !waitsForParameters(tokens) && (!readsRows.test(statement) || writesRows.test(statement));
}

/** `@name` is a variable of the script itself. */
function waitsForParameters({ kinds, texts, length }: Tokens): boolean {
  for (let at = 0; at < length; at++) {
    if (kinds[at] === Kind.parameter && !texts[at]!.startsWith('@')) return true;
  }
  return false;
}

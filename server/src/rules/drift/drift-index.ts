import { type AccessPath, accessPaths } from '../../model/access-path.ts';
import type { Dialect } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { IndexPart, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { advice, columnIn, describing, othersOf } from '../shared/other-description.ts';
import { isSamePath } from '../shared/same-path.ts';
import { storedName } from '../shared/stored-name.ts';

/** An index or a key is declared that the migrations do not create. */
export const driftIndex = defineRule({
  id: 'drift-index',
  family: 'drift',
  severity: 'warning',
  summary: 'An index or a key is declared that the migrations do not create.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  only: { compared: true },
  *check(table, ctx) {
    for (const { source, other } of othersOf(table, ctx)) {
      const theirs = accessPaths(other);
      for (const path of accessPaths(table)) {
        if (path.kind === 'exclusion constraint') continue;
        if (theirs.some((candidate) => isSamePath(path, candidate, ctx.dialect))) continue;
        if (isServed(path, other, ctx)) continue;
        // A column that is missing there is reported itself.
        if (path.parts.some(({ column }) => column !== undefined && columnIn(other, column, ctx) === undefined))
          continue;
        const columns = path.parts.flatMap(({ column }) => column ?? []);
        const isUnique = path.unique && theirs.some((candidate) => isUniqueWithin(candidate, columns, ctx.dialect));
        yield {
          at: path.origin,
          state: { table, path, source, isUnique },
          severity: path.unique && !isUnique ? 'warning' : 'info',
          columns,
          related: [{ message: 'The table without it', origin: other.nameOrigin }],
        };
      }
    }
  },
  message({ table, path, source, isUnique }) {
    const what = path.kind === 'index' ? (path.unique ? 'unique index' : 'index') : path.kind;
    const parts = path.parts.map(describe).join(', ');
    const alone = path.unique ? 'nothing keeps the rows unique' : 'searches that rely on it read the whole table';
    const effect = isUnique ? 'rows are unique there by fewer of its columns' : alone;
    return `The ${what} on ${displayName(table)} (${parts}) is declared here, but ${describing(source)} do not have it: ${effect}. ${advice(source)}`;
  },
});

/** It keeps apart what is apart in some of these columns. */
function isUniqueWithin({ unique, where, parts }: AccessPath, columns: readonly string[], dialect: Dialect): boolean {
  const names = columns.map((column) => storedName(dialect, column));
  return (
    unique &&
    where === undefined &&
    parts.every(({ column }) => column !== undefined && names.includes(storedName(dialect, column)))
  );
}

/** Searches find what they need without it: another index begins so, or MySQL made one for a foreign key. */
function isServed({ kind, unique, method, parts, where }: AccessPath, other: Table, ctx: RuleContext): boolean {
  const columns = parts.flatMap(({ column, length }) => (length === undefined ? (column ?? []) : []));
  if (kind !== 'index' || unique || where !== undefined || method !== 'btree' || columns.length < parts.length) {
    return false;
  }
  if (beginsSo(columns, other, ctx)) return true;
  return (
    ctx.dialect === 'mysql' &&
    other.foreignKeys.some((foreignKey) => isBeginning(columns, foreignKey.columns, ctx.dialect))
  );
}

function beginsSo(columns: readonly string[], other: Table, ctx: RuleContext): boolean {
  return accessPaths(other).some(
    ({ where, method, usable, parts }) =>
      where === undefined &&
      method === 'btree' &&
      usable &&
      isBeginning(
        columns,
        parts.map(({ column }) => column ?? ''),
        ctx.dialect,
      ),
  );
}

function isBeginning(columns: readonly string[], of: readonly string[], dialect: Dialect): boolean {
  return columns.every((column, at) => storedName(dialect, column) === storedName(dialect, of[at] ?? ''));
}

function describe({ column, expression }: IndexPart): string {
  return column ?? expression?.text ?? '';
}

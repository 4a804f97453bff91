import { foldCase } from '../../model/dialect.ts';
import { keyOf } from '../../model/names.ts';
import type { ColumnPatch } from '../../model/schema-change.ts';
import type { Column, Table } from '../../model/table.ts';
import { alterActions } from './alter-actions.ts';
import type { ChangeOf } from './change-of.ts';
import { type ColumnDefinition, definitionOf } from './column-definition.ts';
import type { EditPlan } from './edit-plan.ts';
import { printDefault } from './print-column.ts';
import { printCollation } from './print-name.ts';
import { printType, serialOf } from './print-type.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';

/** Changes a column where it is declared; false when some part of the change has no place there. */
export function alterColumnInPlace(plan: EditPlan, change: ChangeOf<'alter-column'>): boolean {
  const table = plan.ctx.schema.tables.get(keyOf(plan.ctx.dialect, change.table));
  const column = table && columnNamed(plan, table, change.column);
  if (table === undefined || column === undefined) return false;
  const definition = definitionOf(plan, table, column);
  return definition !== undefined && patchDefinition(plan, table, definition, change.set);
}

/** Every part of a patch in one definition. */
export function patchDefinition(plan: EditPlan, table: Table, definition: ColumnDefinition, set: ColumnPatch): boolean {
  const style = plan.style(definition.place.source, table);
  if (set.type !== undefined && !setType(plan, style, definition, set)) return false;
  if (set.collation !== undefined) setCollation(style, definition, set.collation);
  if ('generated' in set) {
    const clause = definition.clause('generated');
    if (clause === undefined) return false;
    definition.removeClause(clause);
  }
  if (set.nullable !== undefined && !setNullable(plan, table, style, definition, set.nullable)) return false;
  if ('default' in set && !setDefault(plan, table, style, definition, set)) return false;
  return setCounter(style, definition, set);
}

export function columnNamed(plan: EditPlan, table: Table, name: string): Column | undefined {
  const { dialect } = plan.ctx;
  return table.columns.find((column) => foldCase(dialect, column.name) === foldCase(dialect, name));
}

function setType(plan: EditPlan, style: SqlStyle, definition: ColumnDefinition, set: ColumnPatch): boolean {
  const { column } = definition;
  const text = printType(style, set.type!);
  if (column.type.text === '') {
    plan.replace(definition.place.source, { start: definition.nameSpan.end, end: definition.nameSpan.end }, ` ${text}`);
    return true;
  }
  const place = plan.place(column.type.origin);
  if (place === undefined) return false;
  // A conversion that was written for the old type may be wrong for the new one.
  if (place.statement !== definition.place.statement && place.statement.tokens.texts.includes('using')) return false;
  const written = place.source.slice(place.span);
  // ALTER COLUMN, which may have written the type, knows no serial.
  const staysSerial =
    column.type.serial === true &&
    /serial/i.test(written) &&
    set.type!.serial !== true &&
    set.autoIncrement !== false &&
    set.identity === undefined &&
    !('default' in set);
  const newText = staysSerial ? serialOf(set.type!.name, written) : inCaseOf(text, written, style);
  if (newText === undefined) return false;
  plan.replace(place.source, place.span, newText);
  return true;
}

/** The type in the case of the one it replaces. */
function inCaseOf(text: string, written: string, style: SqlStyle): string {
  if (text.includes("'") || text.includes('"')) return text;
  if (/^[a-z]/.test(written))
    return style.types === 'upper' && /^[A-Z\d\s(),]+$/.test(text) ? text.toLowerCase() : text;
  return /^[A-Z\d\s(),]+$/.test(written) && /^[a-z\d\s(),]+$/.test(text) ? text.toUpperCase() : text;
}

function setCollation(style: SqlStyle, definition: ColumnDefinition, collation: string): void {
  const text = words(kw(style, 'COLLATE'), printCollation(style, collation));
  const clause = definition.clause('collate');
  if (clause !== undefined) definition.replaceClause(clause, text);
  else definition.insert(definition.behindType, text);
}

function setNullable(
  plan: EditPlan,
  table: Table,
  style: SqlStyle,
  definition: ColumnDefinition,
  nullable: boolean,
): boolean {
  const { column } = definition;
  if (column.nullable === nullable) return true;
  // Keys and counters are NOT NULL whatever else is said.
  const isKey = table.primaryKey?.columns.includes(column.name) || definition.clause('primary key') !== undefined;
  if (nullable && (column.autoIncrement || isKey)) return false;
  const later = alterActions(plan, table, definition, nullable ? ['set', 'not', 'null'] : ['drop', 'not', 'null']);
  for (const action of later) action.remove();
  const required = definition.clause('not null');
  if (!nullable) {
    if (required !== undefined) return true;
    const allowed = definition.clause('null');
    if (allowed !== undefined) definition.replaceClause(allowed, kw(style, 'NOT NULL'));
    else definition.insert(definition.behindType, kw(style, 'NOT NULL'));
    return true;
  }
  if (required === undefined) return later.length > 0;
  // SQL Server's setting, and MySQL's for timestamps, may take a silent column for NOT NULL.
  const isSilentUnsure =
    style.dialect === 'sqlserver' || (style.dialect === 'mysql' && definition.column.type.name === 'timestamp');
  if (isSilentUnsure) definition.replaceClause(required, kw(style, 'NULL'));
  else definition.removeClause(required);
  return true;
}

function setDefault(
  plan: EditPlan,
  table: Table,
  style: SqlStyle,
  definition: ColumnDefinition,
  set: ColumnPatch,
): boolean {
  // The default of a serial column is the counter that its type makes.
  if (definition.column.type.serial === true && set.type === undefined) return false;
  const later = alterActions(plan, table, definition, ['set', 'default']);
  const clause = definition.clause('default');
  const text =
    set.default && words(kw(style, 'DEFAULT'), printDefault(style, set.default, set.type ?? definition.column.type));
  for (const action of later) action.remove();
  if (text === undefined) {
    if (clause !== undefined) definition.removeClause(clause);
    return clause !== undefined || later.length > 0 || definition.column.default === undefined;
  }
  // What sets the default may stand elsewhere: SQL Server's constraint FOR a column, another file's ALTER.
  if (clause === undefined && later.length === 0 && definition.column.default !== undefined) return false;
  if (clause !== undefined) definition.replaceClause(clause, text);
  else {
    const kept = set.nullable === true ? undefined : definition.clause('not null');
    const neighbour = kept ?? definition.clause('null');
    definition.insert(neighbour === undefined ? definition.behindType : definition.endOf(neighbour), text);
  }
  return true;
}

/** IDENTITY, AUTO_INCREMENT, AUTOINCREMENT. */
function setCounter(style: SqlStyle, definition: ColumnDefinition, set: ColumnPatch): boolean {
  const { dialect } = style;
  if ('identity' in set) {
    if (dialect !== 'postgresql') return false;
    const clause = definition.clause('identity');
    const text = set.identity && kw(style, `GENERATED ${set.identity.toUpperCase()} AS IDENTITY`);
    if (clause !== undefined) {
      if (text === undefined) definition.removeClause(clause);
      else definition.replaceClause(clause, text);
    } else if (text !== undefined) definition.insert(definition.behindType, text);
    return true;
  }
  if (set.autoIncrement === undefined || set.autoIncrement === definition.column.autoIncrement) return true;
  if (dialect === 'postgresql') return set.type !== undefined;
  const clause = definition.clause(dialect === 'sqlserver' ? 'identity' : 'auto increment');
  if (!set.autoIncrement) {
    if (clause === undefined) return false;
    definition.removeClause(clause);
    return true;
  }
  const after = definition.clause(dialect === 'sqlite' ? 'primary key' : 'not null');
  if (dialect === 'sqlite' && after === undefined) return false;
  const text = { mysql: 'AUTO_INCREMENT', sqlserver: 'IDENTITY', sqlite: 'AUTOINCREMENT', mongodb: '' }[dialect];
  definition.insert(
    after === undefined || dialect === 'sqlserver' ? definition.behindType : definition.endOf(after),
    kw(style, text),
  );
  return true;
}

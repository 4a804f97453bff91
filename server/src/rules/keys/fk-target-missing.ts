import { foldCase } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { nameWords } from '../shared/name-words.ts';
import { whatReferences } from '../shared/reference-words.ts';
import { tableCalled } from '../shared/table-name-match.ts';

type Missing =
  | { readonly kind: 'table'; readonly name: string; readonly meant: string | undefined }
  | { readonly kind: 'view'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string; readonly table: string };

/** A foreign key references a table or column that no file defines. */
export const fkTargetMissing = defineRule({
  id: 'fk-target-missing',
  family: 'keys',
  severity: 'error',
  summary: 'A foreign key references a table or column that no file defines.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'foreignKey',
  *check({ table, foreignKey }, ctx) {
    if (table.persistence === 'temporary' || table.kind !== 'table') return;
    const missing = missingTarget(table, foreignKey, ctx);
    if (missing === undefined) return;
    yield { at: foreignKey.targetOrigin, state: { table, foreignKey, missing }, columns: foreignKey.columns };
  },
  message({ table, foreignKey, missing }) {
    const start = whatReferences(table, foreignKey);
    switch (missing.kind) {
      case 'column':
        return `${start} ${missing.table}.${missing.name}, but ${missing.table} has no column ${missing.name}. Name the column of its key.`;
      case 'view':
        return `${start} ${missing.name}, which is a view: a foreign key needs a table. Reference the table behind the view.`;
      case 'table':
        return missing.meant === undefined
          ? `${start} ${missing.name}, but no file creates that table. Create it, or correct the name.`
          : `${start} ${missing.name}, but no file creates that table. Did you mean ${missing.meant}?`;
    }
  },
});

function missingTarget(table: Table, { references }: ForeignKey, ctx: RuleContext): Missing | undefined {
  const name = displayName(references.table);
  const target = ctx.table(references.table);
  if (target !== undefined) {
    if (target.gaps.length > 0 || target.partitionOf !== undefined || target.inherits.length > 0) return undefined;
    const column = references.columns.find((each) => ctx.column(target, each) === undefined && !isRowid(each, ctx));
    return column === undefined ? undefined : { kind: 'column', name: column, table: name };
  }
  if (ctx.database.mayMissTables) return undefined;
  if (ctx.view(references.table) !== undefined) return { kind: 'view', name };
  // Other schemas are often kept by somebody else: auth.users, a shared catalogue.
  if (references.table.schema !== table.schema) return undefined;
  // Code that was not read may have set the schema of a table that stands here without one.
  if (ctx.tablesNamed(references.table.name).some(({ schema, gaps }) => schema === undefined && gaps.length > 0)) {
    return undefined;
  }
  // The model of another package may stand for a table that the migrations create.
  if (ctx.other('migrations')?.table(references.table) !== undefined) return undefined;
  const meant = tableCalled(nameWords(references.table.name), table, ctx);
  // One slip of the pen stands alone. A table none of whose references is known belongs to a schema we see a part of.
  const isKnown = (fk: ForeignKey) => ctx.table(fk.references.table) !== undefined;
  if (meant === undefined && table.foreignKeys.length > 1 && !table.foreignKeys.some(isKnown)) return undefined;
  if (meant === undefined && ctx.database.tables < 2) return undefined;
  return { kind: 'table', name, meant: meant === undefined ? undefined : displayName(meant) };
}

function isRowid(column: string, ctx: RuleContext): boolean {
  return ctx.dialect === 'sqlite' && ['rowid', 'oid', '_rowid_'].includes(foldCase(ctx.dialect, column));
}

/** The statements of a pattern as they run in the workspace: its names, its columns, no table that nobody makes. */
import { displayName } from '../../model/names.ts';
import type { Table } from '../../model/table.ts';
import type { Case } from '../case.ts';
import type { Pattern } from '../knowledge.ts';
import { codeBlocksIn, fenced } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import type { AdaptedSchema } from '../schema/adapt-schema.ts';
import { type ExistingTable, referableKey } from '../schema/match-tables.ts';
import { columnsNamed, quoted, tablesNamed } from '../schema/rename-sql.ts';
import { asksWhySlow } from '../slow.ts';
import { documentsInQuestion } from './json.ts';
import { adaptedFor, shownSchema } from './schema.ts';
import { blocks, patternOf } from './section-writer.ts';

/** Undefined where none of the pattern's statements has its tables here. */
export function workspaceSql(pattern: Pattern, c: Case, plan: Plan, part = 'Code'): string | undefined {
  if (pattern.schema === undefined) return blocks(pattern, 'sql');
  const own = [...(c.knowledge.schemaOf(pattern.schema)?.tables.values() ?? [])].map(({ name }) => name);
  const fitted = codeBlocksIn(pattern.parts[part] ?? '')
    .filter(({ language }) => language === 'sql')
    .flatMap(({ code }) => runnable(code, own, c, plan) ?? []);
  return fitted.length === 0 ? undefined : fitted.map((code) => fenced('sql', code)).join('\n\n');
}

function runnable(sql: string, own: readonly string[], c: Case, plan: Plan): string | undefined {
  const adapted = adaptedFor(c);
  const existing = adapted?.existing ?? [];
  const isNew = shownSchema(c, plan) !== undefined;
  const isHere = (name: string): boolean =>
    existing.some(({ wanted }) => wanted.name === name) || (isNew && adapted !== undefined && has(adapted, name));
  const kept = sql
    .split(/(?<=;)\n\s*\n/)
    .filter((each) => tablesNamed(each, own).every(isHere) && isPartitioned(each, existing, c));
  if (kept.length === 0) return undefined;
  const statements = kept.join('\n\n');
  const columns = c.dialect === 'postgresql' ? existing.flatMap((each) => added(each, kept, own)) : [];
  // What is slow today reads the columns of today.
  if (columns.length > 0 && asksWhySlow(c)) return undefined;
  const renamed = adapted?.rename(statements) ?? statements;
  return columns.length === 0
    ? renamed
    : [c.language === 'sql' ? columnsFirst : fieldsFirst, ...columns, '', renamed].join('\n');
}

const columnsFirst = '-- Columns that these statements need and that are not there yet: part of the migration.';

/** Where models make the migration, they have to know the columns too. */
const fieldsFirst =
  '-- Columns that these statements need and that are not there yet: as fields of the model, and the migration makes this of them.';

function has({ pattern, leftOut: left }: AdaptedSchema, name: string): boolean {
  return (
    [...pattern.tables.values()].some((table) => table.name === name) && !left.some(({ table }) => table.name === name)
  );
}

/** Prisma makes whole tables, and a table that is there stays as it is. */
function isPartitioned(statement: string, existing: readonly ExistingTable[], { language }: Case): boolean {
  const [, whole] = /\bpartition of (\w+)/.exec(statement) ?? [];
  if (whole === undefined) return true;
  const there = existing.find(({ wanted }) => wanted.name === whole)?.present;
  return there === undefined ? language !== 'prisma' : there.partitionBy !== undefined;
}

/** The missing columns that a statement on the table has words for. */
function added(
  { wanted, present, missing }: ExistingTable,
  statements: readonly string[],
  tables: readonly string[],
): readonly string[] {
  const words = new Set(
    statements
      .filter((each) => tablesNamed(each, [wanted.name]).length > 0)
      .flatMap((each) => [...columnsNamed(each, wanted.name, tables)]),
  );
  return missing
    .filter(({ wantedName }) => words.has(wantedName))
    .map(({ name, type }) => `alter table ${quoted(displayName(present))} add column ${quoted(name)} ${type.text};`);
}

export interface DocumentSql {
  /** What is in the document. */
  readonly inventory: string;
  /** How a key of it becomes a column. */
  readonly promotion: string;
}

/** The statements on a document that is in question, or is designed here. */
export function documentSql(c: Case, plan: Plan): DocumentSql | undefined {
  const asked = documentsInQuestion(c).map((each) => each.table);
  const found = [
    ...asked,
    ...(shownSchema(c, plan)?.schema.tables.values() ?? []),
    ...(c.database?.schema.tables.values() ?? []),
  ].find((each) => documentOf(each) !== undefined && referableKey(each) !== undefined);
  if (found === undefined || c.dialect !== 'postgresql') return undefined;
  const [key, document] = [referableKey(found)!, documentOf(found)!];
  const here = (sql: string): string =>
    sql
      .replace(/\bdevice_(?=\w)/g, `${found.name.toLowerCase()}_`)
      .replace(/'[^']*'|\b(?:device|settings|id)\b/g, (word) => {
        if (word === "'%settings%'") return `'%${document}%'`;
        if (word === 'device') return quoted(displayName(found));
        if (word === 'settings') return quoted(document);
        return word === 'id' ? quoted(key) : word;
      });
  const blocks = codeBlocksIn(patternOf(c, 'json-and-columns').parts.Code ?? '');
  const [inventory, promotion] = blocks.map(({ code }) => fenced('sql', here(code)));
  return { inventory: inventory!, promotion: promotion! };
}

/** Names of documents that are settings of something, as opposed to lists and copies. */
const isSettings = /param|setting|config|option|propert|attribute|metadata|info/i;

function documentOf({ columns }: Table): string | undefined {
  const documents = columns.filter(({ type }) => type.family === 'jsonb');
  return (documents.find(({ name }) => isSettings.test(name)) ?? documents[0])?.name;
}

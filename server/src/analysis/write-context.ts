import type { Origin } from '../model/origin.ts';
import type { Span } from '../text/span.ts';
import type { FileRole } from '../workspace/layout.ts';
import { migrationName } from '../workspace/migration-naming.ts';
import { nextMigration } from '../workspace/next-migration.ts';
import type { SourceCache } from '../write/sql/source-file.ts';
import type { NewMigration, WriteContext } from '../write/write-context.ts';
import type { DatabaseState } from './database-state.ts';
import type { SourceDocument } from './unit.ts';

const migrationRoles: ReadonlySet<FileRole> = new Set(['migration', 'history', 'upgrade']);

/** What a writer may know of a database and its files. */
export function writeContext(
  database: DatabaseState,
  workspace: {
    documentOf(file: string): SourceDocument | undefined;
    spanOf(origin: Origin): Span | undefined;
    has(file: string): boolean;
    readonly sources: SourceCache;
  },
): WriteContext {
  const migrations = database.files.filter((file) => migrationRoles.has(file.role));
  const folded = migrations.filter(({ role, file }) => role === 'migration' && !isRepeatable(file));
  // Beside a declaration in another language the history is compared, not folded; what the language cannot say goes there.
  const last = folded.at(-1) ?? migrations.findLast(({ file }) => file.endsWith('.sql') && !isRepeatable(file));
  const newest = folded.at(-1)?.file;
  return {
    dialect: database.dialect,
    files: database.files.map(({ file }) => file),
    schema: database.schema,
    sources: workspace.sources,
    textOf: (file) => workspace.documentOf(file)?.text,
    spanOf: (origin) => workspace.spanOf(origin),
    unitSpan: (origin) => {
      const unit = workspace.documentOf(origin.file)?.unit(origin.unit);
      return unit === undefined ? undefined : { start: unit.start, end: unit.end };
    },
    isMigration: (file) => migrations.some((migration) => migration.file === file),
    isSettled: (file) => file !== newest && folded.some((migration) => migration.file === file),
    isWrittenOut: (file) =>
      folded.length === 0 && last !== undefined && isWrittenOut(file, workspace.documentOf(file)?.text ?? ''),
    newMigration: (beside, slug) => {
      const model = last?.file ?? beside;
      const file = nextMigration(model, slug);
      if (file === undefined) return undefined;
      const texts = migrations.slice(-examples).map((each) => workspace.documentOf(each.file)?.text ?? '');
      return { file: free(file, workspace.has), ...frame(file, workspace.documentOf(model)?.text ?? '', texts) };
    },
  };
}

/** What dumps say of themselves in their first lines, and dbmate's behind the tables. */
const dumpMark =
  /^--\s*(?:PostgreSQL database dump|MySQL dump|MariaDB dump|Dumped (?:from|by)|Dbmate schema migrations)|\b(?:auto-?generated|code generated|do not edit)\b/im;
const dumpName = /(?:^|\/)(?:structure|generated[._-][^/]*|[^/]*[._-](?:generated|dump))\.sql$/i;

function isWrittenOut(file: string, text: string): boolean {
  return dumpName.test(file) || dumpMark.test(text.slice(0, 2_000)) || dumpMark.test(text.slice(-20_000));
}

function free(file: string, taken: (file: string) => boolean): string {
  let candidate = file;
  for (let number = 2; taken(candidate); number++) candidate = file.replace(/(\.\w+)*$/, `_${number}$&`);
  return candidate;
}

/** So many of the newest migrations are looked at for marks of the tool: a single statement may show none. */
const examples = 30;

/**
 * Markers in front of a migration's statements, how each tool is told to run them outside a transaction, and whether it
 * then sends them one by one.
 */
const markers: readonly (readonly [RegExp, string, string | undefined, boolean?])[] = [
  [/^--\s*\+goose\s+up/im, '-- +goose Up\n', '-- +goose NO TRANSACTION\n', true],
  [/^--\s*migrate:up/im, '-- migrate:up\n', '-- migrate:up transaction:false\n'],
  [/^--\s*\+migrate\s+up/im, '-- +migrate Up\n', '-- +migrate Up notransaction\n', true],
  [/^--[\s-]*up\s+migration/im, '-- Up Migration\n', undefined],
  [/^--\s*rambler\s+up/im, '-- rambler up\n', undefined],
  [/^--\s*!ups/im, '-- !Ups\n', undefined],
];

/** What the tool that wrote the newest migration wants around the statements of another one. */
function frame(file: string, newest: string, texts: readonly string[]): Omit<NewMigration, 'file'> {
  const [, header = '', noTransaction, splits = false] = markers.find(([mark]) => mark.test(newest)) ?? [];
  const [name = '', folder = ''] = file.split('/').reverse();
  const naming = migrationName(folder, name);
  // Drizzle, Supabase and Diesel (which is told by a file beside the statements).
  const isDrizzle = texts.some((text) => text.includes('--> statement-breakpoint'));
  const isTransaction = isDrizzle || /\/supabase\/migrations\//.test(file) || /^up\.sql$/i.test(name);
  // sqlx looks for this comment; to tools that name their files alike it says nothing.
  const isStamped = header === '' && /^\d{14}$/.test(naming?.prefix ?? '') && naming?.tool !== 'directory';
  return {
    header,
    footer: '',
    noTransaction: noTransaction ?? (isStamped ? '-- no-transaction\n' : undefined),
    isTransaction,
    splits: splits || naming?.tool === 'flyway',
    separator: isDrizzle ? '--> statement-breakpoint\n' : '',
  };
}

/** Run again whenever it changes: it is edited in place, and nothing comes behind it. */
function isRepeatable(file: string): boolean {
  const [name = '', folder = ''] = file.split('/').reverse();
  return migrationName(folder, name)?.repeatable === true;
}

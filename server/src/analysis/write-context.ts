import type { Origin } from '../model/origin.ts';
import type { Span } from '../text/span.ts';
import { nextMigration } from '../workspace/next-migration.ts';
import type { SourceCache } from '../write/sql/source-file.ts';
import type { NewMigration, WriteContext } from '../write/write-context.ts';
import type { DatabaseState } from './database-state.ts';
import type { SqlDocument } from './sql-document.ts';

/** What a writer may know of a database and its files. */
export function writeContext(
  database: DatabaseState,
  workspace: {
    documentOf(file: string): SqlDocument | undefined;
    spanOf(origin: Origin): Span | undefined;
    has(file: string): boolean;
    readonly sources: SourceCache;
  },
): WriteContext {
  const migrations = database.files.filter((file) => file.role === 'migration' || file.role === 'history');
  const folded = migrations.filter((file) => file.role === 'migration');
  const newest = folded[folded.length - 1]?.file;
  return {
    dialect: database.dialect,
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
    newMigration: (beside, slug) => {
      const last = newest ?? beside;
      return {
        file: free(nextMigration(last, slug) ?? `${last.replace(/\.sql$/i, '')}_${slug}.sql`, workspace.has),
        ...frame(workspace.documentOf(last)?.text ?? ''),
      };
    },
  };
}

function free(file: string, taken: (file: string) => boolean): string {
  let candidate = file;
  for (let number = 2; taken(candidate); number++) candidate = file.replace(/(\.\w+)*$/, `_${number}$&`);
  return candidate;
}

/** The markers that goose and dbmate want around a migration's statements. */
function frame(newest: string): Pick<NewMigration, 'header' | 'footer' | 'noTransaction'> {
  if (/^--\s*\+goose\s+up/im.test(newest)) {
    return { header: '-- +goose Up\n', footer: '', noTransaction: '-- +goose NO TRANSACTION\n' };
  }
  if (/^--\s*migrate:up/im.test(newest)) {
    return { header: '-- migrate:up\n', footer: '', noTransaction: '-- migrate:up transaction:false\n' };
  }
  return { header: '', footer: '', noTransaction: undefined };
}

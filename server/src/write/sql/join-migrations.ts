/** New migrations that several fixes ask for, made one. */
import type { FileEdit } from '../../text/text-edit.ts';

/** A new migration taken apart, so that it can be put together with others. */
export interface MigrationEdit extends FileEdit {
  readonly creates: true;
  readonly migration: {
    /** The words of the file's name. */
    readonly slug: string;
    readonly head: string;
    readonly statements: readonly string[];
    /** What stands between two statements. */
    readonly separator: string;
    readonly foot: string;
    /** Its statements may stand beside others: none has to be sent to the database alone. */
    readonly mayGrow: boolean;
  };
}

export function isMigrationEdit(edit: FileEdit): edit is MigrationEdit {
  return 'migration' in edit;
}

export function migrationText({
  head,
  statements,
  separator,
  foot,
}: Pick<MigrationEdit['migration'], 'head' | 'statements' | 'separator' | 'foot'>): string {
  return head + statements.join(separator) + foot;
}

/** One migration that does what both do; undefined where they have to stay two. */
export function joinMigrations(one: MigrationEdit, other: MigrationEdit): MigrationEdit | undefined {
  const [first, second] = [one.migration, other.migration];
  const isAlike = first.head === second.head && first.foot === second.foot && first.separator === second.separator;
  if (!isAlike || !first.mayGrow || !second.mayGrow || clash(first.statements, second.statements)) return undefined;
  const migration = {
    ...first,
    slug: slugOfBoth(first.slug, second.slug),
    statements: [...first.statements, ...second.statements],
  };
  return { ...one, file: renamed(one.file, first.slug, migration.slug), newText: migrationText(migration), migration };
}

/** Neither fix knows of the other: both may have found the same name for an index. */
function clash(some: readonly string[], others: readonly string[]): boolean {
  const names = new Set(some.flatMap(indexOf));
  return others.flatMap(indexOf).some((name) => names.has(name));
}

function indexOf(statement: string): readonly string[] {
  const name = /^create\s+(?:unique\s+)?index\s+(?:concurrently\s+)?(\S+)/i.exec(statement)?.[1];
  return name === undefined ? [] : [name.toLowerCase()];
}

function slugOfBoth(one: string, other: string): string {
  const kinds = [one, other].map((slug) => /^(add|drop)_\w*(?:_idx|_index|indexes)$|^(drop)_/.exec(slug));
  const [first, second] = kinds.map((match) => match?.[1] ?? match?.[2]);
  return first !== undefined && first === second ? `${first}_indexes` : 'mend_schema';
}

function renamed(file: string, slug: string, to: string): string {
  const at = file.lastIndexOf(slug);
  return at === -1 ? file : file.slice(0, at) + to + file.slice(at + slug.length);
}

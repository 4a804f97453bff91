/** Applies safe fixes in memory, round after round, until no more can be applied. */
import type { Analyzer, AvailableFix, ReportedFinding } from '../analysis/analyzer.ts';
import { applyEdits, type FileEdit } from '../text/text-edit.ts';
import { isMigrationEdit, joinMigrations, type MigrationEdit } from '../write/sql/join-migrations.ts';

export interface FixResult {
  readonly fixed: number;
  /** New texts of the files that changed or came to be. */
  readonly texts: ReadonlyMap<string, string>;
}

/** More than any workspace needs: migrations of one database that have to stay apart come one a round. */
const mostRounds = 1000;

export function applySafeFixes(
  analyzer: Analyzer,
  files: () => readonly string[],
  isWanted: (finding: ReportedFinding) => boolean,
): FixResult {
  const texts = new Map<string, string>();
  const before = new Map<string, string>();
  /** A finding that comes back after its fix is not tried for ever. */
  const tried = new Map<string, number>();
  let fixed = 0;
  const added = new Map<string | undefined, MigrationEdit>();
  for (let round = 0; round < mostRounds; round++) {
    const chosen = new Round(analyzer, added);
    for (const file of files()) {
      for (const finding of analyzer.findingsIn(file)) {
        if (!finding.fixable || !isWanted(finding)) continue;
        const id = JSON.stringify([finding.rule, finding.file, finding.table, finding.columns, finding.message]);
        const times = tried.get(id) ?? 0;
        if (times >= 2) continue;
        if (chosen.hasFixFor(finding.table)) continue;
        const [fix] = analyzer.fixesFor(finding);
        if (fix?.safe && chosen.add(fix, finding)) tried.set(id, times + 1);
      }
    }
    if (chosen.count === 0) break;
    for (const [file, text] of chosen.texts()) {
      if (!before.has(file)) before.set(file, analyzer.textOf(file) ?? '');
      analyzer.setFile(file, text);
      texts.set(file, text);
    }
    fixed += chosen.count;
  }
  // Each fix cleans up behind itself, but of two that take away one use each neither takes away the last.
  for (const [file, text] of texts) {
    const leftovers = analyzer.leftoversIn(file, before.get(file) ?? '');
    if (leftovers.length === 0) continue;
    const tidied = applyEdits(text, leftovers);
    analyzer.setFile(file, tidied);
    texts.set(file, tidied);
  }
  return { fixed, texts };
}

/**
 * Fixes that can be applied together: none touches what another touches, and no two are about one table, since each may
 * make the other needless.
 */
class Round {
  readonly #analyzer: Analyzer;
  /** By database, the migration that earlier rounds or this one added last. */
  readonly #added: Map<string | undefined, MigrationEdit>;
  readonly #edits = new Map<string, FileEdit[]>();
  readonly #tables = new Set<string | undefined>();
  /** Databases that get a new migration: another one would take the same number. */
  readonly #growing = new Set<string | undefined>();
  count = 0;

  constructor(analyzer: Analyzer, added: Map<string | undefined, MigrationEdit>) {
    this.#analyzer = analyzer;
    this.#added = added;
  }

  hasFixFor(table: string | undefined): boolean {
    return this.#tables.has(table);
  }

  /** Returns whether the fix goes in; one that does not has to wait for the next round. */
  add({ edits }: AvailableFix, { file, table }: ReportedFinding): boolean {
    if (edits.length === 0 || edits.some((edit) => !edit.creates && this.#collides(edit))) return false;
    const created = edits.filter(({ creates }) => creates);
    if (created.length > 0 && !this.#create(created, this.#analyzer.databaseOf(file)?.id)) return false;
    for (const edit of edits) {
      if (edit.creates) continue;
      const others = this.#edits.get(edit.file);
      if (others === undefined) this.#edits.set(edit.file, [edit]);
      else others.push(edit);
    }
    this.#tables.add(table);
    this.count++;
    return true;
  }

  /** A migration of this run takes up what it can; another one would take the same number as one of this round. */
  #create(created: readonly FileEdit[], database: string | undefined): boolean {
    const [edit] = created;
    if (created.length > 1 || edit === undefined) return false;
    const last = this.#added.get(database);
    const joined = last && isMigrationEdit(edit) ? this.#join(last, edit) : undefined;
    if (joined === undefined) {
      if (this.#growing.has(database)) return false;
      this.#edits.set(edit.file, [edit]);
      if (isMigrationEdit(edit)) this.#added.set(database, edit);
    } else {
      this.#edits.delete(last!.file);
      this.#edits.set(joined.file, [joined]);
      this.#added.set(database, joined);
    }
    this.#growing.add(database);
    return true;
  }

  /** The migration that was added last with the other one in it; one of an earlier round keeps its name. */
  #join(last: MigrationEdit, edit: MigrationEdit): MigrationEdit | undefined {
    const joined = joinMigrations(last, edit);
    const text = this.#analyzer.textOf(last.file);
    if (joined === undefined || text === undefined) return joined;
    const others = this.#edits.get(last.file);
    const isAsWritten = others === undefined ? text === last.newText : others.every(isMigrationEdit);
    return isAsWritten ? { ...joined, file: last.file, span: { start: 0, end: text.length } } : undefined;
  }

  texts(): [string, string][] {
    return [...this.#edits].map(([file, edits]) => [file, applyEdits(this.#analyzer.textOf(file) ?? '', edits)]);
  }

  /** Insertions at one place may be right together, but neither fix knows the other: names could clash. */
  #collides({ file, span }: FileEdit): boolean {
    const others = this.#edits.get(file);
    if (others === undefined) return false;
    return others.some((other) => other.span.start <= span.end && span.start <= other.span.end);
  }
}

/** Applies safe fixes in memory, round after round, until no more can be applied. */
import type { Analyzer, AvailableFix, ReportedFinding } from '../analysis/analyzer.ts';
import { applyEdits, type FileEdit } from '../text/text-edit.ts';

export interface FixResult {
  readonly fixed: number;
  /** New texts of the files that changed or came to be. */
  readonly texts: ReadonlyMap<string, string>;
}

/** More than any workspace needs: fixes that add migrations to one database go in one a round. */
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
  for (let round = 0; round < mostRounds; round++) {
    const chosen = new Round(analyzer);
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
  readonly #edits = new Map<string, FileEdit[]>();
  readonly #tables = new Set<string | undefined>();
  /** Databases that get a new migration: another one would take the same number. */
  readonly #growing = new Set<string | undefined>();
  count = 0;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  hasFixFor(table: string | undefined): boolean {
    return this.#tables.has(table);
  }

  /** Returns whether the fix goes in; one that does not has to wait for the next round. */
  add({ edits }: AvailableFix, { file, table }: ReportedFinding): boolean {
    if (edits.length === 0 || edits.some((edit) => this.#collides(edit))) return false;
    if (edits.some(({ creates }) => creates)) {
      const database = this.#analyzer.databaseOf(file)?.id;
      if (this.#growing.has(database)) return false;
      this.#growing.add(database);
    }
    for (const edit of edits) {
      const others = this.#edits.get(edit.file);
      if (others === undefined) this.#edits.set(edit.file, [edit]);
      else others.push(edit);
    }
    this.#tables.add(table);
    this.count++;
    return true;
  }

  texts(): [string, string][] {
    return [...this.#edits].map(([file, edits]) => [file, applyEdits(this.#analyzer.textOf(file) ?? '', edits)]);
  }

  /** Insertions at one place may be right together, but neither fix knows the other: names could clash. */
  #collides({ file, span, creates }: FileEdit): boolean {
    const others = this.#edits.get(file);
    if (others === undefined) return false;
    return creates === true || others.some((other) => other.span.start <= span.end && span.start <= other.span.end);
  }
}

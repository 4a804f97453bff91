import type { Dialect } from '../model/dialect.ts';
import type { Schema } from '../model/schema.ts';
import type { DatabaseLayout, LaidOutFile } from '../workspace/layout.ts';
import type { Texts } from './compact.ts';
import { IncrementalFold } from './incremental-fold.ts';
import { type EnabledRule, RuleRunner } from './rule-runner.ts';
import type { DocumentDelta, SourceDocument } from './unit.ts';

/** One database: its folded schema and the findings of the rules, kept up to date. */
export class DatabaseState {
  readonly id: string;
  readonly dialect: Dialect;
  readonly fold: IncrementalFold;
  readonly runner: RuleRunner;
  name: string;
  files: readonly LaidOutFile[] = [];
  readonly #folded = new Set<string>();
  readonly #extensions = new Map<string, number>();
  readonly #staleUnits = new Set<string>();
  #dirty = true;

  constructor(layout: DatabaseLayout, rules: readonly EnabledRule[], rethrow: boolean, texts: Texts) {
    this.id = layout.id;
    this.name = layout.name;
    this.dialect = layout.dialect;
    this.fold = new IncrementalFold(layout.dialect, texts);
    this.runner = new RuleRunner(this.fold.schema, rules, rethrow, texts);
  }

  get schema(): Schema {
    return this.fold.schema;
  }

  folds(file: string): boolean {
    return this.#folded.has(file);
  }

  /** Takes over a layout of the same id: files that left are taken out, those that came are read in. */
  arrange(layout: DatabaseLayout, documentOf: (file: string) => SourceDocument | undefined): void {
    this.name = layout.name;
    this.files = layout.files;
    const wanted = layout.files
      .filter((file) => file.role === 'schema' || file.role === 'migration' || file.role === 'queries')
      .map((file) => file.file);
    this.fold.setOrder(wanted);
    for (const file of wanted) {
      const document = documentOf(file);
      if (document !== undefined && !this.#folded.has(file)) {
        this.#folded.add(file);
        this.apply(file, { removed: [], added: document.units });
      }
    }
    this.#dirty = true;
  }

  /** Takes a file's statements out; `document` is the one that was read in. */
  release(file: string, document: SourceDocument): void {
    if (!this.#folded.delete(file)) return;
    this.apply(file, { removed: document.units, added: [] });
  }

  apply(file: string, delta: DocumentDelta): void {
    for (const unit of delta.removed) {
      this.fold.remove(unit);
      this.#staleUnits.add(`${file}|${unit.id}`);
      for (const extension of unit.lowered.extensions) this.#count(extension, -1);
    }
    for (const unit of delta.added) {
      this.fold.add(file, unit);
      for (const extension of unit.lowered.extensions) this.#count(extension, 1);
    }
    this.#dirty = true;
  }

  #count(extension: string, by: number): void {
    const count = (this.#extensions.get(extension) ?? 0) + by;
    if (count === 0) this.#extensions.delete(extension);
    else this.#extensions.set(extension, count);
  }

  /** Brings schema and findings up to date; answers the files whose findings changed. */
  update(): ReadonlySet<string> {
    if (!this.#dirty) return new Set();
    this.#dirty = false;
    const delta = this.fold.update();
    const stale = new Set(this.#staleUnits);
    this.#staleUnits.clear();
    return this.runner.update(delta, stale, [...this.#extensions.keys()].sort(), this.fold.gaps.length > 0);
  }
}

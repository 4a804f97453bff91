import type { Dialect } from '../model/dialect.ts';
import type { Schema } from '../model/schema.ts';
import type { OtherSource } from '../rules/rule.ts';
import type { DatabaseLayout, FileRole, LaidOutFile } from '../workspace/layout.ts';
import { IncrementalFold } from './incremental-fold.ts';
import type { EnabledRule } from './rule-checks.ts';
import { RuleRunner } from './rule-runner.ts';
import type { Running } from './running.ts';
import type { SharedValues } from './shared-values.ts';
import type { DocumentDelta, SourceDocument } from './unit.ts';

/** One database: its folded schema and the findings of the rules, kept up to date. */
export class DatabaseState {
  readonly id: string;
  readonly dialect: Dialect;
  readonly fold: IncrementalFold;
  readonly runner: RuleRunner;
  /** Nothing is said about its files. */
  readonly isOfTests: boolean;
  name: string;
  files: readonly LaidOutFile[] = [];
  readonly #folded = new Map<string, IncrementalFold>();
  /** What else describes the same tables, by where it is said; folded to be compared, not to be checked. */
  readonly others: Readonly<Record<OtherSource, IncrementalFold>>;
  readonly #extensions = new Map<string, number>();
  readonly #staleUnits = new Set<string>();
  #dirty = true;
  #isPart = false;

  constructor(layout: DatabaseLayout, rules: readonly EnabledRule[], running: Running, shared: SharedValues) {
    this.id = layout.id;
    this.name = layout.name;
    this.dialect = layout.dialect;
    this.isOfTests = layout.isOfTests === true;
    this.fold = new IncrementalFold(layout.dialect, shared);
    this.others = {
      migrations: new IncrementalFold(layout.dialect, shared),
      counterpart: new IncrementalFold(layout.dialect, shared),
    };
    const { migrations, counterpart } = this.others;
    const others = { migrations: migrations.schema, counterpart: counterpart.schema };
    this.runner = new RuleRunner(this.fold.schema, others, rules, running, shared);
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
    this.#isPart = layout.isPart;
    const wanted = new Map<IncrementalFold, string[]>(
      [this.fold, ...Object.values(this.others)].map((fold) => [fold, []]),
    );
    for (const { file, role } of layout.files) {
      const fold = this.#foldFor(role);
      const document = documentOf(file);
      if (fold !== undefined) wanted.get(fold)!.push(file);
      else if (document !== undefined) this.release(file, document);
    }
    for (const [fold, files] of wanted) {
      fold.setOrder(files);
      for (const file of files) {
        const document = documentOf(file);
        if (document === undefined || this.#folded.get(file) === fold) continue;
        this.release(file, document);
        this.#folded.set(file, fold);
        this.apply(file, { removed: [], added: document.units });
      }
    }
    this.#dirty = true;
  }

  #foldFor(role: FileRole): IncrementalFold | undefined {
    switch (role) {
      case 'schema':
      case 'migration':
      case 'queries':
        return this.fold;
      case 'history':
        return this.others.migrations;
      case 'counterpart':
        return this.others.counterpart;
      case 'rollback':
      case 'upgrade':
        return undefined;
    }
  }

  /** Takes a file's statements out; `document` is the one that was read in. */
  release(file: string, document: SourceDocument): void {
    if (!this.#folded.has(file)) return;
    this.apply(file, { removed: [...document.told], added: [] });
    this.#folded.delete(file);
  }

  apply(file: string, delta: DocumentDelta): void {
    const fold = this.#folded.get(file);
    if (fold === undefined) return;
    for (const unit of delta.removed) {
      fold.remove(unit);
      this.#staleUnits.add(`${file}|${unit.id}`);
      for (const extension of unit.lowered.extensions) this.#count(extension, -1);
    }
    for (const unit of delta.added) {
      fold.add(unit);
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
    const { migrations, counterpart } = this.others;
    return this.runner.update(
      delta,
      { migrations: migrations.update(), counterpart: counterpart.update() },
      stale,
      [...this.#extensions.keys()].sort(),
      this.#isPart || this.fold.gaps.length > 0,
    );
  }
}

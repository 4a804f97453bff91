/** The databases of a workspace, and which files are in each. */
import type { Rule } from '../rules/rule.ts';
import type { DatabaseLayout } from '../workspace/layout.ts';
import type { Configuration } from './configuration.ts';
import type { Configurations } from './configurations.ts';
import { DatabaseState } from './database-state.ts';
import type { FileState, FileStates } from './file-state.ts';
import type { Running } from './running.ts';
import type { SharedValues } from './shared-values.ts';

export class Databases {
  readonly #files: FileStates;
  readonly #rules: readonly Rule[];
  readonly #running: Running;
  readonly #shared: SharedValues;
  readonly #byId = new Map<string, DatabaseState>();
  /** The settings of rules that each database was made with. */
  readonly #settings = new WeakMap<DatabaseState, Configuration['rules']>();

  constructor(files: FileStates, rules: readonly Rule[], running: Running, shared: SharedValues) {
    this.#files = files;
    this.#rules = rules;
    this.#running = running;
    this.#shared = shared;
  }

  all(): Iterable<DatabaseState> {
    return this.#byId.values();
  }

  clear(): void {
    this.#byId.clear();
  }

  /** Moves files to the databases that the layouts put them in; `moved` hears of each that changed its database. */
  arrange(layouts: readonly DatabaseLayout[], configurations: Configurations, moved: (state: FileState) => void): void {
    const wanted = new Map<string, Set<string>>(
      layouts.map((layout) => [
        layout.id,
        new Set(layout.files.filter((file) => file.role !== 'rollback').map((file) => file.file)),
      ]),
    );
    for (const state of this.#files.values()) {
      const { database } = state;
      if (database !== undefined && wanted.get(database.id)?.has(state.file) !== true) {
        database.release(state.file, state.document);
        state.database = undefined;
        moved(state);
      }
    }
    for (const id of [...this.#byId.keys()]) if (!wanted.has(id)) this.#byId.delete(id);
    for (const layout of layouts) {
      let database = this.#byId.get(layout.id);
      // The first file's settings hold, and another file may be the first one now.
      const first = layout.files[0]!.file;
      const settings = configurations.of(first).rules;
      const isKept = database?.dialect === layout.dialect && this.#settings.get(database) === settings;
      if (database === undefined || !isKept) {
        const rules = layout.isOfTests ? [] : configurations.enabledRules(first, this.#rules);
        database = new DatabaseState(layout, rules, this.#running, this.#shared);
        this.#byId.set(layout.id, database);
        this.#settings.set(database, settings);
      }
      for (const { file } of layout.files) {
        const state = this.#files.get(file);
        if (state === undefined || state.database === database) continue;
        state.database?.release(file, state.document);
        state.database = database;
        moved(state);
      }
      database.arrange(layout, (file) => this.#files.get(file)?.document);
    }
  }
}

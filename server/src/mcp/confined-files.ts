/** The schema files below the given folders and of nowhere else, read again when they change. */
import { realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Analyzer } from '../analysis/analyzer.ts';
import { defaultConfiguration } from '../analysis/configuration.ts';
import { concernsSchemas } from '../analysis/languages.ts';
import { type ConfigurationFile, findFiles, isBelow, readFiles } from '../host/workspace-files.ts';

/** Milliseconds: requests come in bursts, and files change at the pace of people and of agents between requests. */
const freshFor = 300;

export class ConfinedFiles {
  readonly #analyzer: Analyzer;
  /** Real paths, '/'-separated. */
  readonly roots: readonly string[];
  /** What a file looked like when it was read. */
  readonly #seen = new Map<string, string>();
  readonly #configured = new Set<string>();
  #refreshed = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;

  private constructor(analyzer: Analyzer, roots: readonly string[]) {
    this.#analyzer = analyzer;
    this.roots = roots;
  }

  /** Throws when a folder does not exist. */
  static async below(folders: readonly string[], analyzer: Analyzer): Promise<ConfinedFiles> {
    const roots = await Promise.all(folders.map(async (folder) => slashed(await realpath(folder))));
    return new ConfinedFiles(analyzer, [...new Set(roots)]);
  }

  /** Brings the analyzer to what is on the disk. */
  refresh(): Promise<void> {
    if (performance.now() - this.#refreshed < freshFor) return Promise.resolve();
    this.#running ??= this.#refresh().finally(() => {
      this.#running = undefined;
      this.#refreshed = performance.now();
    });
    return this.#running;
  }

  async #refresh(): Promise<void> {
    const found = await findFiles(this.roots, () => defaultConfiguration);
    this.#configure(found.configurations);
    const states = new Map<string, string>();
    for (const file of found.files) {
      const state = await this.#stateOf(file);
      if (state !== undefined) states.set(file, state);
    }
    for (const file of this.#seen.keys()) {
      if (!states.has(file)) this.#forget(file);
    }
    const changed = [...states].filter(([file, state]) => this.#seen.get(file) !== state);
    for await (const reading of readFiles(changed.map(([file]) => file))) {
      if ('text' in reading && concernsSchemas(reading.file, reading.text)) {
        this.#analyzer.setFile(reading.file, reading.text);
      } else this.#analyzer.removeFile(reading.file);
      this.#seen.set(reading.file, states.get(reading.file)!);
    }
  }

  /** Settings count where they count on the command line: those of the nearest folder above, too. */
  #configure(configurations: readonly ConfigurationFile[]): void {
    for (const folder of this.#configured) {
      if (!configurations.some((each) => each.folder === folder))
        this.#analyzer.configure(folder, defaultConfiguration);
    }
    this.#configured.clear();
    for (const { folder, configuration } of configurations) {
      this.#analyzer.configure(folder, configuration);
      this.#configured.add(folder);
    }
  }

  /** Undefined for what is gone, and for a link that leads out of the folders. */
  async #stateOf(file: string): Promise<string | undefined> {
    try {
      const real = await realpath(file);
      if (!this.#isInside(slashed(real))) return undefined;
      const { mtimeMs, size, ino } = await stat(real);
      return `${mtimeMs} ${size} ${ino}`;
    } catch {
      // It went away, or cannot be read: either way there is no text of it.
      return undefined;
    }
  }

  #isInside(file: string): boolean {
    return this.roots.some((root) => isBelow(root, file));
  }

  #forget(file: string): void {
    this.#seen.delete(file);
    this.#analyzer.removeFile(file);
  }
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

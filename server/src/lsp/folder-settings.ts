/** Which settings count for which folder: the nearest `db-architect.jsonc`, laid over the editor's own settings. */
import type { Analyzer, ReportedFinding } from '../analysis/analyzer.ts';
import { type Configuration, type ConfigurationProblem, defaultConfiguration } from '../analysis/configuration.ts';
import { ignoreMatcher, type PathMatcher } from '../analysis/glob.ts';
import { configurationFindings, readConfiguration } from '../analysis/read-configuration.ts';
import { folderOf, isBelow, relativeTo } from '../host/workspace-files.ts';

interface FolderSettings {
  readonly folder: string;
  readonly text: string;
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
  readonly ignored: PathMatcher;
}

export class SettingsOfFolders {
  /** By configuration file. */
  readonly #files = new Map<string, FolderSettings>();
  /** The editor's settings by workspace folder, and those of the window. */
  #editor: ReadonlyMap<string, Configuration> = new Map();
  #window: Configuration = defaultConfiguration;
  /** What the analyzer was told, by folder: it is told again only when something changed. */
  readonly #told = new Map<string, string>();

  /** The editor's settings for a folder or file. */
  editorSettings(path: string): Configuration {
    return nearest(this.#editor, path) ?? this.#window;
  }

  setEditorSettings(window: Configuration, folders: ReadonlyMap<string, Configuration>): void {
    this.#window = window;
    this.#editor = folders;
    for (const [file, { text }] of this.#files) this.setFile(file, text);
  }

  /** Returns whether other files are left out than before. */
  setFile(file: string, text: string): boolean {
    const folder = folderOf(file);
    const before = this.#files.get(file)?.configuration.ignore ?? [];
    const { configuration, problems } = readConfiguration(text, this.editorSettings(file));
    this.#files.set(file, { folder, text, configuration, problems, ignored: ignoreMatcher(configuration.ignore) });
    return before.join('\n') !== configuration.ignore.join('\n');
  }

  removeFile(file: string): boolean {
    const removed = this.#files.get(file);
    this.#files.delete(file);
    return removed !== undefined && removed.configuration.ignore.length > 0;
  }

  files(): readonly string[] {
    return [...this.#files.keys()];
  }

  textOf(file: string): string | undefined {
    return this.#files.get(file)?.text;
  }

  isIgnored(file: string): boolean {
    for (const { folder, ignored } of this.#files.values()) {
      if (isBelow(folder, file) && ignored(relativeTo(folder, file))) return true;
    }
    return false;
  }

  /** Brings the analyzer up to date and returns whether that changed anything. `folders` are those that have no file of their own: roots, single documents. */
  tell(analyzer: Analyzer, folders: readonly string[]): boolean {
    const own = (folder: string) => ({ ...this.editorSettings(folder), ...this.#inherited(folder) });
    const wanted = new Map(folders.map((folder) => [folder, own(folder)]));
    for (const { folder, configuration } of this.#files.values()) wanted.set(folder, configuration);
    for (const folder of this.#told.keys()) {
      if (!wanted.has(folder)) wanted.set(folder, own(folder));
    }
    let changed = false;
    for (const [folder, configuration] of wanted) {
      const signature = JSON.stringify({ ...configuration, rules: [...configuration.rules] });
      if (this.#told.get(folder) === signature) continue;
      this.#told.set(folder, signature);
      analyzer.configure(folder, configuration);
      changed = true;
    }
    return changed;
  }

  /** What a folder without a file of its own takes from the one above. */
  #inherited(folder: string): Partial<Configuration> {
    const configurations = new Map([...this.#files.values()].map((own) => [own.folder, own.configuration]));
    const above = nearest(configurations, folder);
    return above === undefined ? {} : { ...above, ignore: [], databases: [] };
  }

  problemsIn(file: string): readonly ReportedFinding[] {
    return configurationFindings(file, this.#files.get(file)?.problems ?? []);
  }
}

function nearest<Value>(byFolder: ReadonlyMap<string, Value>, path: string): Value | undefined {
  let best: string | undefined;
  for (const folder of byFolder.keys()) {
    if ((folder === path || isBelow(folder, path)) && folder.length >= (best?.length ?? 0)) best = folder;
  }
  return best === undefined ? undefined : byFolder.get(best);
}

/**
 * Keeps the analyzer in step with the disk: reads the folders at the start, follows files and settings that change,
 * and leaves alone what is open in the editor.
 */
import type { Analyzer } from '../analysis/analyzer.ts';
import { concernsSchemas } from '../analysis/languages.ts';
import {
  type ConfigurationFile,
  configurationAbove,
  type FileReading,
  findFiles,
  folderOf,
  isBelow,
  isConfigurationFile,
  isInForeignFolder,
  isSchemaFile,
  largestFile,
  readConfigurationFile,
  readFile,
  readFiles,
  tooLarge,
  unreadableFinding,
} from '../host/workspace-files.ts';
import type { DiagnosticReports } from './diagnostic-reports.ts';
import type { SettingsOfFolders } from './folder-settings.ts';
import { pathOf } from './from-protocol.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';

export type IndexingProgress = (done: number, total: number) => void;

export class Workspace {
  readonly #current: () => Analyzer;
  readonly #documents: OpenDocuments;
  readonly #settings: SettingsOfFolders;
  readonly #reports: DiagnosticReports;
  readonly #failed: (file: string, error: unknown) => void;
  #roots: readonly string[] = [];
  #revision = 0;

  constructor(
    analyzer: () => Analyzer,
    documents: OpenDocuments,
    settings: SettingsOfFolders,
    reports: DiagnosticReports,
    failed: (file: string, error: unknown) => void,
  ) {
    this.#failed = failed;
    this.#current = analyzer;
    this.#documents = documents;
    this.#settings = settings;
    this.#reports = reports;
  }

  get #analyzer(): Analyzer {
    return this.#current();
  }

  /** Changes when something other than typing changed what there is to check. */
  get revision(): number {
    return this.#revision;
  }

  get roots(): readonly string[] {
    return this.#roots;
  }

  setRoots(uris: readonly string[]): void {
    this.#roots = uris.flatMap((uri) => pathOf(uri) ?? []);
  }

  changeRoots(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(pathOf));
    const come = added.flatMap((uri) => pathOf(uri) ?? []);
    this.#roots = [...new Set([...this.#roots.filter((root) => !gone.has(root)), ...come])];
  }

  /** Reads everything below the roots; what is known already and has not changed costs nothing. */
  async index(progress: IndexingProgress, signal: AbortSignal): Promise<void> {
    const found = await findFiles(this.#roots, (root) => this.#settings.editorSettings(root), signal);
    const outside = await Promise.all([...this.#documents.all()].map((document) => this.#besideOutsider(document)));
    if (signal.aborted) return;
    this.#takeConfigurations([...found.configurations, ...outside.flatMap((beside) => beside ?? [])]);
    const files = found.files.filter((file) => this.#documents.of(file) === undefined);
    let done = 0;
    for await (const reading of readFiles(files, signal)) {
      this.#take(reading);
      progress(++done, files.length);
    }
    if (signal.aborted) return;
    const there = new Set([...files, ...found.unreadable.map(({ file }) => file)]);
    for (const file of this.#reports.files()) {
      if (!there.has(file) && this.#documents.of(file) === undefined && !isConfigurationFile(file)) this.#drop(file);
    }
    for (const note of found.unreadable) this.#reports.setHostFindings(note.file, [unreadableFinding(note)]);
  }

  /** Settings have changed: the analyzer is told, and open documents are taken in or left out. */
  applySettings(): void {
    for (const file of this.#settings.files()) {
      if (this.#reports.setHostFindings(file, this.#settings.problemsIn(file))) this.#revision++;
    }
    const single = [...this.#documents.all()].map(({ file }) => file).filter((file) => !this.#isBelowRoot(file));
    if (this.#settings.tell(this.#analyzer, [...this.#roots, ...single.map(folderOf)])) this.#revision++;
    for (const document of this.#documents.all()) this.#settle(document);
  }

  /** Whether the file is read at all: written in one of our languages, and not left out by settings or by where it lies. */
  isChecked(file: string, languageId: string): boolean {
    if (isConfigurationFile(file)) return false;
    if (!isSchemaFile(file) && !languageId.toLowerCase().includes('sql')) return false;
    if (this.#settings.isIgnored(file)) return false;
    const root = this.#roots.find((folder) => isBelow(folder, file));
    return root === undefined || !isInForeignFolder(root, file);
  }

  /** A document was opened. Returns whether settings may lie beside it that nobody has read yet: see `adopt`. */
  open(document: OpenDocument): boolean {
    if (isConfigurationFile(document.file)) {
      this.editConfiguration(document);
      return false;
    }
    this.applySettings();
    return !this.#isBelowRoot(document.file) && pathOf(document.uri) !== undefined;
  }

  /** A document outside the workspace: settings may lie beside it. */
  async adopt(document: OpenDocument): Promise<void> {
    const found = await this.#besideOutsider(document);
    if (found !== undefined) this.#settings.setFile(found.file, found.text);
    this.applySettings();
  }

  async #besideOutsider({ file, uri }: OpenDocument): Promise<ConfigurationFile | undefined> {
    if (this.#isBelowRoot(file) || pathOf(uri) === undefined) return undefined;
    const folder = folderOf(file);
    const base = this.#settings.editorSettings(folder);
    return (await readConfigurationFile(folder, base)) ?? (await configurationAbove(folder, base));
  }

  /** A document was closed: what is on the disk counts again. Returns the same as `follow`. */
  async release(document: OpenDocument): Promise<boolean> {
    const { file } = document;
    if (this.#documents.of(file) !== undefined) return false;
    if (isConfigurationFile(file)) return this.follow(new Map([[file, true]]));
    if (this.#isBelowRoot(file) && this.isChecked(file, '')) await this.#readAgain(file);
    else this.#drop(file);
    return false;
  }

  /**
   * Files were created or changed (`true`) or are gone (`false`). Returns whether the folders have to be read again
   * because other files are left out now.
   */
  async follow(changes: ReadonlyMap<string, boolean>): Promise<boolean> {
    let leavesOutOthers = false;
    for (const [file, exists] of changes) {
      if (exists) leavesOutOthers = (await this.#changed(file)) || leavesOutOthers;
      else leavesOutOthers = this.#gone(file) || leavesOutOthers;
    }
    this.applySettings();
    return leavesOutOthers;
  }

  /** The text of an open settings file has changed. Returns whether other files are left out now. */
  editConfiguration(document: OpenDocument): boolean {
    const leavesOutOthers = this.#settings.setFile(document.file, document.heldText ?? '');
    this.applySettings();
    return leavesOutOthers;
  }

  async #changed(path: string): Promise<boolean> {
    if (this.#documents.of(path) !== undefined) return false;
    if (isConfigurationFile(path)) {
      const reading = await readFile(path);
      if (this.#documents.of(path) !== undefined) return false;
      if (!('text' in reading)) return this.#gone(path);
      return this.#settings.setFile(path, reading.text);
    }
    if (!this.#isBelowRoot(path)) return false;
    if (isSchemaFile(path)) {
      if (this.isChecked(path, '')) await this.#readAgain(path);
      return false;
    }
    return this.#readFolder(path);
  }

  /** A folder came in at once, renamed or moved: no file in it is announced. */
  async #readFolder(folder: string): Promise<boolean> {
    const root = this.#roots.find((outer) => isBelow(outer, folder));
    if (root === undefined || isInForeignFolder(root, `${folder}/`)) return false;
    const found = await findFiles([folder], () => this.#settings.editorSettings(folder));
    for (const { file, text } of found.configurations) if (isBelow(folder, file)) this.#settings.setFile(file, text);
    const files = found.files.filter((file) => this.isChecked(file, '') && this.#documents.of(file) === undefined);
    for await (const reading of readFiles(files)) this.#take(reading);
    return false;
  }

  /** A file, or a folder with everything in it. */
  #gone(path: string): boolean {
    let leftOut = false;
    for (const file of this.#settings.files()) {
      if (file !== path && !isBelow(path, file)) continue;
      if (this.#documents.of(file) !== undefined) continue;
      leftOut = this.#settings.removeFile(file) || leftOut;
      this.#drop(file);
    }
    if (this.#documents.of(path) === undefined && this.#reports.has(path)) this.#drop(path);
    if (!isSchemaFile(path)) {
      for (const file of this.#reports.files()) {
        if (isBelow(path, file) && this.#documents.of(file) === undefined) this.#drop(file);
      }
    }
    return leftOut;
  }

  async #readAgain(file: string): Promise<void> {
    const reading = await readFile(file);
    // Opened again while the disk was read: the editor's text counts.
    if (this.#documents.of(file) !== undefined) return;
    if ('reason' in reading && reading.missing) this.#drop(file);
    else this.#take(reading);
  }

  #take(reading: FileReading): void {
    const { file } = reading;
    if (this.#documents.of(file) !== undefined) return;
    if ('text' in reading) {
      if (!concernsSchemas(file, reading.text)) {
        this.#drop(file);
        return;
      }
      this.#reports.setHostFindings(file, []);
      if (this.#analyzer.textOf(file) === reading.text) return;
      this.#revision++;
      try {
        this.#analyzer.setFile(file, reading.text);
      } catch (error) {
        // A mistake of ours; the other files go on without this one.
        this.#failed(file, error);
      }
    } else {
      this.#drop(file);
      this.#reports.setHostFindings(file, [unreadableFinding(reading)]);
    }
  }

  #takeConfigurations(found: readonly { readonly file: string; readonly text: string }[]): void {
    const there = new Set(found.map(({ file }) => file));
    for (const file of this.#settings.files()) {
      if (there.has(file) || this.#documents.of(file) !== undefined) continue;
      this.#settings.removeFile(file);
      this.#drop(file);
    }
    for (const { file, text } of found) this.#settings.setFile(file, this.#documents.of(file)?.heldText ?? text);
    this.applySettings();
  }

  /** Gives an open document to the analyzer, or holds it back. */
  #settle(document: OpenDocument): void {
    const { file, languageId } = document;
    const isHeld = document.heldText !== undefined;
    const isTooLarge = document.lines.length > largestFile;
    const wantsChecking = this.isChecked(file, languageId);
    if (wantsChecking && !isTooLarge) {
      if (!isHeld) return;
      this.#reports.setHostFindings(file, []);
      document.release(this.#analyzer);
    } else if (!isHeld) {
      document.hold(this.#analyzer);
      this.#reports.forget(file);
    }
    if (wantsChecking && isTooLarge)
      this.#reports.setHostFindings(file, [unreadableFinding({ file, reason: tooLarge })]);
  }

  #drop(file: string): void {
    if (!this.#reports.has(file)) return;
    if (this.#analyzer.has(file)) this.#analyzer.removeFile(file);
    this.#reports.forget(file);
    this.#revision++;
  }

  #isBelowRoot(file: string): boolean {
    return this.#roots.some((root) => isBelow(root, file));
  }
}

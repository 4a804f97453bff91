/** Gets the `dbArchitect.*` settings from the editor, by whichever way it offers. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import type { ClientFeatures } from './client-features.ts';
import type { SettingsOfFolders } from './folder-settings.ts';
import { configurationOf } from './from-protocol.ts';
import { uriOfPath } from './to-protocol.ts';

const section = 'dbArchitect';
/** In milliseconds. */
const patience = 3000;

export class EditorSettingsSource {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #settings: SettingsOfFolders;
  /** What the client sent last by itself. */
  #sent: unknown;

  constructor(
    connection: Connection,
    features: ClientFeatures,
    settings: SettingsOfFolders,
    { initializationOptions }: InitializeParams,
  ) {
    this.#connection = connection;
    this.#features = features;
    this.#settings = settings;
    this.#sent = initializationOptions;
    settings.setEditorSettings(configurationOf(this.#sent), new Map());
  }

  /** Settings may differ from folder to folder, so each is asked for. */
  async pull(folders: readonly string[], sent?: unknown): Promise<void> {
    this.#sent = ownSection(sent) ?? this.#sent;
    const answers = this.#features.configuration ? await this.#ask(folders) : [];
    const [window, ...byFolder] = answers.map((answer) => configurationOf(answer ?? this.#sent));
    this.#settings.setEditorSettings(
      window ?? configurationOf(this.#sent),
      new Map(byFolder.map((configuration, i) => [folders[i]!, configuration])),
    );
  }

  /** Nothing from an editor that refuses, or that is silent for long: everything else waits for the answer. */
  async #ask(folders: readonly string[]): Promise<readonly unknown[]> {
    const scopes = folders.map((folder) => ({ section, scopeUri: uriOfPath(folder) }));
    const giveUp = new AbortController();
    try {
      return await Promise.race([
        this.#connection.workspace.getConfiguration([{ section }, ...scopes]),
        sleep(patience, [], { signal: giveUp.signal, ref: false }),
      ]);
    } catch {
      return [];
    } finally {
      giveUp.abort();
    }
  }
}

/** Clients that push settings send all of them under the section's name, or the section alone. */
function ownSection(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return undefined;
  return section in sent ? sent[section] : sent;
}

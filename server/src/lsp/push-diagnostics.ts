/** Publishes diagnostics to editors that do not ask for them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Session } from './session.ts';

/** Long enough for a burst of keystrokes to be one. */
const pause = 20;
const filesPerTurn = 50;

export class PushDiagnostics {
  readonly #session: Session;
  /** By file: where and what was published last. */
  readonly #published = new Map<string, Published>();
  #timer: NodeJS.Timeout | undefined;
  /** Counts up with every round; an older round that is still under way gives up. */
  #round = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#publish().catch((error) => this.#session.reportFailure('publishing diagnostics', error));
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#round++;
  }

  async #publish(): Promise<void> {
    const round = ++this.#round;
    await this.#session.pending;
    if (round !== this.#round) return;
    const { documents, reports } = this.#session;
    const open = [...documents.all()].map(({ file }) => file).filter((file) => reports.has(file));
    const files = new Set([...open, ...reports.files()]);
    let count = 0;
    for (const file of files) {
      this.#publishFile(file);
      if (++count % filesPerTurn !== 0) continue;
      await nextTurn();
      if (round !== this.#round) return;
    }
    for (const [file, { uri, isEmpty }] of this.#published) {
      if (files.has(file)) continue;
      this.#published.delete(file);
      if (!isEmpty) this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }

  #publishFile(file: string): void {
    const session = this.#session;
    if (!session.reports.has(file)) return;
    const { resultId, isEmpty, diagnostics } = session.reports.report(file);
    const last = this.#published.get(file);
    const uri = session.uriOf(file);
    const version = session.documents.of(file)?.version;
    if (last?.resultId === resultId && last.uri === uri && last.version === version) return;
    this.#published.set(file, { uri, resultId, version, isEmpty });
    if (isEmpty && version === undefined && (last?.isEmpty ?? true)) return;
    session.connection.sendDiagnostics({
      uri,
      ...(version !== undefined && { version }),
      diagnostics: [...diagnostics()],
    });
  }
}

interface Published {
  readonly uri: string;
  readonly resultId: string;
  readonly version: number | undefined;
  readonly isEmpty: boolean;
}

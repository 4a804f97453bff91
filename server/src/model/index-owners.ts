import { type Dialect, foldCase } from './dialect.ts';
import type { Index, Key, Table } from './table.ts';

type Named = Index | Key;

/** Which tables may have an index of a name: statements that drop or rename an index do not always say its table. */
export class IndexOwners {
  readonly #dialect: Dialect;
  readonly #byName = new Map<string, Set<string>>();
  /** Tables with indexes, and with keys, that the database names. */
  readonly #withUnnamedIndexes = new Set<string>();
  readonly #withUnnamedKeys = new Set<string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Takes note of a table as it is now. What it had before stays noted: whoever asks looks at the table anyway. */
  note(before: Table | undefined, after: Table): void {
    this.#noteNew(before?.indexes, after.indexes, after.key, this.#withUnnamedIndexes);
    this.#noteNew(before?.uniques, after.uniques, after.key, this.#withUnnamedKeys);
    if (after.primaryKey !== undefined) this.#noteOne(after.primaryKey, after.key, this.#withUnnamedKeys);
  }

  /** Keys of tables, the likely ones first; those that have the index, or the key whose index it is, are among them. */
  *at(name: string, isKey: boolean): Iterable<string> {
    yield* [...(this.#byName.get(foldCase(this.#dialect, name)) ?? [])];
    yield* [...this.#withUnnamedIndexes];
    if (isKey) yield* [...this.#withUnnamedKeys];
  }

  #noteNew(before: readonly Named[] | undefined, after: readonly Named[], table: string, unnamed: Set<string>): void {
    if (before === after) return;
    let same = 0;
    while (same < after.length && before?.[same] === after[same]) same++;
    for (let at = same; at < after.length; at++) this.#noteOne(after[at]!, table, unnamed);
  }

  #noteOne({ name }: Named, table: string, unnamed: Set<string>): void {
    if (name === undefined) {
      unnamed.add(table);
      return;
    }
    const key = foldCase(this.#dialect, name);
    const known = this.#byName.get(key);
    if (known === undefined) this.#byName.set(key, new Set([table]));
    else known.add(table);
  }
}

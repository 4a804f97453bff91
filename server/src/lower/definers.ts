import type { ChangedUnits } from './changed-units.ts';
import type { SourceUnit } from './program.ts';

/** Which pieces define which names, kept up to date piece by piece. */
export class Definers {
  readonly #namesIn: (unit: SourceUnit) => Iterable<string>;
  readonly #units = new Map<string, Set<SourceUnit>>();

  constructor(namesIn: (unit: SourceUnit) => Iterable<string>) {
    this.#namesIn = namesIn;
  }

  /** Takes over a change of units; answers the names that may be defined elsewhere now. */
  change({ gone, come }: ChangedUnits): ReadonlySet<string> {
    const names = new Set<string>();
    for (const unit of gone) {
      for (const name of this.#namesIn(unit)) {
        names.add(name);
        const units = this.#units.get(name);
        units?.delete(unit);
        if (units?.size === 0) this.#units.delete(name);
      }
    }
    for (const unit of come) {
      for (const name of this.#namesIn(unit)) {
        names.add(name);
        const units = this.#units.get(name);
        if (units === undefined) this.#units.set(name, new Set([unit]));
        else units.add(unit);
      }
    }
    return names;
  }

  /** The pieces that define a name, in no order. */
  of(name: string): ReadonlySet<SourceUnit> {
    return this.#units.get(name) ?? none;
  }
}

const none: ReadonlySet<SourceUnit> = new Set();

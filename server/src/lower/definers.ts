import type { ChangedUnits } from './changed-units.ts';
import type { SourceUnit } from './program.ts';

/** Which pieces define which names, kept up to date piece by piece. */
export class Definers {
  readonly #namesIn: (unit: SourceUnit) => Iterable<string>;
  /** Most names are defined once; a set around each would take more room than all else. */
  readonly #units = new Map<string, SourceUnit | Set<SourceUnit>>();
  #all: readonly SourceUnit[] = [];
  #places: ReadonlyMap<SourceUnit, number> | undefined;

  constructor(namesIn: (unit: SourceUnit) => Iterable<string>) {
    this.#namesIn = namesIn;
  }

  /** Takes over a change to these units; answers the names that may be defined elsewhere now. */
  change({ gone, come }: ChangedUnits, units: readonly SourceUnit[]): ReadonlySet<string> {
    this.#all = units;
    this.#places = undefined;
    const names = new Set<string>();
    for (const unit of gone) {
      for (const name of this.#namesIn(unit)) {
        names.add(name);
        this.#remove(name, unit);
      }
    }
    for (const unit of come) {
      for (const name of this.#namesIn(unit)) {
        names.add(name);
        this.#add(name, unit);
      }
    }
    return names;
  }

  #add(name: string, unit: SourceUnit): void {
    const known = this.#units.get(name);
    if (known === undefined) this.#units.set(name, unit);
    else if (known instanceof Set) known.add(unit);
    else if (known !== unit) this.#units.set(name, new Set([known, unit]));
  }

  #remove(name: string, unit: SourceUnit): void {
    const known = this.#units.get(name);
    if (known instanceof Set) known.delete(unit);
    if (known === unit || (known instanceof Set && known.size === 0)) this.#units.delete(name);
  }

  first(name: string): SourceUnit | undefined {
    return this.#outermost(name, (one, other) => one < other);
  }

  last(name: string): SourceUnit | undefined {
    return this.#outermost(name, (one, other) => one > other);
  }

  #outermost(name: string, goesBefore: (one: number, other: number) => boolean): SourceUnit | undefined {
    const known = this.#units.get(name);
    if (!(known instanceof Set)) return known;
    const [found, ...others] = known;
    const places = this.#places ?? new Map(this.#all.map((unit, at) => [unit, at]));
    this.#places = places;
    return others.reduce((one, other) => (goesBefore(places.get(other)!, places.get(one)!) ? other : one), found!);
  }
}

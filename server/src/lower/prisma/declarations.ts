/** Which blocks of a Prisma schema declare which names, and which configure it, kept up to date unit by unit. */
import type { Block } from '../../syntax/prisma/block.ts';
import { type ChangedUnits, changedUnits } from '../changed-units.ts';
import type { SourceUnit } from '../program.ts';

interface Place {
  readonly file: string;
  readonly unit: SourceUnit;
}

export interface ChangedDeclarations extends ChangedUnits {
  /** Names of which another block, or none, may be the first to declare them. */
  readonly names: ReadonlySet<string>;
  /** Blocks of configuration came or went. */
  readonly isConfigured: boolean;
}

export class Declarations {
  readonly #blockOf: (unit: SourceUnit) => Block;
  readonly #units = new Map<string, readonly SourceUnit[]>();
  readonly #places = new Map<string, readonly Place[]>();

  constructor(blockOf: (unit: SourceUnit) => Block) {
    this.#blockOf = blockOf;
  }

  setUnits(file: string, units: readonly SourceUnit[]): ChangedDeclarations {
    const changed = changedUnits(this.#units.get(file) ?? [], units);
    if (units.length === 0) this.#units.delete(file);
    else this.#units.set(file, units);
    const names = new Set<string>();
    let isConfigured = false;
    for (const unit of changed.gone) {
      if (isConfiguration(this.#blockOf(unit))) isConfigured = true;
      const name = declaredName(this.#blockOf(unit));
      if (name === undefined) continue;
      names.add(name);
      const rest = (this.#places.get(name) ?? []).filter((place) => place.unit !== unit);
      if (rest.length === 0) this.#places.delete(name);
      else this.#places.set(name, rest);
    }
    for (const unit of changed.come) {
      if (isConfiguration(this.#blockOf(unit))) isConfigured = true;
      const name = declaredName(this.#blockOf(unit));
      if (name === undefined) continue;
      names.add(name);
      this.#places.set(name, [...(this.#places.get(name) ?? []), { file, unit }]);
    }
    return { ...changed, names, isConfigured };
  }

  /** The first unit, in the order of files and texts, that declares a name. */
  declaring(name: string): SourceUnit | undefined {
    const [first, ...others] = this.#places.get(name) ?? [];
    if (first === undefined) return undefined;
    return others.reduce((one, other) => (this.#isBefore(other, one) ? other : one), first).unit;
  }

  #isBefore(one: Place, other: Place): boolean {
    if (one.file !== other.file) return one.file < other.file;
    const units = this.#units.get(one.file) ?? [];
    return units.indexOf(one.unit) < units.indexOf(other.unit);
  }

  /** Datasources and generators, in the order of files and texts. */
  configuration(): readonly SourceUnit[] {
    const files = [...this.#units.keys()].sort();
    return files.flatMap((file) => this.#units.get(file)!.filter((unit) => isConfiguration(this.#blockOf(unit))));
  }
}

function declaredName({ kind, name }: Block): string | undefined {
  return declaringKinds.has(kind) && name !== undefined && name.text !== '' ? name.text : undefined;
}

function isConfiguration({ kind }: Block): boolean {
  return kind === 'datasource' || kind === 'generator';
}

const declaringKinds: ReadonlySet<string> = new Set(['model', 'view', 'enum', 'type']);

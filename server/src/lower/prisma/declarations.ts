/** Which blocks of a Prisma schema declare which names, and which configure it, kept up to date block by block. */
import type { Block } from '../../syntax/prisma/block.ts';
import { type ChangedUnits, changedUnits } from '../changed-units.ts';
import { Definers } from '../definers.ts';
import type { SourceUnit } from '../program.ts';

export interface ChangedDeclarations extends ChangedUnits {
  /** Names of which another block, or none, may be the first to declare them. */
  readonly names: ReadonlySet<string>;
  /** Blocks of configuration came or went. */
  readonly isConfigured: boolean;
}

export class Declarations {
  readonly #blockOf: (unit: SourceUnit) => Block;
  readonly #units = new Map<string, readonly SourceUnit[]>();
  /** By file, in the order of the files. */
  #definers: readonly (readonly [file: string, definers: Definers])[] = [];

  constructor(blockOf: (unit: SourceUnit) => Block) {
    this.#blockOf = blockOf;
  }

  setUnits(file: string, units: readonly SourceUnit[]): ChangedDeclarations {
    const changed = changedUnits(this.#units.get(file) ?? [], units);
    const names = this.#definersIn(file).change(changed, units);
    if (units.length === 0) {
      this.#units.delete(file);
      this.#definers = this.#definers.filter(([other]) => other !== file);
    } else this.#units.set(file, units);
    const isConfigured = [...changed.gone, ...changed.come].some((unit) => isConfiguration(this.#blockOf(unit)));
    return { ...changed, names, isConfigured };
  }

  #definersIn(file: string): Definers {
    const known = this.#definers.find(([other]) => other === file);
    if (known !== undefined) return known[1];
    const definers = new Definers((unit) => declaredNames(this.#blockOf(unit)));
    this.#definers = [...this.#definers, [file, definers] as const].sort(([one], [other]) => (one < other ? -1 : 1));
    return definers;
  }

  /** The first unit, in the order of files and texts, that declares a name. */
  declaring(name: string): SourceUnit | undefined {
    for (const [, definers] of this.#definers) {
      const unit = definers.first(name);
      if (unit !== undefined) return unit;
    }
    return undefined;
  }

  /** Datasources and generators, in the order of files and texts. */
  configuration(): readonly SourceUnit[] {
    return this.#definers.flatMap(([file]) =>
      this.#units.get(file)!.filter((unit) => isConfiguration(this.#blockOf(unit))),
    );
  }
}

function declaredNames({ kind, name }: Block): readonly string[] {
  return declaringKinds.has(kind) && name !== undefined && name.text !== '' ? [name.text] : [];
}

function isConfiguration({ kind }: Block): boolean {
  return kind === 'datasource' || kind === 'generator';
}

const declaringKinds: ReadonlySet<string> = new Set(['model', 'view', 'enum', 'type']);

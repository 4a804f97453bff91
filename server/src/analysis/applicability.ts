import type { Column, ForeignKey, Table } from '../model/table.ts';
import { otherSources, type Rule } from '../rules/rule.ts';
import type { TrackedContext } from './tracked-context.ts';

/** Where a rule can find anything, as its `only` says. */
export class Applicability {
  readonly #types: ReadonlySet<string> | undefined;
  readonly #mapper: string | undefined;
  readonly #isOfTable: boolean;
  readonly #isCompared: boolean;

  constructor({ only, visits }: Rule) {
    this.#types = only?.types && new Set(only.types);
    this.#mapper = only?.mapper;
    this.#isOfTable = visits === 'table';
    this.#isCompared = only?.compared === true;
  }

  /** Whether the rule can find anything in this database now; asking counts as a question of the rule. */
  toDatabase(context: TrackedContext): boolean {
    return !this.#isCompared || otherSources.some((source) => context.other(source) !== undefined);
  }

  /** Whether a rule about tables can find anything in the table, or count it for something. */
  toTable({ orm }: Table): boolean {
    return !this.#isOfTable || this.#mapper === undefined || orm?.language === this.#mapper;
  }

  toColumn({ type, orm }: Column): boolean {
    if (this.#types?.has(type.family) === false) return false;
    return this.#mapper === undefined || orm?.language === this.#mapper;
  }

  toForeignKey({ orm }: ForeignKey): boolean {
    return this.#mapper === undefined || orm?.language === this.#mapper;
  }
}

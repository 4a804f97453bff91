import { deepEqual } from '../../model/deep-equal.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { Block } from '../../syntax/prisma/block.ts';
import { blockOfText } from '../../syntax/prisma/read-block.ts';
import type { LoweredPiece, PieceError, Program, SourceUnit } from '../program.ts';
import { Queries } from '../queries.ts';
import { type BlockSummary, seenFrom, summaryOf } from './block-summary.ts';
import { Declarations } from './declarations.ts';
import { lowerBlock } from './lower-block.ts';
import type { LoweringContext } from './lowering-context.ts';
import { blockOccurrences } from './occurrences.ts';
import { type PrismaSources, sourcesOf } from './prisma-sources.ts';
import { dialectOf, effectiveProvider } from './provider.ts';

const blockOf = rememberedByElement(({ text }: SourceUnit): Block => blockOfText(text));
const summaryIn = rememberedByElement(summaryOf);

/** The files of one Prisma schema. */
export class PrismaProgram implements Program {
  readonly #dialect: Dialect;
  readonly #declarations = new Declarations(blockOf);
  readonly #queries = new Queries();
  readonly #units = this.#queries.input<SourceUnit>();
  /** What a block that declares a name says to others, by the name. */
  readonly #summaries = this.#queries.input<BlockSummary>(deepEqual);
  readonly #sources = this.#queries.input<PrismaSources>(deepEqual);
  #doubtful = new Map<string, Set<number>>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#sources.set('', sourcesOf([]));
  }

  setUnits(file: string, units: readonly SourceUnit[]): void {
    const { gone, come, names, isConfigured } = this.#declarations.setUnits(file, units);
    for (const { id } of gone) {
      const key = unitKey(file, id);
      this.#units.set(key, undefined);
      this.#lowered.forget(key);
    }
    for (const unit of come) this.#units.set(unitKey(file, unit.id), unit);
    for (const name of names) {
      const unit = this.#declarations.declaring(name);
      this.#summaries.set(name, unit && summaryIn(blockOf(unit)));
    }
    if (isConfigured) this.#sources.set('', sourcesOf(this.#declarations.configuration().map(blockOf)));
  }

  removeFile(file: string): void {
    this.setUnits(file, []);
  }

  takeDoubtful(): ReadonlyMap<string, ReadonlySet<number>> {
    const doubtful = this.#doubtful;
    this.#doubtful = new Map();
    return doubtful;
  }

  lowered(file: string, unit: number): LoweredPiece {
    return this.#lowered(unitKey(file, unit));
  }

  occurrencesIn(file: string, unit: number): readonly Occurrence[] {
    const block = this.#blockAt(unitKey(file, unit));
    if (block === undefined) return [];
    const context = this.#contextAt(file, unit, (name) => this.#summaries.get(name));
    return blockOccurrences(context, block, summaryIn(block));
  }

  errorsIn(file: string, unit: number): readonly PieceError[] {
    const block = this.#blockAt(unitKey(file, unit));
    if (block === undefined) return [];
    if (block.kind === 'unknown') return [{ offset: 0, message: unknownBlock }];
    return block.errors.slice(0, 1).map(({ start, message }) => ({ offset: start, message }));
  }

  #blockAt(key: string): Block | undefined {
    const unit = this.#units.get(key);
    return unit === undefined ? undefined : blockOf(unit);
  }

  /** What a block looks like from a unit, by the unit's key and the name: the rest of it may change without a word here. */
  readonly #seen = this.#queries.derived<BlockSummary | undefined>(
    (question) => {
      const at = question.lastIndexOf('\n');
      const block = this.#blockAt(question.slice(0, at));
      const found = this.#summaries.get(question.slice(at + 1));
      return block && found && seenFrom(summaryIn(block), found);
    },
    () => undefined,
    deepEqual,
  );

  readonly #lowered = this.#queries.derived<LoweredPiece>(
    (key) => {
      const block = this.#blockAt(key);
      if (block === undefined) return nothing;
      if (block.kind === 'datasource') return { ...nothing, extensions: sourcesOf([block]).extensions };
      const { file, unit } = placeOf(key);
      const context = this.#contextAt(file, unit, (name) => this.#seen(`${key}\n${name}`));
      return lowerBlock(context, block, summaryIn(block));
    },
    () => nothing,
    deepEqual,
    (key) => {
      const { file, unit } = placeOf(key);
      const units = this.#doubtful.get(file);
      if (units === undefined) this.#doubtful.set(file, new Set([unit]));
      else units.add(unit);
    },
  );

  #contextAt(file: string, unit: number, find: LoweringContext['find']): LoweringContext {
    const { provider: written, relationMode } = this.#sources.get('')!;
    const provider = effectiveProvider(written, this.#dialect);
    return {
      provider,
      dialect: dialectOf(provider),
      enforcesRelations: provider !== 'mongodb' && relationMode !== 'prisma',
      find,
      at: ({ start, end }) => ({ file, unit, start, end }),
    };
  }
}

const nothing: LoweredPiece = { changes: [], gaps: [], extensions: [] };
const unknownBlock = 'A block of a Prisma schema begins with model, view, type, enum, datasource or generator.';

function unitKey(file: string, unit: number): string {
  return `${unit}\n${file}`;
}

function placeOf(key: string): { readonly file: string; readonly unit: number } {
  const split = key.indexOf('\n');
  return { file: key.slice(split + 1), unit: Number(key.slice(0, split)) };
}

import { deepEqual } from '../../model/deep-equal.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { Block } from '../../syntax/prisma/block.ts';
import { readBlock } from '../../syntax/prisma/read-block.ts';
import type { LoweredPiece, PieceError, Program, SourceUnit } from '../program.ts';
import { Queries } from '../queries.ts';
import { type BlockSummary, summaryOf } from './block-summary.ts';
import { lowerBlock } from './lower-block.ts';
import type { LoweringContext } from './lowering-context.ts';
import { blockOccurrences } from './occurrences.ts';
import { type PrismaSources, sourcesOf } from './prisma-sources.ts';
import { dialectOf, effectiveProvider } from './provider.ts';

const blockOf = rememberedByElement(({ text }: SourceUnit): Block => readBlock(text));

/** What a name search needs to know of a block. */
interface Header {
  readonly name: string;
  readonly isConfiguration: boolean;
}

/** The files of one Prisma schema. */
export class PrismaProgram implements Program {
  readonly #dialect: Dialect;
  readonly #queries = new Queries();
  readonly #files = this.#queries.input<readonly string[]>(deepEqual);
  /** Keys of a file's units, by the file. */
  readonly #unitKeys = this.#queries.input<readonly string[]>(deepEqual);
  readonly #units = this.#queries.input<SourceUnit>();

  #doubtful = new Set<string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  setUnits(file: string, units: readonly SourceUnit[]): void {
    const files = this.#files.get('') ?? [];
    if (!files.includes(file)) this.#files.set('', [...files, file].sort());
    this.#replaceUnits(file, units);
  }

  removeFile(file: string): void {
    this.#files.set(
      '',
      (this.#files.get('') ?? []).filter((each) => each !== file),
    );
    this.#replaceUnits(file, []);
  }

  #replaceUnits(file: string, units: readonly SourceUnit[]): void {
    const keys = units.map(({ id }) => unitKey(file, id));
    const kept = new Set(keys);
    for (const key of this.#unitKeys.get(file) ?? []) if (!kept.has(key)) this.#forget(key);
    this.#unitKeys.set(file, keys.length === 0 ? undefined : keys);
    for (const [at, unit] of units.entries()) this.#units.set(keys[at]!, unit);
  }

  #forget(key: string): void {
    this.#units.set(key, undefined);
    this.#header.forget(key);
    this.#summary.forget(key);
    this.#lowered.forget(key);
  }

  takeDoubtful(): Iterable<string> {
    const files = this.#doubtful;
    this.#doubtful = new Set();
    return files;
  }

  lowered(file: string, unit: number): LoweredPiece {
    return this.#lowered(unitKey(file, unit));
  }

  occurrencesIn(file: string, unit: number): readonly Occurrence[] {
    const key = unitKey(file, unit);
    const block = this.#blockAt(key);
    const context = this.#contextAt(key);
    return block === undefined || context === undefined ? [] : blockOccurrences(context, block, this.#summary(key)!);
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

  /** The keys of all units, in the order of files and texts. */
  readonly #allUnits = this.#queries.derived<readonly string[]>(
    () => (this.#files.get('') ?? []).flatMap((file) => this.#unitKeys.get(file) ?? []),
    () => [],
    deepEqual,
  );

  readonly #header = this.#queries.derived<Header | undefined>(
    (key) => {
      const block = this.#blockAt(key);
      if (block === undefined) return undefined;
      return {
        name: declaringKinds.has(block.kind) ? (block.name?.text ?? '') : '',
        isConfiguration: block.kind === 'datasource' || block.kind === 'generator',
      };
    },
    () => undefined,
    deepEqual,
  );

  readonly #summary = this.#queries.derived<BlockSummary | undefined>(
    (key) => {
      const block = this.#blockAt(key);
      return block === undefined ? undefined : summaryOf(block);
    },
    () => undefined,
    deepEqual,
  );

  /** The units of each declared name; the first one counts. */
  readonly #unitsByName = this.#queries.derived<Readonly<Record<string, string>>>(
    () => {
      const names: Record<string, string> = Object.create(null);
      for (const key of this.#allUnits('')) {
        const name = this.#header(key)?.name ?? '';
        if (name !== '') names[name] ??= key;
      }
      return names;
    },
    () => ({}),
    deepEqual,
  );

  readonly #unitNamed = this.#queries.derived<string | undefined>(
    (name) => this.#unitsByName('')[name],
    () => undefined,
  );

  readonly #sources = this.#queries.derived<PrismaSources>(
    () => {
      const keys = this.#allUnits('').filter((key) => this.#header(key)?.isConfiguration === true);
      return sourcesOf(keys.flatMap((key) => this.#blockAt(key) ?? []));
    },
    () => sourcesOf([]),
    deepEqual,
  );

  readonly #lowered = this.#queries.derived<LoweredPiece>(
    (key) => {
      const block = this.#blockAt(key);
      const context = this.#contextAt(key);
      if (block === undefined || context === undefined) return nothing;
      if (block.kind === 'datasource') return { ...nothing, extensions: sourcesOf([block]).extensions };
      return lowerBlock(context, block, this.#summary(key)!);
    },
    () => nothing,
    deepEqual,
    (key) => this.#doubtful.add(placeOf(key).file),
  );

  /** Undefined where the schema is none of a SQL database. */
  #contextAt(key: string): LoweringContext | undefined {
    const { provider: written, relationMode } = this.#sources('');
    const provider = effectiveProvider(written, this.#dialect);
    const { file, unit } = placeOf(key);
    return {
      provider,
      dialect: dialectOf(provider),
      enforcesRelations: provider !== 'mongodb' && relationMode !== 'prisma',
      find: (name) => {
        const found = this.#unitNamed(name);
        return found === undefined ? undefined : this.#summary(found);
      },
      at: ({ start, end }) => ({ file, unit, start, end }),
    };
  }
}

const declaringKinds: ReadonlySet<string> = new Set(['model', 'view', 'enum', 'type']);
const nothing: LoweredPiece = { changes: [], gaps: [], extensions: [] };
const unknownBlock = 'A block of a Prisma schema begins with model, view, type, enum, datasource or generator.';

function unitKey(file: string, unit: number): string {
  return `${unit}\n${file}`;
}

function placeOf(key: string): { readonly file: string; readonly unit: number } {
  const split = key.indexOf('\n');
  return { file: key.slice(split + 1), unit: Number(key.slice(0, split)) };
}

import { rememberedOfLate } from '../../model/remembered.ts';
import type { Block } from '../../syntax/prisma/block.ts';
import { type PrismaPiece, splitPrisma } from '../../syntax/prisma/pieces.ts';
import { blockOfText } from '../../syntax/prisma/read-block.ts';

/** A text cut into blocks: a hundred fixes of one file need it cut once. */
export class PrismaText {
  readonly text: string;
  readonly pieces: readonly PrismaPiece[];
  #modelNames: ReadonlySet<string> | undefined;
  #settings: readonly Block[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.pieces = splitPrisma(text);
  }

  sourceOf({ start, end }: PrismaPiece): string {
    return this.text.slice(start, end);
  }

  blockOf(piece: PrismaPiece): Block {
    return blockOfText(this.sourceOf(piece));
  }

  /** What datasources and generators say. */
  get settings(): readonly Block[] {
    this.#settings ??= this.pieces
      .filter(({ start, end }) => /^(?:datasource|generator)\b/.test(this.text.slice(start, Math.min(end, start + 20))))
      .map((piece) => this.blockOf(piece));
    return this.#settings;
  }

  /** Names of models and views. */
  get modelNames(): ReadonlySet<string> {
    this.#modelNames ??= new Set(this.pieces.flatMap(({ start }) => this.modelNameAt(start) ?? []));
    return this.#modelNames;
  }

  /** The name of the model or view that begins at an offset. */
  modelNameAt(start: number): string | undefined {
    return /^(?:model|view)\s+([^\s{]+)/.exec(this.text.slice(start, start + 300))?.[1];
  }
}

export const prismaText = rememberedOfLate((text) => new PrismaText(text));

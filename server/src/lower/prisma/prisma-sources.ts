import { rememberedByText } from '../../model/remembered.ts';
import type { Block } from '../../syntax/prisma/block.ts';
import { splitPrisma } from '../../syntax/prisma/pieces.ts';
import { readBlock } from '../../syntax/prisma/read-block.ts';
import { itemsOf, stringOf } from './attributes.ts';

/** What the datasource and generator blocks of a text say. */
export interface PrismaSources {
  readonly hasDatasource: boolean;
  /** As written: `postgresql`, `mongodb`. */
  readonly provider: string | undefined;
  readonly relationMode: string | undefined;
  /** PostgreSQL extensions in lower case. */
  readonly extensions: readonly string[];
  readonly previewFeatures: readonly string[];
}

const readConfiguration = rememberedByText(readBlock);

/** Reads only the blocks of configuration, for grouping files before any of them is understood. */
export function prismaSources(text: string): PrismaSources {
  if (!/\b(?:datasource|generator)\b/.test(text)) return sourcesOf([]);
  const pieces = splitPrisma(text).filter(({ start }) => configurationStart.test(text.slice(start, start + 20)));
  return sourcesOf(pieces.map(({ start, end }) => readConfiguration(text.slice(start, end))));
}

const configurationStart = /^(?:datasource|generator)\b/;

/** The first datasource counts; features of all generators are added up. */
export function sourcesOf(blocks: readonly Block[]): PrismaSources {
  const datasource = blocks.find(({ kind }) => kind === 'datasource');
  const value = (name: string) => datasource?.assignments.find((assignment) => assignment.name.text === name)?.value;
  return {
    hasDatasource: datasource !== undefined,
    provider: stringOf(value('provider')),
    relationMode: stringOf(value('relationMode') ?? value('referentialIntegrity')),
    extensions: itemsOf(value('extensions')).flatMap((item) => {
      if (item.kind === 'path') return [item.text.toLowerCase()];
      if (item.kind !== 'call') return [];
      const mapped = item.arguments.find((argument) => argument.name?.text === 'map')?.value;
      return [(stringOf(mapped) ?? item.name.text).toLowerCase()];
    }),
    previewFeatures: blocks
      .filter(({ kind }) => kind === 'generator')
      .flatMap(({ assignments }) => assignments.filter(({ name }) => name.text === 'previewFeatures'))
      .flatMap((assignment) => itemsOf(assignment.value).flatMap((item) => stringOf(item) ?? [])),
  };
}

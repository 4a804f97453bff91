/** The key of a class: its piece, its place among the definitions there, its file. */
import type { DefinitionRef } from './names.ts';

export function keyOfRef({ file, unit, index }: DefinitionRef): string {
  return `${unit}:${index}:${file}`;
}

export function refOf(key: string): DefinitionRef {
  const first = key.indexOf(':');
  const second = key.indexOf(':', first + 1);
  return {
    unit: Number(key.slice(0, first)),
    index: Number(key.slice(first + 1, second)),
    file: key.slice(second + 1),
  };
}

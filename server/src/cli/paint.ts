/** Colours for terminals; the same calls return plain text where colours are not wanted. */
import type { Io, Output } from './io.ts';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof codes;
export type Paint = (text: string, ...styles: readonly Style[]) => string;

const coloured: Paint = (text, ...styles) => {
  if (text === '') return text;
  let painted = text;
  for (const style of styles) {
    const [on, off] = codes[style];
    painted = `\x1b[${on}m${painted}\x1b[${off}m`;
  }
  return painted;
};

const plain: Paint = (text) => text;

/** FORCE_COLOR before NO_COLOR before what the output is, as Node and its tools have it. */
export function paintFor(output: Output, env: Io['env']): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined) return force === '0' || force === 'false' ? plain : coloured;
  if (no !== undefined && no !== '') return plain;
  return output.columns !== undefined && terminal !== 'dumb' ? coloured : plain;
}

/** Fits the parts of a prompt into a model's window: what matters most is kept, and the order of reading stays. */

import { dataEnd } from './workspace-data.ts';

export interface PromptPart {
  readonly name: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Larger is kept first. */
  readonly priority: number;
  /** May lose its end, at a line's end; otherwise it is there whole or not at all. */
  readonly canShrink: boolean;
  /** Parts of one group are kept or left out together, such as a question and its answer. */
  readonly group?: string;
}

export interface FittedParts {
  readonly parts: readonly PromptPart[];
  /** Names of parts that were cut or left out. */
  readonly shortened: readonly string[];
  /** Tokens, as estimated. */
  readonly size: number;
}

/**
 * A model's own count is not known here. Three characters a token is more than code and English need in any tokenizer
 * in use; other scripts take a token a character or more.
 */
export function estimateTokens(text: string): number {
  const wide = text.length - text.replace(/[\u0250-\uffff]/g, '').length;
  return Math.ceil((text.length - wide) / 3 + wide * 1.5);
}

/** A cut piece that is shorter says nothing. */
const leastTokens = 60;
/** What a model adds around each message. */
const perMessage = 6;

export function fitParts(parts: readonly PromptPart[], window: number): FittedParts {
  const groups = new Map<string, PromptPart[]>();
  for (const part of parts) {
    const key = part.group ?? part.name;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const byPriority = [...groups.values()].sort((one, other) => priorityOf(other) - priorityOf(one));
  const kept = new Map<PromptPart, PromptPart>();
  const shortened: string[] = [];
  let left = window;
  for (const group of byPriority) {
    const size = group.reduce((sum, part) => sum + sizeOf(part), 0);
    if (size <= left) {
      for (const part of group) kept.set(part, part);
      left -= size;
      continue;
    }
    shortened.push(...group.map(({ name }) => name));
    const [only] = group;
    const cut = group.length === 1 && only!.canShrink ? shrink(only!, left) : undefined;
    if (cut === undefined) continue;
    kept.set(only!, cut);
    left -= sizeOf(cut);
  }
  return { parts: parts.flatMap((part) => kept.get(part) ?? []), shortened, size: window - left };
}

function priorityOf(group: readonly PromptPart[]): number {
  return Math.max(...group.map(({ priority }) => priority));
}

function sizeOf({ text }: PromptPart): number {
  return estimateTokens(text) + perMessage;
}

function shrink(part: PromptPart, room: number): PromptPart | undefined {
  const note = '\n(cut here: no room for the rest)';
  const tokens = room - perMessage - estimateTokens(`${dataEnd}${note}`);
  if (tokens < leastTokens) return undefined;
  const ratio = tokens / estimateTokens(part.text);
  let end = Math.floor(part.text.length * ratio);
  while (end > 0 && estimateTokens(part.text.slice(0, end)) > tokens) end = Math.floor(end * 0.9);
  const line = part.text.lastIndexOf('\n', end);
  const text = part.text.slice(0, line > end / 2 ? line : end);
  return { ...part, text: `${text}${closing(part.text, text)}${note}` };
}

/** Data that was cut still ends where data ends. */
function closing(whole: string, cut: string): string {
  return whole.endsWith(dataEnd) && !cut.endsWith(dataEnd) ? dataEnd : '';
}

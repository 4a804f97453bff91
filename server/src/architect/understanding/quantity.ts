/** Numbers with units, as a question gives them. */

export interface Quantity {
  /** `tenants`, `users`, `users per tenant`, `data size`, `writes per second`, … */
  readonly name: string;
  readonly low: number;
  /** Equal to `low` where one number was given. */
  readonly high: number;
  /** Bytes for sizes, per second for rates, days for spans of time, otherwise the thing counted. */
  readonly unit: string;
  /** As it was written, for people. */
  readonly value: string;
}

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
  hundred: 100,
  dozen: 12,
};

const numerals: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
};

const digits = String.raw`\d{1,3}(?:[,']\d{3})+(?!\d)|\d+(?:\.\d+)?`;
const scaleWords = 'thousand|million|billion|hundred|dozen|mio|mn|bn|[kKmMbB](?![A-Za-z])';
const numeral = Object.keys(numerals).join('|');
const single = String.raw`(?<![\w.,])(?:(?:${digits})\s?(?:${scaleWords})?|(?:a\s)?(?:${numeral})(?:\s(?:thousand|million|billion|hundred|dozen))?(?![A-Za-z]))`;

/** A number, or two with "to" or a dash between. */
export const numberPattern = String.raw`(?<low>${single})(?:\s?(?:to|-|–|and)\s?(?<high>(?:${digits})\s?(?:${scaleWords})?))?`;

/** What a match of `numberPattern` comes to. */
export function numbersOf(groups: Readonly<Record<string, string | undefined>>): {
  readonly low: number;
  readonly high: number;
} {
  const low = numberOf(groups.low ?? '');
  const high = groups.high === undefined ? low : numberOf(groups.high);
  // "50 to 500k": the word counts for both.
  return high < low ? { low: high, high: low } : { low, high };
}

function numberOf(text: string): number {
  const parts = /^(?:a\s)?([\d.,']+|[a-z]+)\s?([a-z]+)?$/i.exec(text.trim());
  if (parts === null) return Number.NaN;
  const first = parts[1]!.toLowerCase();
  const base = numerals[first] ?? Number(first.replaceAll(/[,']/g, ''));
  return base * (scales[parts[2]?.toLowerCase() ?? ''] ?? 1);
}

const sizes: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, t: 1e12, p: 1e15 };

/** Bytes of one unit: `GB`, `TiB`, `terabytes`. */
export function bytesOf(unit: string): number {
  return sizes[unit[0]!.toLowerCase()] ?? 1;
}

const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  milli: 0.001,
  s: 1,
  sec: 1,
  min: 60,
  h: 3600,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** Seconds of one unit of time: `min`, `hours`, `month`, `yearly`. */
export function secondsOf(unit: string): number {
  const lower = unit.toLowerCase();
  if (lower === 'daily') return seconds.day!;
  const longest = Object.keys(seconds)
    .filter((name) => lower.startsWith(name))
    .sort((one, other) => other.length - one.length)[0];
  return longest === undefined ? 1 : seconds[longest]!;
}

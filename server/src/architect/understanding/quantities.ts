/** Finds the numbers of a question that decide a design: how many, how large, how fast, how long, how much. */
import { bytesOf, numberPattern, numbersOf, type Quantity, secondsOf } from './quantity.ts';

/** More text than this is no question any more; what stands behind it is not searched. */
const mostText = 20_000;

type Groups = Readonly<Record<string, string | undefined>>;

interface Reading {
  readonly pattern: RegExp;
  read(groups: Groups): Omit<Quantity, 'value'> | undefined;
}

const customer =
  'compan(?:y|ies)|tenants?|customers?|organi[sz]ations?|clients?|business(?:es)?|schools?|clinics?|shops?|stores?|workspaces?|teams?';
const person = 'users?|people|employees|seats|members|patients|subscribers|readers|players|students|accounts';
const time = 's|secs?|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?';
const size = '[KMGTP]i?B|(?:kilo|mega|giga|tera|peta)bytes?';
const things =
  'writes?|inserts?|reads?|requests?|queries|events?|messages?|transactions?|orders?|req|posts?|calls?|bookings?|appointments?|documents?|files?|uploads?|rows?|records?|conversations?|jobs?|measurements?|readings?|points?|clicks?|ops|operations?';
const counted =
  'rows?|records?|documents?|files?|messages?|nodes?|products?|items?|embeddings?|vectors?|events?|posts?|orders?|appointments?|tables?|doctors?|conversations?|devices?|sensors?|followers?';

const plain = (name: string, unit: string) => (groups: Groups) => ({ name, unit, ...numbersOf(groups) });

/** The first that reads a place has it: what is more special comes first. */
const readings: readonly Reading[] = [
  {
    pattern: after(
      String.raw`\s?(?:active\s)?(?:${person})\s(?:each|per\s(?:${customer})|in\seach|a\s(?:company|tenant|customer|team))`,
    ),
    read: plain('users per tenant', 'users'),
  },
  {
    pattern: new RegExp(
      String.raw`(?<=${customer})\s(?:of|with|having)\s(?:about\s|around\s)?${numberPattern}\s?(?:${person})`,
      'gi',
    ),
    read: plain('users per tenant', 'users'),
  },
  {
    pattern: after(
      String.raw`\s?(?<size>${size})\s?(?:of\sdata\s)?(?:/|per\s|a\s|an\s|each\s|every\s)\s?(?<time>${time})\b`,
    ),
    read: (groups) => sized(groups, 'data growth', 'bytes per day', 86_400 / secondsOf(groups.time!)),
  },
  {
    pattern: after(
      String.raw`\s?%\s(?:growth\s)?(?:/|per\s|a\s|each\s|every\s)?(?<time>day|week|month|year|daily|weekly|monthly|yearly)\b`,
    ),
    read: (groups) => ({
      name: 'growth',
      unit: `% per ${groups.time!.replace(/ly$/, '').replace('dai', 'day')}`,
      ...numbersOf(groups),
    }),
  },
  { pattern: after(String.raw`\s?(?<size>${size})\b`), read: (groups) => sized(groups, 'data size', 'bytes', 1) },
  {
    pattern: after(
      String.raw`\s?(?:(?!of\b)[a-z]{3,16}\s)?(?<thing>${things})\s?(?:/|\bper\s|\ban?\s|\beach\s|\bevery\s)\s?(?<time>${time})\b`,
    ),
    read: rate,
  },
  {
    pattern: after(String.raw`\s?(?<thing>rps|qps|tps)\b`),
    read: (groups) => ({ name: 'requests per second', unit: 'per second', ...numbersOf(groups) }),
  },
  {
    pattern: after(String.raw`\s?(?:concurrent|simultaneous)\s(?:${person}|connections)`),
    read: plain('concurrent users', 'users'),
  },
  { pattern: after(String.raw`\s?(?:daily\sactive\s(?:${person})|dau)\b`), read: plain('daily active users', 'users') },
  {
    pattern: after(String.raw`\s?(?:generated\s)?(?:projects|apps|applications|backends|databases|sites)\b`),
    read: plain('projects', 'projects'),
  },
  {
    pattern: after(String.raw`[\s-]?(?:person\steam|developers?|engineers?|devs|people\s(?:in|on)\sthe\steam)\b`),
    read: plain('team', 'people'),
  },
  { pattern: new RegExp(String.raw`\bteam\sof\s${numberPattern}`, 'gi'), read: plain('team', 'people') },
  { pattern: after(String.raw`\s?(?:${customer})\b`), read: plain('tenants', 'tenants') },
  {
    pattern: after(String.raw`\s?(?:monthly\s(?:active\s)?|registered\s|active\s)?(?:${person})\b`),
    read: plain('users', 'users'),
  },
  { pattern: after(String.raw`\s?(?:regions|continents|data\scent(?:er|re)s)\b`), read: plain('regions', 'regions') },
  {
    pattern: new RegExp(
      String.raw`\b(?<objective>rpo|rto)\s(?:of\s|is\s|below\s|under\s)?${numberPattern}\s?(?<time>${time})\b`,
      'gi',
    ),
    read: (groups) => ({
      name: groups.objective!.toLowerCase() === 'rpo' ? 'recovery point' : 'recovery time',
      unit: 'seconds',
      ...times(numbersOf(groups), secondsOf(groups.time!)),
    }),
  },
  {
    pattern: new RegExp(
      String.raw`(?:retention|retain|keep|kept|store|stored)\b[^.?!\n]{0,40}?${numberPattern}\s?(?<time>days?|weeks?|months?|years?)\b`,
      'gi',
    ),
    read: retention,
  },
  {
    pattern: after(String.raw`[\s-]?(?<time>days?|weeks?|months?|years?)\s(?:of\s)?(?:retention|kept)\b`),
    read: retention,
  },
  {
    pattern: new RegExp(
      String.raw`(?:under|below|within|less\sthan|<|p99|p95|at\smost)\s(?:of\s)?${numberPattern}\s?(?<time>ms|milliseconds?|s|seconds?)\b`,
      'gi',
    ),
    read: (groups) => ({ name: 'latency', unit: 'ms', ...times(numbersOf(groups), secondsOf(groups.time!) * 1000) }),
  },
  { pattern: /(?<low>99(?:\.\d{1,4})?)\s?%/g, read: plain('availability', '%') },
  {
    pattern: new RegExp(String.raw`[$€£]\s?${numberPattern}(?:\s?(?:/|per\s|a\s)\s?(?<time>month|year|mo)\b)?`, 'gi'),
    read: (groups) => ({
      name: 'budget',
      unit: groups.time === 'year' ? 'per year' : 'per month',
      ...numbersOf(groups),
    }),
  },
  {
    pattern: after(String.raw`\s?(?<thing>${counted})\b`),
    read: (groups) => ({ name: plural(groups.thing!), unit: plural(groups.thing!), ...numbersOf(groups) }),
  },
];

/** Each quantity once, the first statement of it first; a second statement with another number follows. */
export function quantitiesIn(text: string): readonly Quantity[] {
  const read = text.slice(0, mostText);
  const taken: { readonly start: number; readonly end: number }[] = [];
  const found: (Quantity & { readonly at: number })[] = [];
  for (const { pattern, read: of } of readings) {
    for (const match of read.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length };
      if (taken.some(({ start, end }) => start < place.end && place.start < end)) continue;
      const quantity = of(match.groups ?? {});
      // "What if one company has 20,000 users?" is about one of them.
      if (/^(?:one|a|an)$/i.test(match.groups?.low?.trim() ?? '') && quantity?.name === 'tenants') continue;
      if (quantity === undefined || !Number.isFinite(quantity.low) || !Number.isFinite(quantity.high)) continue;
      taken.push(place);
      found.push({ ...quantity, value: written(match.groups ?? {}, quantity), at: place.start });
    }
  }
  return found.sort((one, other) => one.at - other.at).map(({ at: _, ...quantity }) => quantity);
}

function retention(groups: Readonly<Record<string, string | undefined>>) {
  return {
    name: 'retention',
    unit: 'days',
    ...times(numbersOf(groups), secondsOf(groups.time!) / 86_400),
  };
}

function after(unit: string): RegExp {
  return new RegExp(numberPattern + unit, 'gi');
}

function sized(groups: Groups, name: string, unit: string, factor: number): Omit<Quantity, 'value'> {
  return { name, unit, ...times(numbersOf(groups), bytesOf(groups.size!) * factor) };
}

function rate(groups: Groups): Omit<Quantity, 'value'> {
  const short = /^req$/i.test(groups.thing!) ? 'requests' : plural(groups.thing!);
  return { name: `${short} per second`, unit: 'per second', ...times(numbersOf(groups), 1 / secondsOf(groups.time!)) };
}

function times({ low, high }: { readonly low: number; readonly high: number }, factor: number) {
  return { low: low * factor, high: high * factor };
}

function plural(thing: string): string {
  const lower = thing.toLowerCase();
  return lower.endsWith('s') ? lower : `${lower}s`;
}

/** `gb` is meant as GB. */
function unitAsWritten(size: string): string {
  return /^[kmgtp]b$/i.test(size) ? `${size[0]!.toLowerCase() === 'k' ? 'k' : size[0]!.toUpperCase()}B` : size;
}

/** The words of the question without what is around them. */
function written(groups: Groups, { name, unit }: Omit<Quantity, 'value'>): string {
  const number = [groups.low, groups.high]
    .filter((part) => part !== undefined)
    .map((part) => part.trim().replace(/^\d{4,}$/, (digits) => Number(digits).toLocaleString('en-US')))
    .join(' to ');
  if (groups.size !== undefined)
    return [`${number} ${unitAsWritten(groups.size)}`, groups.time].filter(Boolean).join(' per ');
  if (name === 'budget') return `${number} ${unit}`;
  if (name === 'growth') return `${number} ${unit}`;
  if (name === 'availability') return `${number} %`;
  if (groups.thing !== undefined && groups.time !== undefined) return `${number} ${groups.thing} per ${groups.time}`;
  return groups.time === undefined ? number : `${number} ${groups.time}`;
}

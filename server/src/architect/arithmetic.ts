/**
 * Sizes, rates and growth from the numbers that were given. Each line shows its working; factors that nobody gave are
 * the ones of `prompts/`, and marked as assumed.
 */
import type { Case } from './case.ts';
import { bytes, count, range } from './markdown.ts';
import type { Quantity } from './understanding/quantity.ts';

export interface Line {
  readonly what: string;
  readonly working: string;
  readonly result: string;
  /** For those who go on with it. */
  readonly low: number;
  readonly high: number;
}

export function find(c: Pick<Case, 'quantities'>, name: string | RegExp): Quantity | undefined {
  return c.quantities.find((quantity) =>
    typeof name === 'string' ? quantity.name === name : name.test(quantity.name),
  );
}

export function arithmeticOf(c: Case): readonly Line[] {
  const given = peopleOf(c);
  // A handful of people is no load.
  const people = given !== undefined && given.high < 100 ? undefined : given;
  const load = loadOf(c, people);
  return [
    ...(people === undefined ? [] : [people]),
    ...load,
    ...rowsOf(c, people),
    ...sizeOf(c),
    ...projectsOf(c),
    ...moneyOf(c),
    ...availabilityOf(c),
  ];
}

function line(
  what: string,
  working: string,
  low: number,
  high: number,
  write: (value: number) => string = count,
  unit = '',
): Line {
  return { what, working, result: `${range(low, high, write)}${unit === '' ? '' : ` ${unit}`}`, low, high };
}

export function peopleOf(c: Pick<Case, 'quantities'>): Line | undefined {
  const tenants = find(c, 'tenants');
  const each = find(c, 'users per tenant');
  if (tenants !== undefined && each !== undefined) {
    return line(
      'People',
      `${tenants.value} tenants × ${each.value} users`,
      tenants.low * each.low,
      tenants.high * each.high,
    );
  }
  const users = find(c, /^(?:daily active users|users)$/);
  return users === undefined
    ? undefined
    : line(users.name === 'users' ? 'People' : 'Daily active users', 'given', users.low, users.high);
}

function loadOf(c: Case, people: Line | undefined): readonly Line[] {
  const given = c.quantities.filter(({ name }) => name.endsWith(' per second'));
  if (given.length > 0) return given.flatMap((rate) => givenRate(c, rate));
  const concurrent = find(c, 'concurrent users');
  if (people === undefined && concurrent === undefined) return [];
  const active =
    concurrent === undefined
      ? line('Active at the peak', `${people!.result} × 10 % (assumed)`, people!.low * 0.1, people!.high * 0.1)
      : line('Active at the peak', 'given', concurrent.low, concurrent.high);
  const requests = line(
    'Requests at the peak',
    `${active.result} × 2 a minute (assumed) ÷ 60`,
    active.low / 30,
    active.high / 30,
    count,
    'per second',
  );
  return [active, requests, connections(requests)];
}

function connections(requests: Line): Line {
  const needed = (rate: number): number => Math.max(1, Math.ceil(rate * 0.015 * 1.5));
  return line(
    'Busy connections',
    `${requests.result} × 15 ms (assumed) × 1.5`,
    needed(requests.low),
    needed(requests.high),
  );
}

function givenRate(c: Case, rate: Quantity): readonly Line[] {
  const thing = rate.name.replace(/ per second$/, '');
  const isStored = !/^(?:requests|reads|queries|calls)$/.test(thing);
  const perDay = line(`${capital(thing)} a day`, `${rate.value} × 86,400 s`, rate.low * 86_400, rate.high * 86_400);
  if (!isStored)
    return [
      connections({ what: '', working: '', result: `${count(rate.high)} per second`, low: rate.low, high: rate.high }),
    ];
  const size = rowBytes(c);
  const days = find(c, 'retention')?.high ?? 365;
  const kept = line(
    find(c, 'retention') === undefined ? 'Stored in a year' : 'Stored at any time',
    `${perDay.result} × ${count(days)} days × ${size} bytes (assumed, with indexes)`,
    perDay.low * days * size,
    perDay.high * days * size,
    bytes,
  );
  const average = line('Average rate', 'daily ÷ 86,400 s', rate.low, rate.high, count, 'per second');
  const peak = line('Peak rate', `${average.result} × 4 (assumed)`, rate.low * 4, rate.high * 4, count, 'per second');
  // A rate per second is meant as the peak; one per day or month is an average.
  return /per (?:s|sec|second)/i.test(rate.value) ? [perDay, kept] : [average, peak, kept];
}

function rowBytes({ lead }: Case): number {
  return lead?.id === 'conversations'
    ? 2000
    : lead?.id === 'model-providers'
      ? 250
      : lead?.id === 'activity-events'
        ? 150
        : 200;
}

interface Growth {
  /** For the line. */
  readonly what: string;
  readonly perPersonAndDay: number;
  readonly working: string;
  /** Of a row, with what stands beside it. */
  readonly bytes: number;
  readonly beside?: string;
}

/** Factors of the patterns' own examples. */
const growths: Readonly<Record<string, Growth>> = {
  tenancy: {
    what: 'Tasks',
    perPersonAndDay: 200 / 365,
    working: '200 a year each (assumed)',
    bytes: 500,
    beside: 'comments and indexes',
  },
  'activity-events': { what: 'Events', perPersonAndDay: 50, working: '50 a day each (assumed)', bytes: 150 },
  conversations: {
    what: 'Messages',
    perPersonAndDay: 60,
    working: '3 conversations × 10 turns × 2 a day each (assumed)',
    bytes: 2000,
  },
};

/** With the conversations of a person and day that were given. */
function growthOf({ lead, question }: Case): Growth | undefined {
  const usual = lead === undefined ? undefined : growths[lead.id];
  const said = [question.text, ...question.history.map((turn) => turn.question)].join('\n');
  const [, given] = /\b(\d{1,4}) (?:chats?|conversations?) (?:a|per|each|every) day\b/i.exec(said) ?? [];
  if (usual === undefined || lead?.id !== 'conversations' || given === undefined) return usual;
  return {
    ...usual,
    perPersonAndDay: Number(given) * 20,
    working: `${given} conversations × 10 turns (assumed) × 2 a day each`,
  };
}

function rowsOf(c: Case, people: Line | undefined): readonly Line[] {
  const lines: Line[] = [];
  const growth = growthOf(c);
  const isGiven = c.quantities.some(({ name }) => name.endsWith(' per second'));
  if (people !== undefined && growth !== undefined && !isGiven) {
    const yearly = (value: number): number => value * growth.perPersonAndDay * 365;
    const rows = line(
      `${growth.what} a year`,
      `${people.result} × ${growth.working}`,
      yearly(people.low),
      yearly(people.high),
      count,
      'rows',
    );
    lines.push(
      rows,
      line(
        'Stored in five years',
        `${rows.result} × 5 × ${growth.bytes} bytes with ${growth.beside ?? 'indexes'} (assumed)`,
        rows.low * 5 * growth.bytes,
        rows.high * 5 * growth.bytes,
        bytes,
      ),
    );
  }
  const doctors = find(c, 'doctors');
  if (doctors !== undefined) {
    lines.push(
      line(
        'Appointments a year',
        `${doctors.value} doctors × 20 a day × 250 days (assumed)`,
        doctors.low * 5000,
        doctors.high * 5000,
      ),
    );
  }
  const followers = find(c, 'followers');
  if (followers !== undefined && c.lead?.id === 'activity-feeds') {
    lines.push(
      line(
        'Inserts for one post, at writing',
        `one for each of ${followers.value} followers`,
        followers.low,
        followers.high,
      ),
      line(
        'The job of that post',
        `${count(followers.high)} ÷ 5,000 a second (assumed)`,
        followers.low / 5000,
        followers.high / 5000,
        (seconds) => (seconds < 90 ? `${count(Math.ceil(seconds))} s` : `${count(Math.ceil(seconds / 60))} minutes`),
      ),
    );
  }
  if (people !== undefined && c.lead?.id === 'authentication-sessions') {
    lines.push(
      line(
        'Session rows',
        `${people.result} × 2 devices × 200 bytes (assumed)`,
        people.low * 400,
        people.high * 400,
        bytes,
      ),
    );
  }
  return lines;
}

function sizeOf(c: Case): readonly Line[] {
  const size = find(c, 'data size');
  if (size === undefined) return [];
  const percent = find(c, 'growth');
  const absolute = find(c, 'data growth');
  const monthly =
    percent === undefined
      ? 5
      : percent.unit.endsWith('year')
        ? ((1 + percent.high / 100) ** (1 / 12) - 1) * 100
        : percent.high;
  const source = percent === undefined ? 'assumed' : 'given';
  const inAYear = absolute === undefined ? size.high * (1 + monthly / 100) ** 12 : size.high + absolute.high * 365;
  const working =
    absolute === undefined
      ? `${size.value} × (1 + ${count(monthly)} % a month, ${source})^12`
      : `${size.value} + ${bytes(absolute.high)} a day × 365`;
  return [
    line('In a year', working, inAYear, inAYear, bytes),
    line(
      'Restore of a backup',
      `${size.value} ÷ 200 MB/s (assumed; measure yours)`,
      size.high / 200e6 / 3600,
      size.high / 200e6 / 3600,
      hours,
      'before replay',
    ),
    line(
      'Partitions of 10 to 50 GB',
      `${size.value} ÷ 50 GB to ${size.value} ÷ 10 GB, if all of it were one table`,
      size.high / 50e9,
      size.high / 10e9,
    ),
  ];
}

function projectsOf(c: Case): readonly Line[] {
  const projects = find(c, 'projects');
  if (projects === undefined) return [];
  const awake = line('Awake at a time', `${projects.value} × 5 % (assumed)`, projects.low * 0.05, projects.high * 0.05);
  return [
    awake,
    line('Compute hours a month', `${awake.result} × 2 h × 30 days (assumed)`, awake.low * 60, awake.high * 60),
    line('The same if always on', `${projects.value} × 730 h`, projects.low * 730, projects.high * 730),
    line('Connections', `${awake.result} × 5 pooled (assumed)`, awake.low * 5, awake.high * 5),
  ];
}

function moneyOf(c: Case): readonly Line[] {
  const budget = find(c, 'budget');
  const shared = find(c, /^(?:tenants|projects)$/);
  if (budget === undefined || shared === undefined) return [];
  const each = (whole: number): number => whole / shared.high;
  return [
    line(
      `Budget for one of the ${shared.name}`,
      `${budget.value} ÷ ${shared.value}`,
      each(budget.low),
      each(budget.high),
    ),
  ];
}

function availabilityOf(c: Case): readonly Line[] {
  const availability = find(c, 'availability');
  if (availability === undefined) return [];
  const minutes = ((100 - availability.high) / 100) * 43_200;
  return [
    line(
      'Outage allowed',
      `(100 − ${availability.high}) % of 43,200 minutes a month`,
      minutes,
      minutes,
      count,
      'minutes a month',
    ),
  ];
}

function hours(value: number): string {
  return value < 1 ? `${count(Math.ceil(value * 60))} minutes` : `${count(value)} hours`;
}

function capital(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1);
}

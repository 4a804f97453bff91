/** What a system must do, as far as the question, the conversation and the workspace say it; each with its source. */
import { type Dialect, productNames } from '../../model/dialect.ts';
import type { Question, Requirement, WorkspaceFacts } from '../consultation.ts';
import type { Knowledge, Pattern, Technology } from '../knowledge.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { shown, wordsIn } from '../words.ts';
import { quantitiesIn } from './quantities.ts';
import type { Quantity } from './quantity.ts';

/** A requirement of the vocabulary with what it counts in this case, 1 to 3. */
export interface Need {
  readonly id: string;
  readonly title: string;
  readonly importance: number;
  /** The words, or what it follows from. */
  readonly because: string;
}

export interface SourcedQuantity extends Quantity {
  readonly source: string;
}

/** The present question counts before what was said earlier. */
export function quantitiesOf({ text, history }: Question): readonly SourcedQuantity[] {
  const own = quantitiesIn(text).map((quantity) => ({ ...quantity, source: 'question' }));
  const earlier = history
    .flatMap((turn) => quantitiesIn(turn.question))
    .filter(({ name }) => !own.some((quantity) => quantity.name === name))
    .map((quantity) => ({ ...quantity, source: 'history' }));
  return [...own, ...earlier];
}

/** Statements without numbers. */
export function statementsOf({ text, history }: Question): readonly Requirement[] {
  const found: Requirement[] = [];
  const sources = [
    { said: text, source: 'question' },
    ...history.map((turn) => ({ said: turn.question, source: 'history' })),
  ];
  for (const { name, pattern, value } of statements) {
    for (const { said, source } of sources) {
      const match = pattern.exec(said.slice(0, 20_000));
      if (match === null) continue;
      found.push({ name, value: value ?? match[0].replace(/\s+/g, ' '), source });
      break;
    }
  }
  return found;
}

const statements: readonly { readonly name: string; readonly pattern: RegExp; readonly value?: string }[] = [
  { name: 'downtime', pattern: /\b(?:without|zero|no)[ -]down-?time\b|\bcannot stop\b|\bnot stop\b/i, value: 'none' },
  {
    name: 'stored today',
    pattern: /\b(?:stores? nothing|nothing (?:is )?stored|nothing (?:is )?saved)\b/i,
    value: 'nothing',
  },
  { name: 'compliance', pattern: /\b(?:GDPR|HIPAA|PCI(?:[ -]DSS)?|SOC ?2|ISO 27001|CCPA)\b/i },
  { name: 'compliance', pattern: /\b(?:health ?care|medical|patients?)\b/i, value: 'healthcare' },
  {
    name: 'model',
    pattern:
      /\b(?:Qwen[\w.-]*(?: ?Coder)?|DeepSeek[\w.-]*(?: ?Coder)?|Codestral|StarCoder\w*|Code ?Llama|GPT-[\w.]+|Claude(?: [A-Z]\w+)?)/i,
  },
  { name: 'team', pattern: /\b(?:solo developer|small team|no DBA|one-person team)\b/i },
  {
    name: 'region',
    pattern:
      /\b(?:in|within) (?:the )?(?:EU|US|USA|UK|Europe|Germany|Asia|Switzerland|Canada|India|Australia)\b(?: and (?:the )?(?:EU|US|USA|UK|Europe|Asia))?/,
  },
  { name: 'growth', pattern: /\b(?:doubl(?:es|ing) (?:every|each) \w+|ten(?:fold| times))\b/i },
];

export function technologiesIn(text: string, technologies: readonly Technology[]): readonly Technology[] {
  const read = text.slice(0, 20_000);
  return technologies.filter(({ id, name, aliases }) => wordsIn(read, [id, name.toLowerCase(), ...aliases]).length > 0);
}

/** Copies and side stores: they are reasons for a second store, never against the first. */
export const sideNeeds: ReadonlySet<string> = new Set([
  'caching',
  'full-text',
  'vector-search',
  'analytics',
  'streaming',
  'queueing',
  'key-lookup',
  'read-scaling',
]);

/** In every case: operation, cost, the way out, people. */
const always = ['low-ops', 'low-cost', 'portability', 'tooling'] as const;

/** What any record of an application needs until the question says that it is none. */
const usual: ReadonlySet<string> = new Set(['relational-integrity', 'transactions', 'ad-hoc-queries']);

/** Data that is no ordinary record. */
const special: ReadonlySet<string> = new Set([
  'time-series',
  'graph-traversal',
  'offline-first',
  'embedded',
  'vector-search',
]);

/** Said twice, it is what the system is for. */
const defining: ReadonlySet<string> = new Set(['graph-traversal', 'offline-first', 'embedded']);

/** Reasons for leaving one ordinary machine: they count when the question gives a number or a word, hardly by themselves. */
const ofScale: ReadonlySet<string> = new Set([
  'horizontal-writes',
  'large-data',
  'time-series',
  'multi-region',
  'scale-to-zero',
]);

/** What a first store cannot do without once the question and its pattern both ask for it. */
const mayRuleOut: ReadonlySet<string> = new Set([
  'relational-integrity',
  'transactions',
  'strong-consistency',
  'tenant-isolation',
  'embedded',
  'offline-first',
  'multi-region',
  'generated-code',
]);

export function needsOf(
  text: string,
  quantities: readonly Quantity[],
  lead: Pattern | undefined,
  { requirements }: Knowledge,
): readonly Need[] {
  const needs: Need[] = [];
  const whole = text.slice(0, 20_000);
  // "No money" is a budget, no amount that is booked.
  const booked = whole.replaceAll(/\b(?:no|little|without|save|less) money\b/gi, '');
  const isRecord = !requirements.some(
    ({ id, words }) => special.has(id) && wordsIn(text.slice(0, 20_000), words).length > 0,
  );
  for (const { id, title, words } of requirements) {
    const said = wordsIn(id === 'low-cost' ? whole : booked, words);
    const ofPattern = lead?.requirements.includes(id) === true;
    const number = numberFor(id, quantities);
    const isAlways = always.some((each) => each === id);
    if (said.length === 0 && !ofPattern && number === undefined && !isAlways && !(isRecord && usual.has(id))) continue;
    const fromPattern = ofPattern ? (ofScale.has(id) ? 0.5 : 1.5) : 0;
    const counted =
      (said.length > 1 && defining.has(id)
        ? 3
        : said.length > 0
          ? ofScale.has(id) && id !== 'time-series'
            ? 1
            : 2
          : 0) +
      fromPattern +
      (number === undefined ? 0 : 2);
    const most = sideNeeds.has(id) ? 1 : mayRuleOut.has(id) || defining.has(id) || number !== undefined ? 3 : 2;
    needs.push({
      id,
      title,
      importance: Math.max(1, Math.min(most, Math.round(counted))),
      because:
        number ??
        (said.length > 0
          ? `"${shown(said[0]!)}"`
          : ofPattern
            ? lead!.title.toLowerCase()
            : isAlways
              ? 'always counts'
              : 'usual for a record'),
    });
  }
  // A system that is for one thing is weighed by it, not by what its pattern usually needs.
  const isDefined = needs.some(({ id, importance }) => defining.has(id) && importance === 3);
  const implied = lead?.title.toLowerCase();
  return needs
    .filter(({ because }) => !isDefined || because !== implied)
    .sort((one, other) => other.importance - one.importance);
}

/** Requirements that follow from a number, and at which size. */
function numberFor(id: string, quantities: readonly Quantity[]): string | undefined {
  const over = (name: RegExp, least: number): string | undefined => {
    const found = quantities.find((quantity) => name.test(quantity.name) && quantity.high >= least);
    if (found === undefined) return undefined;
    return / per /.test(found.value) ? found.value : `${found.name} ${found.value}`;
  };
  switch (id) {
    case 'horizontal-writes':
      return over(/^(?!reads|requests|queries|calls)\w+ per second$/, 50_000);
    case 'large-data':
      return over(/^data size$/, 10e12);
    case 'high-availability':
      return over(/^availability$/, 99.9);
    case 'multi-region':
      return over(/^regions$/, 2);
    case 'low-ops': {
      const team = quantities.find(({ name }) => name === 'team');
      return team !== undefined && team.high <= 5 ? `team of ${team.value}` : undefined;
    }
    case 'low-cost':
      return quantities.some(({ name }) => name === 'budget') ? 'a budget is given' : undefined;
    case 'many-databases':
      return over(/^projects$/, 100);
    default:
      return undefined;
  }
}

/** What the workspace says by being there. */
export function requirementsOfWorkspace({ databases, stack, placeOf }: WorkspaceFacts): readonly Requirement[] {
  const found: Requirement[] = [];
  for (const { name, schema, files } of databases) {
    if (schema.tables.size === 0) continue;
    const languages = [...new Set(files.map(({ language }) => languageNames[language]))].join(', ');
    found.push({
      name: 'present database',
      value: `${productNames[schema.dialect]}, ${sizeInWords(schema)}, ${languages}`,
      source: files[0] === undefined ? name : placeOf(files[0].file, { start: 0, end: 0 }).replace(/:\d+$/, ''),
    });
  }
  for (const file of new Set(stack.map((part) => part.file))) {
    const names = [...new Set(stack.filter((part) => part.file === file).map(({ name }) => name))];
    found.push({
      name: 'stack',
      value: names.join(', '),
      source: placeOf(file, { start: 0, end: 0 }).replace(/:\d+$/, ''),
    });
  }
  return found;
}

const languageNames = { sql: 'SQL', prisma: 'Prisma', python: 'SQLAlchemy' } as const;

/** Two statements that cannot both hold; each as one sentence. */
export function contradictionsIn(
  text: string,
  quantities: readonly SourcedQuantity[],
  named: readonly Technology[],
  workspace: Dialect | undefined,
): readonly string[] {
  const found: string[] = [];
  const byName = new Map<string, SourcedQuantity>();
  for (const quantity of quantities) {
    const other = byName.get(quantity.name);
    if (
      other !== undefined &&
      (other.low !== quantity.low || other.high !== quantity.high) &&
      !repeats.test(quantity.name)
    ) {
      found.push(`"${other.value}" and "${quantity.value}" are both said for ${quantity.name}; the first is used.`);
    } else byName.set(quantity.name, quantity);
  }
  const availability = byName.get('availability');
  if (
    availability !== undefined &&
    availability.high >= 99.99 &&
    /\bsingle (?:server|machine|node|instance)\b/i.test(text)
  ) {
    found.push(
      `${availability.value} and a single machine exclude each other: one restart a month already uses the time.`,
    );
  }
  if (/\b(?:cannot|must not|never) (?:lose|miss)/i.test(text) && /\bin[- ]memory only\b/i.test(text)) {
    found.push('Data that must not be lost and memory only exclude each other.');
  }
  const asked = named.filter(({ id }) => id in dialectOf);
  if (workspace !== undefined && asked.length === 1 && dialectOf[asked[0]!.id] !== workspace) {
    found.push(
      `The question says ${asked[0]!.name}, the workspace is ${productNames[workspace]}; the answer keeps both in view.`,
    );
  }
  return found;
}

/** Quantities that a question may give several of. */
const repeats = /^(?:latency|retention|team)$|per second$/;

export const dialectOf: Readonly<Record<string, Dialect>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  'sql-server': 'sqlserver',
  mongodb: 'mongodb',
};

/** What the question leaves open, as far as it would change the answer. */
import { find, peopleOf } from './arithmetic.ts';
import type { Case } from './case.ts';
import { asksWhySlow } from './slow.ts';
import { isOut, weigh } from './weighing.ts';

export interface OpenQuestion {
  readonly question: string;
  readonly assumed: string;
  /** What the other answer changes. */
  readonly otherwise: string;
}

interface Candidate extends OpenQuestion {
  /** Kinds of question or ids of patterns that it belongs to. */
  readonly about: readonly string[];
  readonly isKnown?: (c: Case) => boolean;
  /** The requirement that the other answer adds: asked first when it changes the choice of the store. */
  readonly adds?: string;
}

const most = 5;

export function openQuestions(c: Case): readonly OpenQuestion[] {
  const subjects = new Set([c.lead?.id, ...c.topic.patterns.slice(0, 2).map(({ id }) => id)]);
  const own: { readonly asked: OpenQuestion; readonly weight: number }[] = [];
  for (const { about, isKnown, adds, ...asked } of candidates) {
    const ofPattern = about.some((id) => subjects.has(id));
    if (!ofPattern && (c.topic.patterns.length > 1 || !about.some((id) => c.topic.kinds.slice(0, 2).includes(id))))
      continue;
    if (isKnown?.(c) === true) continue;
    const other = adds === undefined ? undefined : storeWith(adds, c);
    // It would only change the store, and does not.
    if (adds !== undefined && other === undefined) continue;
    const weight = about.includes(c.lead?.id ?? '') ? 3 : ofPattern ? 2 : 1;
    const otherwise =
      other === undefined ? asked.otherwise : `${asked.otherwise} ${other} then comes first in the weighing.`;
    own.push({ asked: { ...asked, otherwise }, weight });
  }
  const ofLead = own.filter(({ weight }) => weight === 3);
  return (ofLead.length >= 3 || asksWhySlow(c) ? ofLead : own)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map(({ asked }) => asked);
}

/** The store that the weighing would pick if the requirement were indispensable; undefined when it stays the same. */
function storeWith(requirement: string, { knowledge, needs, pick }: Case): string | undefined {
  const { title } = knowledge.requirements.find(({ id }) => id === requirement)!;
  const others = needs.filter(({ id }) => id !== requirement);
  const ranking = weigh(knowledge.technologies, [...others, { id: requirement, title, importance: 3, because: '' }]);
  const first = ranking.find((each) => !isOut(each))?.technology;
  return first === undefined || first === pick ? undefined : first.name;
}

/** The workspace is LiteLLM's own schema, or has its tables beside others. */
const hasLitellm = (c: Case): boolean =>
  [...(c.database?.schema.tables.keys() ?? [])].some((key) => /litellm_/i.test(key));
const hasPeople = (c: Case): boolean => peopleOf(c) !== undefined || find(c, /users|tenants/) !== undefined;
const hasRate = (c: Case): boolean => find(c, / per second$/) !== undefined;
const says =
  (name: string) =>
  (c: Case): boolean =>
    c.statements.some((each) => each.name === name) || find(c, name) !== undefined;
/** One process, or a handful of people: questions of scale would be beside it. */
const isSmall = (c: Case): boolean =>
  c.needs.some(({ id, importance }) => id === 'embedded' && importance > 1) || (peopleOf(c)?.high ?? 1000) < 100;
/** What becomes of the keys of documents; usage and its upkeep are beside it. */
const asksForShape = (c: Case): boolean => c.lead?.id === 'json-and-columns';
const hasTables = (c: Case): boolean => c.database !== undefined;

const candidates: readonly Candidate[] = [
  {
    about: ['polyglot'],
    question: 'What can PostgreSQL not do for this data, in a number: documents, searches a second, staleness?',
    assumed: 'nothing measured yet',
    otherwise: 'Each store that has its number comes in, in the order of the table.',
  },
  {
    about: ['tenancy'],
    question:
      'Does a contract or a law demand that a customer has a separate database, its own keys or its own region?',
    assumed: 'no',
    otherwise: 'Those customers get a database of their own; the others stay in shared tables.',
  },
  {
    about: ['tenancy'],
    question: 'How much larger than the average is the largest tenant?',
    assumed: 'below a hundred times',
    otherwise: 'It gets its own partition from the start, and a plan for its own database.',
  },
  {
    about: ['activity-events', 'model-providers', 'audit'],
    isKnown: (c) => says('retention')(c) || asksForShape(c),
    question: 'How long is the detail kept?',
    assumed: '13 months',
    otherwise: 'Days instead of months make partitions weekly; for ever means an archive outside the database.',
  },
  {
    about: ['activity-events', 'activity-feeds', 'polyglot'],
    isKnown: (c) => hasRate(c) || hasPeople(c),
    question: 'How many active users are there, and how many writes a second at the peak?',
    assumed: 'at most 100,000 people a day, some hundred writes a second',
    otherwise: 'Beyond some ten thousand writes a second these rows go to a store of their own.',
  },
  {
    about: ['activity-events'],
    question: 'Who reads the events: screens of the product, or analysts?',
    assumed: 'screens, and a few reports',
    otherwise: 'Analysts get a copy in ClickHouse or a warehouse; the table here keeps the last months.',
  },
  {
    about: ['time-series'],
    question: 'How many series (devices × metrics) are there, and how late may readings arrive?',
    assumed: 'below 100,000, some minutes late',
    otherwise: 'Days late means roll-ups that are computed again, and partitions that stay open.',
  },
  {
    about: ['time-series'],
    question: 'Is the raw data read after the first days, or only its aggregates?',
    assumed: 'only aggregates',
    otherwise: 'Raw data that is read for months wants columns and compression: TimescaleDB or ClickHouse.',
  },
  {
    about: ['activity-feeds'],
    isKnown: (c) => find(c, 'followers') !== undefined,
    question: 'How many accounts does a reader follow, and how many followers has the largest author?',
    assumed: 'some hundred followed, below 10,000 followers',
    otherwise:
      'With authors of a million followers, merge theirs at reading; with thousands followed, write entries at posting.',
  },
  {
    about: ['performance-review', 'performance'],
    isKnown: asksForShape,
    question: 'Which ten statements use the most total time (`pg_stat_statements`, a week)?',
    assumed: 'a few statements are most of the load',
    otherwise: 'If the time is spread evenly, look at memory, pool and machine before queries.',
  },
  {
    about: ['partitioning-sharding', 'scale', 'performance-review'],
    isKnown: (c) => asksForShape(c) || (c.lead?.id === 'performance-review' && find(c, 'data size') === undefined),
    question: 'Which tables make up the size, and is their old data still read?',
    assumed: 'two or three tables, mostly recent rows are read',
    otherwise: 'If all of it is read evenly, partitions help upkeep only; memory and replicas come first.',
  },
  {
    about: ['partitioning-sharding', 'scale'],
    isKnown: (c) => find(c, /growth/) !== undefined,
    question: 'How fast does it grow?',
    assumed: '5 % a month',
    otherwise: 'Twice that halves the time that each step of the ladder lasts.',
  },
  {
    about: ['partitioning-sharding', 'scale', 'performance-review'],
    isKnown: asksForShape,
    question: 'How much memory has the server, and which share of reads comes from it?',
    assumed: 'the hot set no longer fits',
    otherwise: 'Above 99 % hits for the hot set, memory is not the reason.',
  },
  {
    about: ['migration-strategies'],
    isKnown: (c) => find(c, 'data size') !== undefined,
    question: 'How large is the database, and its largest table?',
    assumed: 'some hundred GB',
    otherwise: 'Below about 5 GB and with a quiet hour, dump, load and switch is simpler.',
  },
  {
    about: ['migration-strategies'],
    question: 'Does "without downtime" allow writes to wait for a minute or some at the cut-over, while reads go on?',
    assumed: 'yes',
    otherwise: 'If not, both databases take writes for a time and are reconciled: a parallel run, months of work.',
  },
  {
    about: ['migration-strategies'],
    question: 'Which procedures, triggers, events and vendor functions does the application use?',
    assumed: 'few',
    otherwise: 'Each is rewritten and tested by hand; they, not the data, set the date.',
  },
  {
    about: ['appointment-booking', 'security-compliance', 'retention'],
    isKnown: (c) =>
      c.lead?.id === 'time-series' ||
      c.lead?.id === 'activity-events' ||
      says('region')(c) ||
      c.statements.some(({ value }) => /HIPAA|GDPR|CCPA/i.test(value)),
    question: "Which country's rules hold (HIPAA, GDPR, national law on records)?",
    assumed: 'HIPAA or GDPR alike: access log, minimum necessary, retention',
    otherwise: 'Retention times, residency and agreements with hosts follow from the law.',
  },
  {
    about: ['appointment-booking'],
    question: 'Are times free (any start and length) or fixed slots? Can one appointment need several people or rooms?',
    assumed: 'any start and length; one practitioner, one patient, at most one room',
    otherwise:
      'Fixed slots are rows with a unique key; several resources are a child table that carries the exclusion.',
  },
  {
    about: ['files-processing'],
    isKnown: (c) => !asksWhySlow(c),
    question: 'Which request is slow, for a user with how many files, and is a late page slower than the first?',
    assumed: 'the list, for users with thousands of files',
    otherwise: 'If one result is slow and the list is not, the cause is its content: size, TOAST, or object storage.',
  },
  {
    about: ['conversations', 'files-processing'],
    isKnown: (c) => asksWhySlow(c) || says('retention')(c),
    question: 'How long are they kept, and must a user be able to have them deleted?',
    assumed: 'until the user deletes them',
    otherwise: 'A fixed time is a job that deletes in batches by the index on time; it belongs in the first release.',
  },
  {
    about: ['files-processing'],
    isKnown: asksWhySlow,
    question: 'How large are files and results, and how many a month?',
    assumed: 'files of megabytes, results of kilobytes',
    otherwise: 'Results above some 10 kB go to object storage, with a summary in the row.',
  },
  {
    about: ['files-processing', 'conversations', 'authentication-sessions'],
    isKnown: (c) =>
      asksWhySlow(c) ||
      c.database !== undefined ||
      /\b(?:login|accounts?|users? (?:table|exist))\b/i.test(c.question.text),
    question: 'Do users already exist somewhere (accounts, an identity provider)?',
    assumed: 'no; the schema brings a small users table',
    otherwise: 'Refer to those by their stable id and leave the users table out.',
  },
  {
    about: ['authentication-sessions'],
    question: 'Will enterprise customers ask for SAML or SCIM?',
    assumed: 'no; e-mail and OAuth providers',
    otherwise: 'An identity provider (a service or Keycloak) comes first; the tables keep only its subject.',
  },
  {
    about: ['authentication-sessions'],
    question: 'Is work saved on the server before sign-up, and claimed at it?',
    assumed: 'no, it stays in the browser until then',
    otherwise:
      'Its rows then belong to the hash of a random key until somebody claims them, and a job deletes those that nobody does.',
  },
  {
    about: ['conversations', 'model-providers'],
    isKnown: (c) => asksForShape(c) || hasLitellm(c),
    question: 'Do calls go through a LiteLLM proxy with its own database?',
    assumed: 'no; the application writes usage itself',
    otherwise: 'Read usage and spend from its tables and leave ours out.',
  },
  {
    about: ['conversations'],
    isKnown: hasPeople,
    question: 'How many people talk how often?',
    assumed: 'below 10,000 people a day',
    otherwise: 'Beyond some hundred million rows, messages are partitioned by their conversation.',
  },
  {
    about: ['json-and-columns', 'jsonb'],
    isKnown: (c) => c.topic.kinds[0] === 'design',
    question: 'Which keys of the JSONB stand in WHERE, JOIN or ORDER BY of the slow queries (statement below)?',
    assumed: 'name, provider, enabled and the like',
    otherwise: 'Those keys and no others become columns.',
  },
  {
    about: ['model-providers', 'json-and-columns'],
    isKnown: (c) => find(c, 'rows') !== undefined || c.topic.kinds[0] === 'design',
    question: 'How many rows does the table have, and how often is it read?',
    assumed: 'thousands, read at each request',
    otherwise: 'With millions of rows a cache in the process does not do; columns and their indexes then decide.',
  },
  {
    about: ['project-provisioning'],
    isKnown: says('projects'),
    question: 'How many projects, and which share of them is used in a week?',
    assumed: 'thousands, 5 % in use',
    otherwise: 'Below about twenty a script is enough; above a third in use, fixed machines are cheaper.',
  },
  {
    about: ['project-provisioning'],
    question: 'Does each project bring its own schema and run foreign code?',
    assumed: 'yes',
    otherwise: 'With one fixed schema, shared tables with a project column are simpler.',
  },
  {
    about: ['project-provisioning', 'generated-backends', 'cost-model'],
    isKnown: says('budget'),
    question: 'What may a free project cost a month, and what does a paid one bring?',
    assumed: 'nearly nothing while idle',
    otherwise: 'The threshold between file, shared cluster and own instance follows from it.',
  },
  {
    about: ['generated-backends'],
    question: 'Which language and ORM do the generated backends use?',
    assumed: 'one template with one ORM',
    otherwise: 'The test set has to cover each combination.',
  },
  {
    about: ['choose'],
    question: 'Must data be written on several continents at once?',
    assumed: 'no, one region',
    otherwise: 'One writer no longer does.',
    isKnown: (c) => says('regions')(c) || says('region')(c) || isSmall(c),
    adds: 'multi-region',
  },
  {
    about: ['choose'],
    question: 'Will sustained writes exceed what one large machine takes?',
    assumed: 'no, below some ten thousand a second',
    otherwise: 'The record has to be spread.',
    isKnown: (c) => hasRate(c) || hasPeople(c) || isSmall(c) || /^activity-/.test(c.lead?.id ?? ''),
    adds: 'horizontal-writes',
  },
  {
    about: ['polyglot'],
    isKnown: says('team'),
    question: 'How many people run this?',
    assumed: 'at least five',
    otherwise: 'With fewer: PostgreSQL and a cache.',
  },
  {
    about: ['cache', 'caching'],
    question: 'How old may each answer be?',
    assumed: 'five minutes for lists, never for permissions and money',
    otherwise: 'What must be fresh is read from the database.',
  },
  {
    about: ['performance-review', 'connection-pooling'],
    isKnown: hasTables,
    question: 'Where are the schema and the queries? No file of this workspace has any.',
    assumed: 'none to see',
    otherwise: 'With the files, findings and index proposals come with their places.',
  },
];

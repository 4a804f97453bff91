/** How the design is run: kept fast, apart, watched, secured and restored. */

import type { Table } from '../../model/table.ts';
import { arithmeticOf, find } from '../arithmetic.ts';
import type { Case } from '../case.ts';
import { focused, mentions, wordsOfFocus } from '../focus.ts';
import type { Pattern } from '../knowledge.ts';
import { bytes, continued, fenced, list, pointsIn, table, tablesIn } from '../markdown.ts';
import { adaptSchema } from '../schema/adapt-schema.ts';
import { tablesCounted } from '../schema/schema-size.ts';
import { isDescribed } from '../scope.ts';
import { growing } from './growing-tables.ts';
import { tellsWhere } from './queries.ts';
import { adaptedFor } from './schema.ts';
import {
  blocks,
  choices,
  failures,
  ofStack,
  paragraphs,
  patternOf,
  type SectionWriter,
  toldIn,
} from './section-writer.ts';
import { tenantKeys, withoutTenant } from './tenant-keys.ts';
import { workspaceSql } from './workspace-sql.ts';

export const tenancySection: SectionWriter = (c, plan) => {
  if (c.lead?.id === 'row-level-security' && c.question.command === 'tenancy' && !isDescribed(c.question))
    return policies(c, c.lead);
  const tenancy = patternOf(c, 'tenancy');
  const tenants = find(c, 'tenants');
  const own = c.database === undefined ? 0 : tablesCounted(c.database.schema);
  const tables = own >= 10 ? own : 30;
  const source = own >= 10 ? 'of this workspace' : 'assumed';
  const catalog =
    tenants === undefined
      ? undefined
      : `With ${tenants.value} tenants, a schema each makes ${tables} tables (${source}) × ${tenants.value} = ${(tables * tenants.high).toLocaleString('en-US')} tables before the first row, and each migration runs ${tenants.value} times; shared tables stay at ${tables}.`;
  return paragraphs(
    choices(tenancy),
    catalog,
    ownTenancy(c),
    tenancy.parts.Default && atHome(tenancy.parts.Default, c),
    workspaceSql(tenancy, c, plan),
  );
};

/** "/tenancy How do I add row-level security?": the policies, and nothing on whether tables are shared at all. */
function policies(c: Case, pattern: Pattern): string | undefined {
  const rule = "organization_id = current_setting('app.organization_id')::bigint";
  const statements = [
    'alter table <table> enable row level security;',
    'alter table <table> force row level security;',
    `create policy of_tenant on <table> using (${rule}) with check (${rule});`,
  ];
  const isPostgres = c.dialect === 'postgresql';
  return paragraphs(
    ownTenancy(c),
    isPostgres ? `For each table with the column:\n\n${fenced('sql', atHome(statements.join('\n'), c))}` : undefined,
    pattern.parts.Default && atHome(pattern.parts.Default, c),
    choices(pattern),
    isPostgres ? atHome(blocks(pattern, 'sql')!, c) : undefined,
    list(failures(pattern, 3)),
  );
}

/** What the tables of the workspace do about tenants, or what they need for it. */
function ownTenancy(c: Case): string | undefined {
  const pattern = c.knowledge.schemaOf('tenancy');
  if (pattern === undefined || c.database === undefined) return undefined;
  const { schema } = c.database;
  const { existing } = adaptSchema(pattern, schema);
  const present = (wanted: string): Table | undefined => existing.find((each) => each.wanted.name === wanted)?.present;
  const tenant = present('organization');
  const facts = tenant === undefined ? withoutTenant(schema, present('app_user')) : tenantKeys(tenant, schema);
  return facts === undefined ? undefined : `**In this workspace**\n\n${facts}`;
}

/** What is said of the tenant's column, with the name and the type that it has here. */
function atHome(text: string, c: Case): string {
  const schema = c.knowledge.schemaOf('tenancy');
  return schema === undefined ? text : adaptSchema(schema, c.database?.schema).tenantNamed(text);
}

export const scalingSection: SectionWriter = (c, plan) => {
  const parts = patternOf(c, 'partitioning-sharding');
  const [symptoms, kinds] = tablesIn(parts.parts.Choices ?? '');
  const isTold = c.topic.patterns.includes(parts);
  return paragraphs(
    ladder(c),
    growing(c),
    symptoms === undefined || tellsWhere(c, plan) ? undefined : `By symptom:\n\n${symptoms}`,
    c.lead === parts ? kinds : undefined,
    parts.parts.Default,
    isTold && c.lead === parts && c.dialect === 'postgresql' ? blocks(parts, 'sql') : undefined,
  );
};

/** Steps in the order in which they pay, each with what triggers it. */
export function ladder(c: Case): string {
  const size = find(c, 'data size');
  const large = size === undefined ? 'the largest tables' : `the tables that make up the ${size.value}`;
  return table(
    ['Step', 'Trigger', 'Costs'],
    [
      ['1. Measure: ten statements by total time, sizes of tables and indexes', 'now', 'an hour'],
      ['2. Mend those statements; drop unused indexes', 'a few statements are most of the time', 'days'],
      [
        c.dialect === 'postgresql'
          ? `3. Vacuum ${large} earlier (\`autovacuum_vacuum_scale_factor\` 0.02 in place of 0.2); more memory`
          : `3. Settings of upkeep for ${large}; more memory`,
        'dead rows above 20 %, hits below 99 % for the hot set',
        'hours, and the larger machine',
      ],
      [
        `4. Partition ${large} by time, archive what is not read`,
        'a table above about 100 GB, or deletions that hurt',
        'weeks, one table at a time',
      ],
      [
        `5. Read replicas: ${continued(patternOf(c, 'replication').default).replace(/\.$/, '')}`,
        'reads, not writes, fill the machine after step 2',
        'a machine each, and reads that may be old',
      ],
      [
        '6. The largest tenants to a database of their own, then shards',
        'writes fill the largest machine',
        'months; transactions across shards are gone',
      ],
    ],
  );
}

export const configurationSection: SectionWriter = (c) => {
  const pooling = patternOf(c, 'connection-pooling');
  const given = arithmeticOf(c).find(({ what }) => what === 'Busy connections');
  const isTold = c.topic.patterns.includes(pooling);
  const isThere = c.database !== undefined || c.lead?.id === 'project-provisioning';
  if (!isTold && given === undefined && isThere) return undefined;
  const [needed, processes] = pointsIn(pooling.parts.Numbers ?? '');
  const lines = [
    given === undefined ? needed! : `Busy connections: ${given.working} = ${given.result}.`,
    processes!,
    ...(isTold
      ? []
      : [
          'One address in the environment, `DATABASE_URL`; the password comes from the secret store of the platform, never from the repository.',
        ]),
  ];
  return paragraphs(
    isTold ? choices(pooling) : undefined,
    isTold ? ofStack(pooling.parts.Default ?? '', c) : undefined,
    list(lines),
  );
};

export const applicationSection: SectionWriter = (c) => {
  const stack = c.workspace.stack.map(({ name }) => name);
  const said = `${c.question.text} ${stack.join(' ')}`;
  const orm = patternOf(c, 'orm-access');
  // Its code is SQLAlchemy's: beside Prisma's client it would be a second way to the same tables.
  if (c.language === 'prisma') return undefined;
  if (/fastapi|sqlalchemy|flask/i.test(said)) {
    const isThere = c.database?.files.some(({ language }) => language === 'python') === true;
    return isThere
      ? paragraphs(choices(orm), orm.default)
      : paragraphs(
          orm.parts.Default,
          blocks(orm, 'python'),
          c.lead === undefined || c.database !== undefined ? undefined : blocks(c.lead, 'python'),
        );
  }
  return c.topic.patterns.includes(orm) ? paragraphs(choices(orm), orm.default) : undefined;
};

export const transactionsSection: SectionWriter = (c, plan) => {
  const pattern = patternOf(c, 'transactions-sagas');
  const several = c.named.length >= 2;
  return paragraphs(
    `**${pattern.default}**`,
    toldIn('transactions', c, plan).length > 0 ||
      c.needs.some(({ id, because }) => id === 'transactions' && because.startsWith('"'))
      ? choices(pattern)
      : undefined,
    several ? pattern.parts.Default : undefined,
  );
};

export const securitySection: SectionWriter = (c, plan) => {
  const security = patternOf(c, 'security-compliance');
  const words = wordsOfFocus(c.question);
  const [threats = '', , secrets = ''] = tablesIn(security.parts.Choices ?? '');
  const tenants = c.needs.some(({ id, importance }) => id === 'tenant-isolation' && importance >= 2);
  const rls = patternOf(c, 'row-level-security');
  const asked = c.topic.kinds.includes('security');
  return paragraphs(
    asked ? focused(paragraphs(threats, mentions(secrets, words) ? secrets : undefined)!, words) : undefined,
    asked || !tenants ? focused(security.parts.Default!, words) : undefined,
    tenants ? atHome(`**${rls.title}.** ${rls.parts.Default}`, c) : undefined,
    tenants && c.dialect === 'postgresql' ? atHome(blocks(rls, 'sql')!, c) : undefined,
    ...toldIn('security', c, plan)
      .filter((pattern) => pattern !== security && pattern !== rls)
      .map((pattern) => `**${pattern.title}.** ${pattern.default}`),
    tenants && !plan.has('failures') ? list(pointsIn(rls.parts['Failure modes'] ?? '').slice(0, 3)) : undefined,
  );
};

export const complianceSection: SectionWriter = (c, plan) => {
  const security = patternOf(c, 'security-compliance');
  const rows = tablesIn(security.parts.Choices ?? '')[1];
  const named = c.statements.filter(({ name }) => name === 'compliance').map(({ value }) => value);
  const books = (rows ?? '').split('\n').filter((row, at) => at < 2 || applies(row, named));
  if (books.length <= 2) return undefined;
  const own = c.lead?.parts.Compliance;
  if (own !== undefined) return paragraphs(adaptedFor(c)?.say(own) ?? own, disclaimer);
  const retention = patternOf(c, 'retention');
  return paragraphs(
    books.join('\n'),
    `Retention: ${retention.default}`,
    `Proof: ${patternOf(c, 'audit').default}`,
    terms(pointsIn(retention.parts.Numbers ?? '')[0] ?? '', named),
    ...toldIn('compliance', c, plan).map((pattern) =>
      paragraphs(`**${pattern.title}.** ${pattern.parts.Default}`, pattern === c.lead ? choices(pattern) : undefined),
    ),
    disclaimer,
  );
};

const disclaimer = 'This is about the database, not legal advice.';

/** The sentences on the rulebooks that hold here. */
function terms(sentences: string, named: readonly string[]): string {
  return sentences
    .split(/(?<=\.) (?=[A-Z])/)
    .filter((sentence) => applies(sentence, named))
    .join(' ');
}

function applies(row: string, named: readonly string[]): boolean {
  return named.some((name) =>
    name === 'healthcare'
      ? /HIPAA|GDPR/.test(row)
      : row.toLowerCase().includes(name.toLowerCase().replace(/[ -]?dss$/, '')),
  );
}

/** Signals by what the answer is about; those that every database needs come after. */
const signals: Readonly<Record<string, RegExp>> = {
  scale: /^(?:p99|Dead rows|Disk|Transaction age|Oldest)/,
  performance: /^(?:p99|Connections|Oldest|Dead rows|Deadlocks)/,
  migrate: /^(?:p99|Disk)/,
  tenancy: /^(?:p99|Oldest|Age of)/,
  provision: /^(?:Connections|Disk|Age of|p99)/,
};

export const monitoringSection: SectionWriter = (c) => {
  const pattern = patternOf(c, 'monitoring');
  const asked = c.topic.patterns.includes(pattern);
  const rows = (tablesIn(pattern.parts.Choices ?? '')[0] ?? '').split('\n');
  const kind = c.topic.kinds.find((each) => each in signals) ?? 'performance';
  const chosen = rows.filter((row, at) => at < 2 || signals[kind]!.test(row.slice(2)));
  const own =
    kind === 'tenancy'
      ? ['Rows and requests per tenant: the one that grows out of the average is seen early.']
      : kind === 'migrate'
        ? ['Lag of the capture, differences per compared range: both at zero before the switch.']
        : undefined;
  return paragraphs(
    asked ? chosen.join('\n') : list([...(own ?? []), ...chosen.slice(2, 2 + mostSignals).map(signal)]),
    asked && own !== undefined ? list(own) : undefined,
    asked ? 'Record them for a week before a change, so that the effect can be shown.' : undefined,
  );
};

const mostSignals = 5;

/** A row of the table of signals as one line. */
function signal(row: string): string {
  const [what, warn, act] = row
    .split('|')
    .slice(1, 4)
    .map((cell) => cell.trim());
  return `${what}: warn at ${warn}, then ${act}.`;
}

export const recoverySection: SectionWriter = (c) => {
  const pattern = patternOf(c, 'backup-recovery');
  const given = find(c, 'recovery time') ?? find(c, 'recovery point');
  const restore = arithmeticOf(c).find(({ what }) => what === 'Restore of a backup');
  return paragraphs(
    pattern.parts.Default,
    restore === undefined
      ? undefined
      : `A restore takes ${restore.working} = ${restore.result}${given === undefined ? '. If that is too long, a standby is the answer, not a faster backup.' : `; asked for: ${given.value}.`}`,
    objectives(c),
    given === undefined
      ? 'How much may be lost (RPO) and how long it may take (RTO) was not said; assumed: minutes, and hours.'
      : undefined,
  );
};

/** What the stated objectives ask of the means. */
function objectives(c: Case): string | undefined {
  const point = find(c, 'recovery point');
  const time = find(c, 'recovery time');
  const lines = [
    ...(point === undefined
      ? []
      : [
          point.high < 60
            ? `At most ${point.value} lost: a synchronous standby; archiving the log is too coarse for that.`
            : `At most ${point.value} lost: the log is archived as it is filled, and \`archive_timeout\` is below that.`,
        ]),
    ...(time === undefined
      ? []
      : [
          `Back within ${time.value}: a restore reads ${bytes(time.high * 200e6)} in that time at 200 MB/s (assumed; measure yours), and the log is replayed on top. Above about half of that size a standby that takes over is the answer.`,
        ]),
  ];
  return lines.length === 0 ? undefined : list(lines);
}

export const provisioningSection: SectionWriter = (c, plan) => {
  const pattern = patternOf(c, 'project-provisioning');
  // How it is done is another question than with which database.
  const isChoice = c.lead?.id === 'generated-backends';
  const told = isChoice ? tablesIn(pattern.parts.Default ?? '')[0] : pattern.parts.Default;
  return paragraphs(choices(pattern), told, isChoice ? undefined : workspaceSql(pattern, c, plan));
};

const provisioningTests = [
  'the role of one project connects to the database of another: refused',
  'a step of the state machine twice, and killed in the middle: one database, one row, one secret',
  'an archived project restored on a machine that never had it',
];

export const testingSection: SectionWriter = (c) => {
  const adapted = adaptedFor(c);
  const tables = [...(adapted?.schema.tables.values() ?? [])];
  const excluding = tables.find(({ exclusions }) => exclusions.length > 0);
  const secured = tables.find(({ rowSecurity }) => rowSecurity);
  const tests = [
    ...(excluding === undefined
      ? []
      : [`two inserts into \`${excluding.name}\` that overlap, at the same time: exactly one succeeds`]),
    ...(secured === undefined
      ? []
      : [
          `as the application role of tenant A, read and write rows of tenant B in \`${secured.name}\`: nothing, and an error`,
        ]),
    ...(c.lead?.id === 'project-provisioning' ? provisioningTests : []),
    ...(/\bskip locked\b/.test(c.lead?.parts.Code ?? '')
      ? [
          'two workers that ask at the same time get different rows; one that dies gives its row back when the lease ends',
        ]
      : []),
  ];
  // What every schema is tested for is among the next steps.
  return adapted === undefined || tests.length === 0 ? undefined : list(tests);
};

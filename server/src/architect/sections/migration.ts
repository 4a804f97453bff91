/** From here to there: phases with their ends and ways back, or the one migration that makes the new tables. */
import { displayName } from '../../model/names.ts';
import { find } from '../arithmetic.ts';
import { type Case, productName, technologyOf } from '../case.ts';
import { focused, wordsOfFocus } from '../focus.ts';
import { codes, count, list, pointsIn, table, tablesIn } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import type { AdaptedSchema } from '../schema/adapt-schema.ts';
import { sizeInWords } from '../schema/schema-size.ts';
import { targetIn } from '../understanding/move.ts';
import { adaptedFor } from './schema.ts';
import { blocks, choices, failures, paragraphs, patternOf, type SectionWriter, toldIn } from './section-writer.ts';
import { documentSql } from './workspace-sql.ts';

export const migrationSection: SectionWriter = (c, plan) => {
  if (c.topic.kinds.includes('migrate')) return isBetweenEngines(c) ? betweenEngines(c) : inPlace(c, plan);
  if (c.topic.kinds.includes('jsonb'))
    return paragraphs(changeInPlace(c), inModels(c), documentSql(c, plan)?.promotion);
  if (c.topic.kinds.includes('normalize')) return changeInPlace(c);
  return newTables(c);
};

function isBetweenEngines(c: Case): boolean {
  return (
    targetOf(c) !== undefined ||
    (c.named.length > 0 && /\b(?:from|leave|leaving|off|switch|replace)\b/i.test(c.question.text))
  );
}

function betweenEngines(c: Case): string | undefined {
  const pattern = patternOf(c, 'migration-strategies');
  return paragraphs(
    ownEnd(c),
    tablesIn(choices(pattern) ?? '')[0],
    phases(c),
    'Rollback triggers are agreed before the cut-over: error rate, latency at the 99th percentile, one difference in money. Until the end both databases and the capture run and are paid for.',
    differences(c),
    targetOf(c) === 'postgresql' ? `Sequences, at the cut-over:\n\n${blocks(pattern, 'sql')}` : undefined,
    `**What goes wrong**\n\n${list(failures(pattern, 5))}`,
  );
}

/** A change inside one database: what each kind of it takes, the steps, and the loop that fills. */
function inPlace(c: Case, plan: Plan): string | undefined {
  const change = patternOf(c, 'schema-change');
  const general = patternOf(c, 'migration-strategies');
  const isTold = toldIn('migration', c, plan).includes(change) || c.lead === undefined;
  const told = choices(change) ?? '';
  return paragraphs(
    isTold ? focused(told, wordsOfFocus(c.question)) : general.parts.Choices,
    changeInPlace(c),
    isTold ? change.parts.Default : undefined,
    blocks(general, 'python'),
  );
}

function targetOf({ question, named }: Case): string | undefined {
  return targetIn(question.text, named)?.id;
}

/** Which end of the move the workspace is, and what of it the move has to look at. */
function ownEnd(c: Case): string | undefined {
  const target = targetOf(c);
  if (c.database === undefined || target === undefined) return undefined;
  const { schema } = c.database;
  const present = technologyOf(schema.dialect);
  const tables = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf === undefined);
  const counted = tables.filter(({ columns }) => columns.some(({ autoIncrement }) => autoIncrement)).length;
  const documents = tables.filter(({ columns }) => columns.some(({ type }) => /^jsonb?$/.test(type.family))).length;
  const size = [
    sizeInWords(schema),
    ...(counted === 0 ? [] : [`${counted} of them with a counted key`]),
    ...(documents === 0 ? [] : [`${documents} with JSON`]),
  ].join(', ');
  if (present === target)
    return `The schema in this workspace is ${productName(c.database)} already (${size}). If the move ends there, the target schema exists: compare it with the source, table by table. If it is another system, it plays no part here.`;
  return `What moves is the schema in this workspace: ${productName(c.database)}, ${size}.`;
}

/** The steps that can be undone, and the one that cannot. */
function phases(c: Case): string {
  const size = find(c, 'data size');
  const load =
    size === undefined
      ? 'bytes ÷ measured rate, and as long again for indexes'
      : `${size.value} ÷ 100 MB/s (assumed) ≈ ${count(size.high / 100e6 / 3600)} h, and as long again for indexes`;
  return table(
    ['Phase', 'Do', 'Ends when', 'Takes', 'Way back'],
    [
      [
        'Inventory',
        'types, collations, SQL in code, jobs, size of each table',
        'no unknown is left',
        'days to weeks',
        'nothing happened yet',
      ],
      [
        'Target schema',
        'written, not converted blindly: keys and checks in, other indexes after the load',
        'a sample loads',
        'days',
        'nothing happened yet',
      ],
      ['Snapshot and change capture', captureOf(c), 'lag below seconds for a day', load, 'drop the target'],
      [
        'Compare, shadow reads',
        'counts, sums and hashes per key range; the application asks both and answers from the old one',
        'no difference for a week',
        'a week or more',
        'switch the second read off',
      ],
      [
        'Cut-over',
        'stop writes, wait for lag zero, set sequences, compare the last ranges, switch, let writes go; a backup of the target was restored before',
        'writes on the target',
        'minutes: lag + last compare + restart',
        'the old one, by reverse capture, without loss',
      ],
      [
        'Reverse capture',
        'started before writes are let go: what the new one takes is written into the old one as well',
        'the agreed time is over',
        'one to two weeks',
        'switch back: still without loss',
      ],
      [
        'Contract',
        'archive the old one',
        'it is restored once from there',
        'a day',
        '**none: the point of no return**',
      ],
    ],
  );
}

/** What reads the changes of the source. */
function captureOf(c: Case): string {
  const from = sourceOf(c);
  return from === undefined ? 'a consistent copy, then what changed since' : captures[from]!;
}

const captures: Readonly<Record<string, string>> = {
  mysql: 'Debezium on the binlog, or AWS DMS',
  oracle: 'Debezium on the redo log (LogMiner), GoldenGate, or AWS DMS',
  mongodb: 'Debezium or a reader of the change stream',
  'sql-server': 'Debezium on the CDC tables, or AWS DMS',
};

const engines: Readonly<Record<string, readonly string[]>> = {
  mysql: [
    'The capture needs `binlog_format=ROW` with full row images, a primary key on every table, and binlogs that are kept longer than the snapshot takes.',
    '`tinyint(1)` is a boolean only by custom: check for 2 and −1 first.',
    'Unsigned integers: the next larger type, or a check.',
    'Zero dates (`0000-00-00`) become NULL, or the load stops.',
    'Comparison ignores case in most MySQL collations: in PostgreSQL `A@x` and `a@x` are two, and a look-up in the other case finds nothing. A unique index on `lower(email)`, or an ICU collation.',
    '`datetime` has no zone: decide which one it was, then `timestamptz`.',
    '`enum` becomes text with a check; `auto_increment` an identity column whose sequence is set at the cut-over.',
    'Text with a zero byte is refused: find it before the load.',
    'Names fold to lower case in PostgreSQL; `group by` is strict; `"x"` is a name, not a string.',
  ],
  oracle: [
    'An empty string is NULL in Oracle and a string in PostgreSQL.',
    '`DATE` has a time: `timestamp`. `NUMBER` without scale: look at the values, then integer, bigint or numeric.',
    'Packages, `CONNECT BY`, hints and sequences in code are rewritten by hand; they set the date.',
  ],
  mongodb: [
    'Shapes: count the variants of each field first; what differs goes to `jsonb`, what is filtered to columns.',
    'Arrays that are updated alone become child tables; `_id` stays as a unique column until all references are moved.',
  ],
  'sql-server': [
    '`datetime2` and `datetimeoffset` to `timestamptz`; `uniqueidentifier` to `uuid`; `nvarchar` to `text`.',
    'Comparison ignores case by default; T-SQL procedures are rewritten by hand.',
  ],
};

/** The engine that is left, where its differences from PostgreSQL are known. */
function sourceOf(c: Case): string | undefined {
  const target = targetOf(c);
  const from = c.named.find(({ id }) => id !== 'postgresql' && id !== target && id in engines);
  return from?.id ?? (c.dialect === 'mysql' && target !== 'mysql' ? 'mysql' : undefined);
}

function differences(c: Case): string | undefined {
  const id = sourceOf(c);
  if (id === undefined || !isBetweenEngines(c) || (targetOf(c) ?? 'postgresql') !== 'postgresql') return undefined;
  return `**What differs, and is settled in the inventory**\n\n${list([...engines[id]!, ...ownTypes(c)])}`;
}

/** Columns of the workspace that the inventory has to look at. */
function ownTypes(c: Case): readonly string[] {
  if (c.database === undefined || c.dialect !== 'mysql') return [];
  const found = new Map<string, number>();
  for (const each of c.database.schema.tables.values()) {
    for (const { type } of each.columns) {
      const name =
        type.unsigned === true
          ? `unsigned ${type.name}`
          : /^(?:enum|set|tinyint|datetime|year|bit)$/.test(type.name)
            ? type.name
            : undefined;
      if (name !== undefined) found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  if (found.size === 0) return [];
  return [`In this workspace: ${[...found].map(([name, times]) => `\`${name}\` ${times} ×`).join(', ')}.`];
}

function changeInPlace(c: Case): string | undefined {
  const rows = find(c, 'rows');
  const duration =
    rows === undefined
      ? c.topic.kinds.includes('jsonb')
        ? 'Below some hundred thousand rows the backfill is one statement.'
        : pointsIn(patternOf(c, 'migration-strategies').parts.Numbers ?? '')[1]
      : `Backfill: ${rows.value} rows ÷ 5,000 × 0.2 s (assumed) ≈ ${count(((rows.high / 5000) * 0.2) / 3600)} hours.`;
  return paragraphs(
    table(
      ['Step', 'Lock', 'Way back'],
      [
        ['Add the new column or table, nullable', 'short, exclusive: set `lock_timeout` and retry', 'drop it'],
        ['Write both', 'none', 'stop writing the new one'],
        ['Backfill in batches by key, until nothing differs', 'rows of one batch', 'repeat, or empty it'],
        ['Index concurrently; constraint `not valid`, then validate', 'does not block writes', 'drop it'],
        ['Read the new one, compare for a week', 'none', 'read the old one'],
        ['Drop the old one', 'short, exclusive', '**none: the point of no return**'],
      ],
    ),
    duration,
  );
}

/** The migration is SQL; the models have to say the same. */
function inModels({ language, database }: Case): string | undefined {
  if (database === undefined || language === 'sql') return undefined;
  return language === 'prisma'
    ? 'Write the field into `schema.prisma` first (`Int?`, later `Int`), let `prisma migrate dev --create-only` make the files, and put these statements into them; `concurrently` needs a migration of its own.'
    : 'Each step is an Alembic revision (`op.execute`), the backfill a script; the model gets the `mapped_column` with the first one. `concurrently` needs `op.get_context().autocommit_block()`.';
}

/** How the tool of the workspace makes the new tables. */
function newTables(c: Case): string | undefined {
  const adapted = adaptedFor(c);
  if (adapted === undefined || adapted.schema.tables.size === 0) return undefined;
  // A first schema in an empty folder is one file; there is nothing to say about it.
  if (c.database === undefined && c.language === 'sql') return undefined;
  const names = [...adapted.schema.tables.values()]
    .filter(({ partitionOf }) => partitionOf === undefined)
    .map((each) => displayName(each));
  const back = codes([...names].reverse(), names.length);
  return list([
    ...stepsOf(c),
    ...(c.dialect === 'postgresql' ? locks(adapted) : []),
    `Way back, as long as nothing of worth is in ${names.length === 1 ? 'it' : 'them'}: drop ${back}${names.length === 1 ? '' : ', in this order'}.`,
  ]);
}

/** A foreign key to a table that is there takes a lock on it, even from an empty table. */
function locks({ schema, existing }: AdaptedSchema): readonly string[] {
  const present = new Set(existing.map((each) => displayName(each.present)));
  const referred = new Set(
    [...schema.tables.values()].flatMap(({ foreignKeys }) =>
      foreignKeys.map(({ references }) => displayName(references.table)).filter((name) => present.has(name)),
    ),
  );
  if (referred.size === 0) return [];
  return [
    `The foreign keys to ${codes([...referred])} wait for writes that run there and hold up new ones: \`set lock_timeout\` and try again.`,
  ];
}

function stepsOf(c: Case): readonly string[] {
  const names = new Set(c.workspace.stack.map(({ name }) => name));
  const revisions = c.database?.files.some(({ file }) => /\/versions\/[^/]+\.py$/.test(file)) === true;
  if (c.language === 'prisma')
    return [
      '`npx prisma migrate dev --create-only --name <what>`, read the SQL, add what Prisma cannot say, then `npx prisma migrate dev`. In production `npx prisma migrate deploy`.',
    ];
  if (c.language === 'sqlalchemy') {
    const first =
      names.has('Alembic') || revisions
        ? []
        : [
            'Add Alembic (`alembic init -t async migrations`) before the first table: a schema made by `create_all` cannot be changed later.',
          ];
    return [
      ...first,
      '`alembic revision --autogenerate -m "<what>"`, read it (it sees no renames and no policies), then `alembic upgrade head`; try `downgrade -1` on a copy.',
    ];
  }
  return ['One migration file with the block above, in one transaction.'];
}

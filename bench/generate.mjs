/**
 * Writes the SQL that the benchmark measures on: the same text for the same arguments, on every machine.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the real schemas are, when the project lies beside its shared folder. */
export const CORPUS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'corpus');

/** The real schema of about 4,000 lines, relative to the corpus. */
const REAL_SCHEMA = 'pg-sql/PostgREST__postgrest/test/spec/fixtures/schema.sql';

const DOMAINS = [
  'access',
  'asset',
  'audit',
  'billing',
  'booking',
  'campaign',
  'catalog',
  'claim',
  'clinic',
  'contract',
  'course',
  'crm',
  'delivery',
  'energy',
  'event',
  'finance',
  'fleet',
  'forum',
  'inventory',
  'library',
  'loyalty',
  'payroll',
  'permit',
  'project',
  'support',
  'warehouse',
];

const ENTITIES = [
  'account',
  'address',
  'agreement',
  'appointment',
  'attachment',
  'batch',
  'budget',
  'calendar',
  'category',
  'channel',
  'comment',
  'contact',
  'customer',
  'device',
  'discount',
  'document',
  'employee',
  'folder',
  'goal',
  'invoice',
  'invoice_line',
  'item',
  'label',
  'location',
  'member',
  'message',
  'milestone',
  'note',
  'order',
  'order_line',
  'organization',
  'partner',
  'payment',
  'plan',
  'policy',
  'price',
  'profile',
  'quote',
  'region',
  'report',
  'request',
  'review',
  'role',
  'schedule',
  'session',
  'shipment',
  'subscription',
  'supplier',
  'task',
  'team',
];

/** Variants of an entity, so that 26 domains × 50 entities reach 10,000 tables. */
const VARIANTS = ['', '_history', '_setting', '_tag', '_event', '_archive', '_snapshot', '_link'];

/** Columns a table draws from. Types and defaults differ on purpose: some are fine, some deserve a finding. */
const COLUMNS = [
  ['name', 'text NOT NULL'],
  ['title', 'character varying(200) NOT NULL'],
  ['description', 'text'],
  ['status', "text DEFAULT 'active' NOT NULL"],
  ['kind', 'character varying(32)'],
  ['code', 'character varying(64) NOT NULL'],
  ['external_id', 'uuid'],
  ['email', 'citext'],
  ['phone', 'character varying(40)'],
  ['quantity', 'integer DEFAULT 0 NOT NULL'],
  ['position', 'smallint DEFAULT 1 NOT NULL'],
  ['amount', 'numeric(12,2) DEFAULT 0 NOT NULL'],
  ['tax_rate', 'double precision'],
  ['currency', 'char(3)'],
  ['is_default', 'boolean DEFAULT false NOT NULL'],
  ['is_archived', 'boolean DEFAULT false NOT NULL'],
  ['metadata', "jsonb DEFAULT '{}'::jsonb NOT NULL"],
  ['settings', 'json'],
  ['labels', "text[] DEFAULT '{}'::text[] NOT NULL"],
  ['valid_from', 'date NOT NULL'],
  ['valid_until', 'date'],
  ['starts_at', 'timestamp with time zone NOT NULL'],
  ['ends_at', 'timestamp without time zone'],
  ['processed_at', 'timestamp with time zone'],
  ['duration', 'interval'],
  ['remote_address', 'inet'],
  ['checksum', 'bytea'],
  ['search', 'tsvector'],
];

/** How often a table has how many columns: eight to fourteen, most of them small. */
const COLUMN_COUNTS = [8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 10, 10, 10, 11, 11, 12, 14];

/**
 * A small generator of repeatable random numbers (mulberry32).
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (/** @type {number} */ n) => Math.floor(next() * n),
    chance: (/** @type {number} */ p) => next() < p,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/**
 * @typedef {{name: string, domain: string, columns: [string, string][], references: {column: string, table: string, inline: boolean}[]}} Table
 */

/**
 * The first `count` tables, domain by domain, each with foreign keys to earlier ones.
 * @param {number} count
 * @param {number} seed
 * @returns {Table[]}
 */
export function makeTables(count, seed) {
  const random = randomFrom(seed);
  const perDomain = Math.ceil(count / DOMAINS.length);
  if (perDomain > ENTITIES.length * VARIANTS.length) throw new Error(`no names for ${count} tables`);
  /** @type {Table[]} */
  const tables = [];
  /** Type of the primary key by table, which a foreign key repeats. @type {Map<string, string>} */
  const keys = new Map();
  for (const domain of DOMAINS) {
    /** @type {Table[]} */
    const own = [];
    for (let i = 0; i < perDomain && tables.length < count; i++) {
      const entity = ENTITIES[i % ENTITIES.length];
      const name = `${domain}_${entity}${VARIANTS[Math.floor(i / ENTITIES.length)]}`;
      const key = random.chance(0.2) ? 'uuid' : 'bigint';
      /** @type {Table['references']} */
      const references = [];
      const wanted = random.pick([0, 1, 1, 1, 2, 2]);
      for (let r = 0; r < wanted && tables.length > 0; r++) {
        const target = random.chance(0.8) && own.length > 0 ? random.pick(own) : random.pick(tables);
        const column = `${target.name.slice(target.domain.length + 1)}_id`;
        if (references.some((reference) => reference.column === column)) continue;
        references.push({ column, table: target.name, inline: random.chance(0.4) });
      }
      const size = random.pick(COLUMN_COUNTS);
      /** @type {[string, string][]} */
      const columns = [
        [
          'id',
          key === 'uuid'
            ? 'uuid DEFAULT gen_random_uuid() PRIMARY KEY'
            : 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
        ],
      ];
      for (const { column, table, inline } of references) {
        const type = keys.get(table);
        const nullable = random.chance(0.3) ? '' : ' NOT NULL';
        columns.push([column, `${type}${nullable}${inline ? ` REFERENCES ${table} (id)` : ''}`]);
      }
      const start = random.below(COLUMNS.length);
      for (let c = 0; columns.length < size - 2; c++) {
        const [column, type] = COLUMNS[(start + c * 5) % COLUMNS.length];
        if (!columns.some(([taken]) => taken === column)) columns.push([column, type]);
      }
      columns.push(['created_at', 'timestamp with time zone DEFAULT now() NOT NULL']);
      columns.push(['updated_at', 'timestamp with time zone DEFAULT now() NOT NULL']);
      const table = { name, domain, columns, references };
      own.push(table);
      tables.push(table);
      keys.set(name, key);
    }
  }
  return tables;
}

/** @param {Table} table @returns {string[]} */
function createTable(table) {
  const last = table.columns.length - 1;
  return [
    `CREATE TABLE ${table.name} (`,
    ...table.columns.map(([name, type], i) => `    ${name} ${type}${i === last ? '' : ','}`),
    ');',
  ];
}

/**
 * Statements about a table besides its creation, best first.
 * @param {Table} table
 * @param {ReturnType<typeof randomFrom>} random
 * @returns {string[]}
 */
function companions(table, random) {
  const own = table.columns.map(([name]) => name);
  const statements = table.references
    .filter((reference) => !reference.inline)
    .map(
      ({ column, table: target }) =>
        `ALTER TABLE ONLY ${table.name} ADD CONSTRAINT ${table.name}_${column}_fkey FOREIGN KEY (${column}) REFERENCES ${target} (id);`,
    );
  for (const { column } of table.references) {
    if (random.chance(0.7))
      statements.push(`CREATE INDEX ${table.name}_${column}_idx ON ${table.name} USING btree (${column});`);
  }
  statements.push(`COMMENT ON TABLE ${table.name} IS 'One ${table.name.replaceAll('_', ' ')} of a tenant.';`);
  if (own.includes('code')) statements.push(`CREATE UNIQUE INDEX ${table.name}_code_key ON ${table.name} (code);`);
  if (own.includes('metadata'))
    statements.push(`CREATE INDEX ${table.name}_metadata_idx ON ${table.name} USING gin (metadata);`);
  if (own.includes('status'))
    statements.push(`CREATE INDEX ${table.name}_status_idx ON ${table.name} (status, created_at DESC);`);
  if (own.includes('amount'))
    statements.push(`ALTER TABLE ${table.name} ADD CONSTRAINT ${table.name}_amount_check CHECK (amount >= 0);`);
  statements.push(`CREATE INDEX ${table.name}_created_at_idx ON ${table.name} (created_at);`);
  statements.push(`COMMENT ON COLUMN ${table.name}.updated_at IS 'Set by the application on every write.';`);
  return statements;
}

/**
 * One schema file with exactly this many tables, statements and lines.
 * @param {{tables: number, statements: number, lines: number, seed: number}} size
 * @returns {string}
 */
export function makeSchema({ tables: tableCount, statements, lines, seed }) {
  const tables = makeTables(tableCount, seed);
  const random = randomFrom(seed + 1);
  const extras = tables.map((table) => companions(table, random));
  const head = ['CREATE EXTENSION IF NOT EXISTS citext;', 'SET search_path = public;'];
  let budget = statements - tableCount - head.length;
  const taken = extras.map(() => 0);
  for (let round = 0; budget > 0; round++) {
    let progress = false;
    for (let i = 0; i < extras.length && budget > 0; i++) {
      if (round >= extras[i].length) continue;
      taken[i]++;
      budget--;
      progress = true;
    }
    if (!progress) throw new Error(`only ${statements - budget} statements can be made of ${tableCount} tables`);
  }
  const blocks = tables.map((table, i) => [...createTable(table), ...extras[i].slice(0, taken[i])]);
  const spare = lines - head.length - blocks.reduce((sum, block) => sum + block.length, 0);
  if (spare < 0)
    throw new Error(`${tableCount} tables and ${statements} statements need ${-spare} lines more than ${lines}`);
  const text = [...head];
  // The lines left over become blank lines and comments, spread evenly before the tables.
  const roomUpTo = (/** @type {number} */ i) => Math.floor((i * spare) / tables.length);
  for (const [i, block] of blocks.entries()) {
    const room = roomUpTo(i + 1) - roomUpTo(i);
    for (let r = 1; r < room; r++) text.push('');
    if (room > 0) text.push(i % 10 === 0 ? '' : `-- ${tables[i].name.replaceAll('_', ' ')}`);
    text.push(...block);
  }
  return `${text.join('\n')}\n`;
}

/** The large file: 18,000 lines, 4,000 statements, 1,300 tables. */
export const largeSchema = () => makeSchema({ tables: 1300, statements: 4000, lines: 18_000, seed: 18 });

/** A schema of about 4,000 lines: the real one where the corpus is, else a generated one of the same length. */
export function mediumSchema() {
  const real = join(CORPUS, REAL_SCHEMA);
  if (existsSync(real)) return { text: readFileSync(real, 'utf8'), source: 'PostgREST test schema (corpus)' };
  return { text: makeSchema({ tables: 280, statements: 860, lines: 3894, seed: 4 }), source: 'generated' };
}

/**
 * Writes a workspace of many files that together are one database.
 * The names do not look like migrations: the files declare, they do not fold.
 * @param {string} folder
 * @param {number} tableCount
 * @param {number} [perFile]
 * @returns {string[]} the files, in order
 */
export function writeWorkspace(folder, tableCount, perFile = 10) {
  const tables = makeTables(tableCount, 7);
  const random = randomFrom(8);
  mkdirSync(join(folder, 'schema'), { recursive: true });
  const files = [];
  for (let i = 0; i < tables.length; i += perFile) {
    const group = tables.slice(i, i + perFile);
    const part = i / perFile;
    const letters = [Math.floor(part / 676), Math.floor(part / 26) % 26, part % 26]
      .map((n) => String.fromCharCode(97 + n))
      .join('');
    const path = join(folder, 'schema', `part_${letters}_${group[0].domain}.sql`);
    const head = part === 0 ? ['CREATE EXTENSION IF NOT EXISTS citext;', ''] : [];
    const text = group.flatMap((table) => [...createTable(table), ...companions(table, random).slice(0, 3), '']);
    writeFileSync(path, [...head, ...text].join('\n'));
    files.push(path);
  }
  return files;
}

/**
 * Counts what a generated file holds, to print beside the figures.
 * @param {string} text
 */
export function sizeOf(text) {
  return {
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    tables: (text.match(/^\s*create table/gim) ?? []).length,
    bytes: Buffer.byteLength(text),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [what, target] = process.argv.slice(2);
  if (what === 'large' && target) writeFileSync(target, largeSchema());
  else if (what === 'medium' && target) writeFileSync(target, mediumSchema().text);
  else if (Number(what) > 0 && target) writeWorkspace(target, Number(what));
  else {
    console.error('usage: node generate.mjs large|medium <file>  |  node generate.mjs <tables> <folder>');
    process.exitCode = 2;
  }
}
